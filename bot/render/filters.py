"""What templates do with values before they say them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, NamedTuple

from bot.margin.names import assets

CODE_LENGTH: Final = 100
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


def base(symbol: str) -> str:
    """Return the base asset of a contract."""
    return assets(symbol)[0]


def quote(symbol: str) -> str:
    """Return the quote asset of a contract."""
    return assets(symbol)[1]


def code(text: object) -> str:
    """Return typed text in a code span, where it can neither ping nor format."""
    flat = " ".join(str(text).replace("`", "'").split())
    short = flat if len(flat) <= CODE_LENGTH else flat[:CODE_LENGTH] + "…"
    return f"`{short or ' '}`"
