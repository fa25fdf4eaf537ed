"""Shocks as they are typed: one move of everything, or a move for each symbol."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Final, cast

from pydantic import Field, PlainValidator

from bot.advisor.book import Book
from bot.advisor.holdings import Holding
from bot.advisor.positions import SIGNS
from bot.advisor.request import keyed, number, symbol
from bot.errors import OutOfRange
from bot.margin.precision import quotient

MOST_SHOCKS: Final = 100
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
TWO: Final = Decimal(2)
LEAST: Final = Decimal(-1)
USUAL: Final = ("shock_small", "shock_medium", "shock_large")


def shock(value: object) -> Decimal | dict[str, Decimal]:
    """Return a fraction above -1, or such a fraction for each symbol."""
    if not isinstance(value, Mapping):
        return move(value)
    named = cast("Mapping[object, object]", value)
    return {symbol(name): move(fraction) for name, fraction in named.items()}


def move(value: object) -> Decimal:
    """Return the fraction by which a price moves; none falls by all of it."""
    fraction = number(value)
    if fraction <= LEAST:
        raise keyed(OutOfRange.key, value=str(fraction), bound="above", limit=str(LEAST))
    return fraction


Shock = Decimal | dict[str, Decimal]
Shocks = Annotated[
    tuple[Annotated[Shock, PlainValidator(shock)], ...],
    Field(min_length=1, max_length=MOST_SHOCKS),
]


def usual_shocks(holdings: Sequence[Holding], book: Book) -> tuple[Shock, ...]:
    """Return the dated moves that are tried where none is typed, against the account's lean."""
    lean = sum(
        (SIGNS[held.side] * held.quantity * held.entry * held.beta for held in holdings), ZERO
    )
    sizes = [book.rulebook.parameters[name].value for name in USUAL]
    return tuple(size if lean < ZERO else -size for size in sizes)


def opposite(shock: Shock) -> Shock:
    """Return a shock the other way; what more than doubles falls back from there instead."""
    if isinstance(shock, Decimal):
        return quotient(ONE, ONE + shock) - ONE if shock >= ONE else -shock
    return {symbol: cast("Decimal", opposite(move)) for symbol, move in shock.items()}


def larger(shock: Shock) -> Shock:
    """Return a shock twice as large, but a fall never past half of what it leaves."""
    if isinstance(shock, Decimal):
        return max(shock * TWO, (shock + LEAST) / TWO)
    return {symbol: cast("Decimal", larger(move)) for symbol, move in shock.items()}


def moves(shock: Shock, holdings: Sequence[Holding], place: int) -> list[Decimal]:
    """Return by what fraction each position's price moves; a symbol that is not named stays.

    Raises:
        OutOfRange: A position's share of a common move takes its price to 0 or below.
    """
    if isinstance(shock, Mapping):
        return [shock.get(held.symbol, ZERO) for held in holdings]
    found = [shock * held.beta for held in holdings]
    if min(found) <= LEAST:
        number = found.index(min(found))
        field = f"shocks.{place} · positions.{number}.beta"
        value, limit = str(found[number]), str(LEAST)
        raise OutOfRange(field=field, value=value, bound="above", limit=limit)
    return found


def names_nothing_held(shocks: Sequence[Shock], holdings: Sequence[Holding]) -> bool:
    """Say whether a shock names a symbol that is not among the positions."""
    held = {holding.symbol for holding in holdings}
    return any(isinstance(shock, Mapping) and not shock.keys() <= held for shock in shocks)
