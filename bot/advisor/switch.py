"""Can the margin mode be switched now, what stands in the way, and what are the steps?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Final, cast

from pydantic import BeforeValidator

from bot.advisor.book import Book
from bot.advisor.request import Market, Mode, Strict
from bot.rulebook import Fact, Favour, Kind
from bot.rulebook.conditions import reads

SWITCH: Final = "switch"


class AccountMode(StrEnum):
    """How the account as a whole is set."""

    SINGLE_ASSET = "single_asset"
    MULTI_ASSETS = "multi_assets"
    PORTFOLIO_MARGIN = "portfolio_margin"


class OpenNow(StrEnum):
    """What is open on the contract that is to be switched."""

    NOTHING = "nothing"
    ORDERS = "orders"
    POSITION = "position"
    BOTH = "both"


LISTED: Final = {"": OpenNow.NOTHING, "orders, position": OpenNow.BOTH}


def opened(value: object) -> object:
    """Return what a list of open things comes to; other values as they are."""
    if not isinstance(value, list | tuple):
        return value
    named = ", ".join(sorted({str(item) for item in cast("Sequence[object]", value)}))
    return LISTED.get(named, named)


class Request(Strict):
    """Which mode somebody wants, and what is known of the account; what is None is unknown."""

    market: Market
    to: Mode
    account_mode: AccountMode | None = None
    open_now: Annotated[OpenNow | None, BeforeValidator(opened)] = None


class Check(Strict):
    """Whether something that blocks a switch is out of the way; None where that is unknown."""

    key: str
    rule: str
    passed: bool | None


class Report(Strict):
    """Whether the switch is allowed, None as long as that hangs on an answer, and how it is done.

    `asks` are the answers that are missing; all else are keys, in the order of doing.
    """

    allowed: bool | None
    blockers: tuple[str, ...]
    checks: tuple[Check, ...]
    asks: tuple[str, ...]
    steps: tuple[str, ...]
    verify: tuple[str, ...]
    values: dict[str, Fact]


FUTURES: Final = ("open_futures", "set_mode", "set_leverage", "read_values")
SPOT: Final = ("open_margin", "pick_mode", "move_collateral", "read_interest")
ISOLATED_ALONE: Final = frozenset({"move_collateral", "auto_add_margin"})
NO_CHOICE: Final = ("no_choice",)
VERIFY_FUTURES: Final = ("mode_shown", "leverage_shown", "liquidation_price", "auto_add_margin")
VERIFY_SPOT: Final = ("pair_mode_shown", "interest", "margin_level")


def answer(request: Request, book: Book) -> Report:
    """Return what blocks the switch by the rules, the steps, and what to verify afterwards."""
    records = facts(request)
    checks = tuple(checks_of(request, records, book))
    blockers = tuple(check.key for check in checks if check.passed is False)
    waiting = [check.rule for check in checks if check.passed is None]
    return Report(
        allowed=False if blockers else None if waiting else True,
        blockers=blockers,
        checks=checks,
        asks=asks(waiting, records[0], book),
        steps=steps(request, records, book),
        verify=fitting(VERIFY_SPOT if on_spot(request) else VERIFY_FUTURES, request),
        values=records[0],
    )


def facts(request: Request) -> list[dict[str, Fact]]:
    """Return the answers as the rules read them, once for each thing that is open."""
    known: dict[str, Fact] = {"market": request.market.value}
    if request.account_mode:
        known["account_mode"] = request.account_mode.value
    if request.open_now is None:
        return [known]
    both = request.open_now is OpenNow.BOTH
    each = (OpenNow.ORDERS, OpenNow.POSITION) if both else (request.open_now,)
    return [{**known, "open_now": one.value} for one in each]


def checks_of(request: Request, records: Iterable[dict[str, Fact]], book: Book) -> Iterator[Check]:
    """Yield each rule that could block this switch on this market, and whether it does."""
    could = book.rulebook.evaluate({"market": request.market.value}, (Kind.BLOCKER,))
    found = [book.rulebook.evaluate(record, (Kind.BLOCKER,)) for record in records]
    for name in could.open:
        rule = book.rulebook.rules[name]
        if rule.blocks & {SWITCH, request.to.value}:
            fired = any(name in each.fired for each in found)
            waits = any(name in each.open for each in found)
            passed = False if fired else None if waits else True
            yield Check(key=str(rule.key), rule=name, passed=passed)


def asks(waiting: Iterable[str], known: Mapping[str, Fact], book: Book) -> tuple[str, ...]:
    """Return the answers that open rules wait for, in the order of asking."""
    read = frozenset[str]().union(*(reads(book.rulebook.rules[name].when) for name in waiting))
    return tuple(name for name in book.rulebook.traits if name in read - known.keys())


def steps(request: Request, records: Sequence[dict[str, Fact]], book: Book) -> tuple[str, ...]:
    """Return how it is done; an account without isolated is in cross and stays there."""
    evaluation = book.rulebook.evaluate(records[0], (Kind.BLOCKER,))
    blocked = (book.rulebook.rules[name].blocks for name in evaluation.fired)
    if request.to is Mode.CROSS and any(Favour.ISOLATED in each for each in blocked):
        return NO_CHOICE
    return fitting(SPOT if on_spot(request) else FUTURES, request)


def fitting(keys: Iterable[str], request: Request) -> tuple[str, ...]:
    """Return the keys without those that concern isolated alone, where that is not wanted."""
    isolated = request.to is Mode.ISOLATED
    return tuple(key for key in keys if isolated or key not in ISOLATED_ALONE)


def on_spot(request: Request) -> bool:
    """Whether the trade is on spot margin, where each pair has two accounts instead of a mode."""
    return request.market is Market.SPOT_MARGIN
