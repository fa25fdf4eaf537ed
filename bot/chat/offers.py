"""Which buttons stand under an answer, and the question that each of them carries."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final, NamedTuple, cast

from pydantic import BaseModel

from bot.advisor import chance, check
from bot.advisor.call import Call, Doubt
from bot.advisor.verdicts import Largest

CHANCE: Final = "chance"
PRIVATE: Final[Mapping[str, Sequence[str]]] = {
    "mode": ("why", "flips", "size", "switch", "share"),
    "liquidation": ("why", CHANCE, "picture", "share"),
    "size": ("why", CHANCE, "picture", "share"),
    "cost": ("why", "share"),
    "level": ("why", "share"),
    "compare": ("why", "picture", "share"),
    "odds": ("why", "picture", "share"),
    "switch": ("done", "blocked", "share"),
}
"""Buttons under an answer that only its asker sees."""

SECOND: Final[Mapping[str, Sequence[str]]] = {"compare": ("opposite", "larger", "csv")}
"""Their second row."""

PUBLIC: Final[Mapping[str, Sequence[str]]] = {"mode": ("why", "flips"), "switch": ("blocked",)}
"""Buttons under a shared answer: their state holds answers to questions, and no money."""

JUDGED: Final = ("money", "reading", "why", "share")
UNJUDGED: Final = ("reading", "share")
OTHERS: Final = 5
"""Calls besides the first that have a button of their own."""


class Offer(NamedTuple):
    """Buttons that carry one question, by what they do; a name of its own goes before a label."""

    question: BaseModel
    actions: Sequence[str]
    name: str | None = None


Rows = Sequence[Sequence[Offer]]


def offers(feature: str, request: BaseModel, report: BaseModel, *, share: bool) -> Rows:
    """Return the rows of buttons under an answer."""
    if feature == "check":
        return on_calls(cast("check.Request", request), cast("check.Report", report), share=share)
    rows = [PUBLIC.get(feature)] if share else [PRIVATE.get(feature), SECOND.get(feature)]
    found = [[Offer(request, actions)] for actions in rows if actions]
    endless = chance.ending(request, report) is None
    return allowed(found, frozenset({CHANCE}) if endless else frozenset())


def allowed(rows: Rows, hidden: AbstractSet[str]) -> Rows:
    """Return the rows without the buttons that do what is hidden here."""
    if not hidden:
        return rows
    left = [[without(offer, hidden) for offer in row] for row in rows]
    return [row for row in left if any(offer.actions for offer in row)]


def without(offer: Offer, hidden: AbstractSet[str]) -> Offer:
    """Return the buttons of a question but those that are hidden."""
    return offer._replace(actions=[act for act in offer.actions if act not in hidden])


def on_calls(request: check.Request, report: check.Report, *, share: bool) -> Rows:
    """Return the buttons for a posted call; they carry what was read, never the post itself."""
    if not report.calls:
        return []
    first, *others = report.calls
    if share:
        can = any(isinstance(verdict.details, Largest) for verdict in report.verdicts)
        return [[Offer(check.Request(text="", call=first), ["money"])]] if can else []
    judged = any(not verdict.call for verdict in report.verdicts)
    under = [
        *fixed(request, first, report),
        Offer(on(request, first), JUDGED if judged else UNJUDGED),
    ]
    beside = [
        Offer(on(request, call), ["card"], f"{place}. {call.symbol or '?'}")
        for place, call in enumerate(others[:OTHERS], 2)
    ]
    return [row for row in (under, beside) if row]


def on(request: check.Request, call: Call) -> check.Request:
    """Return the asker's question on a reading in place of the text."""
    return request.model_copy(update={"text": "", "call": call})


def fixed(request: check.Request, call: Call, report: check.Report) -> Iterator[Offer]:
    """Yield the same trade at the largest leverage that reaches the stop, if it states more."""
    found = [v.details for v in report.verdicts if not v.call and isinstance(v.details, Largest)]
    largest = found[0].leverage if found else None
    if largest is not None and largest < (call.leverage_stated or Decimal(0)):
        ask = tuple(field for field in call.ask if field is not Doubt.LEVERAGE)
        lower = {"leverage": largest, "leverage_max": None, "ask": ask}
        yield Offer(on(request, call.model_copy(update=lower)), ["fix"])
