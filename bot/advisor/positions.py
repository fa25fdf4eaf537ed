"""Positions as they are typed, and the pool that they make."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.advisor.book import Book
from bot.advisor.brackets import Tiers, brackets_of, refuse_uncovered
from bot.advisor.request import Positive, Side, Strict, Symbol
from bot.errors import ImpossibleCombination
from bot.margin.brackets import Brackets
from bot.margin.linear import Position

SIGNS: Final[Mapping[Side, int]] = {Side.LONG: 1, Side.SHORT: -1}


class Open(Strict):
    """An open position; prices in the quote asset, quantity in the base asset.

    The mark is the entry where none is typed, the brackets those of the shipped table.
    """

    symbol: Symbol
    side: Side
    quantity: Positive
    entry: Positive
    mark: Positive | None = None
    brackets: Tiers | None = None


def pool(asked: Open, others: Sequence[Open], book: Book) -> tuple[list[Position], list[Position]]:
    """Return the legs that share the asked symbol's price, and the positions held at their marks.

    The other side of the asked symbol is the second leg of a hedge: it has the same mark, and
    without brackets of its own those of the first leg.

    Raises:
        ImpossibleCombination: A side of the asked symbol is named twice.
        UnknownSymbol: The book has no brackets for a symbol, and none were given.
        BeyondBrackets: A position is larger than its last bracket.
    """
    brackets = brackets_of(asked.symbol, asked.brackets, book)
    first = at_mark(asked, asked.mark or asked.entry, brackets)
    legs, held = [first], list[Position]()
    for place, other in enumerate(others):
        field = f"others.{place}"
        if other.symbol != asked.symbol:
            own = brackets_of(other.symbol, other.brackets, book, f"{field}.brackets")
            held.append(at_mark(other, other.mark or other.entry, own))
            continue
        if other.side is asked.side or len(legs) > 1:
            named = [f"{leg.symbol} {leg.side}" for leg in (asked, other)]
            raise ImpossibleCombination(fields=["symbol", f"{field}.symbol"], values=named)
        if other.brackets is not None:
            brackets = brackets_of(other.symbol, other.brackets, book, f"{field}.brackets")
        legs.append(at_mark(other, first.mark, brackets))
    return legs, held


def at_mark(position: Open, mark: Decimal, brackets: Brackets) -> Position:
    """Return a position at its mark, refusing one that the exchange would not hold."""
    found = Position(SIGNS[position.side], position.quantity, position.entry, mark, brackets)
    refuse_uncovered(position.symbol, found.notional, brackets)
    return found


def rest_on_table(asked: Open, others: Sequence[Open]) -> bool:
    """Say whether one of these positions takes its brackets from the shipped table."""
    return asked.brackets is None or any(
        other.brackets is None and other.symbol != asked.symbol for other in others
    )
