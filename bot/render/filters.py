"""What templates do with values before they say them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from bot.margin.names import assets
from bot.rulebook import Fact
from bot.rulebook.conditions import Condition, Every

BRIEF: Final = 160
SENTENCE: Final = re.compile(r"(?<=[.。]) ?(?=\S)")
CODE_LENGTH: Final = 100
FORMULA: Final = ("=", "+", "-", "@", "|", "%")
EXPONENT: Final = re.compile(r"-?\d(?:\.\d+)?E[+-]?\d{1,2}")


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def plain_number(text: str) -> str:
    """Return a number without its exponent, other texts as they are."""
    if not EXPONENT.fullmatch(text):
        return text
    return format(Decimal(text), "f")


class Change(NamedTuple):
    """Values of one trait that lead to the same recommendation."""

    trait: str
    recommendation: str
    values: list[object]


def changes(flips: Iterable[Any]) -> list[Change]:
    """Return flips by trait and outcome, in their own order."""
    found: dict[tuple[str, str], list[object]] = {}
    for flip in flips:
        found.setdefault((flip.trait, flip.recommendation), []).append(flip.value)
    return [Change(trait, outcome, values) for (trait, outcome), values in found.items()]


class Wait(NamedTuple):
    """A trait without an answer, and how many rules wait for it."""

    trait: str
    rules: int


def waits(needed: Mapping[str, Iterable[str]]) -> list[Wait]:
    """Return what the unchecked rules wait for, that of the most rules first."""
    found = Counter(trait for traits in needed.values() for trait in traits)
    return [Wait(trait, rules) for trait, rules in found.most_common()]


def shape(condition: Condition) -> str:
    """Return what kind of condition it is, such as oneof, compare or every."""
    return type(condition).__name__.lower()


def parts(condition: Condition) -> list[Condition]:
    """Return all that must hold together."""
    if not isinstance(condition, Every):
        return [condition]
    return [part for inner in condition.parts for part in parts(inner)]


def typed(record: Mapping[str, Fact]) -> str:
    """Return answers as a command takes them."""
    said = {True: "yes", False: "no"}
    return " ".join(
        f"{name}:{said[value] if isinstance(value, bool) else value}"
        for name, value in record.items()
    )


def judged(report: Any, place: int) -> dict[str, Any]:  # noqa: ANN401 -- any report with verdicts
    """Return the verdicts on one call of a report by what they judge."""
    return {str(verdict.check): verdict for verdict in report.verdicts if verdict.call == place}


def base(symbol: str) -> str:
    """Return the base asset of a contract."""
    return assets(symbol)[0]


def quote(symbol: str) -> str:
    """Return the quote asset of a contract."""
    return assets(symbol)[1]


def host(address: str) -> str:
    """Return the site of an address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def brief(text: str) -> str:
    """Return the first sentence of a text, or as much of it as two lines hold."""
    first = SENTENCE.split(text, maxsplit=1)[0]
    if len(first) <= BRIEF:
        return first
    return first[:BRIEF].rsplit(" ", 1)[0] + "…"


def cell(text: object) -> str:
    """Return typed text as a cell of a CSV file that no spreadsheet takes for a formula."""
    flat = " ".join(str(text).split())
    safe = f"'{flat}" if flat.startswith(FORMULA) else flat
    return '"' + safe.replace('"', '""') + '"'


def code(text: object) -> str:
    """Return typed text in a code span, where it can neither ping nor format."""
    flat = " ".join(str(text).replace("`", "'").split())
    short = flat if len(flat) <= CODE_LENGTH else flat[:CODE_LENGTH] + "…"
    return f"`{short or ' '}`"
