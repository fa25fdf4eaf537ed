"""Positions as they are typed, and the pool that they make."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.advisor.book import Book
from bot.advisor.brackets import Tiers, brackets_of, refuse_uncovered
from bot.advisor.contracts import LINEAR, Contracts, refuse_other_coin
from bot.advisor.request import Market, Positive, Side, Strict, Symbol
from bot.errors import ImpossibleCombination
from bot.margin.brackets import Brackets
from bot.margin.linear import Position
from bot.margin.names import contract

SIGNS: Final[Mapping[Side, int]] = {Side.LONG: 1, Side.SHORT: -1}


class Open(Strict):
    """An open position; prices in the quote asset, quantity in base assets (COIN-M: contracts).

    The mark is the entry where none is typed, the brackets those of the shipped table.
    """

    symbol: Symbol
    side: Side
    quantity: Positive
    entry: Positive
    mark: Positive | None = None
    brackets: Tiers | None = None


def pool(
    asked: Open, others: Sequence[Open], book: Book, contracts: Contracts = LINEAR
) -> tuple[list[Position], list[Position]]:
    """Return the legs that share the asked symbol's price, and the positions held at their marks.

    The other side of the asked symbol is the second leg of a hedge: it has the same mark, and
    without brackets of its own those of the first leg.

    Raises:
        ImpossibleCombination: A side of the asked symbol is named twice, or a symbol is not of
            the market or, in COIN-M, not of the coin.
        UnknownSymbol: The book has no brackets for a symbol, and none were given.
        Missing: So it is in COIN-M, whose table has few coins.
        BeyondBrackets: A position is larger than its last bracket.
    """
    market, name, mark = contracts.market, contract(asked.symbol), asked.mark or asked.entry
    brackets = brackets_of(asked.symbol, asked.brackets, book, market=market)
    legs, held = [at_mark(asked, mark, brackets, contracts)], list[Position]()
    for place, other in enumerate(others):
        field = f"others.{place}"
        if market is Market.COINM:
            refuse_other_coin(asked.symbol, other.symbol, f"{field}.symbol")
        if contract(other.symbol) != name:
            own = brackets_of(other.symbol, other.brackets, book, f"{field}.brackets", market)
            held.append(at_mark(other, other.mark or other.entry, own, contracts))
            continue
        if other.side is asked.side or len(legs) > 1:
            named = [f"{leg.symbol} {leg.side}" for leg in (asked, other)]
            raise ImpossibleCombination(fields=["symbol", f"{field}.symbol"], values=named)
        if other.brackets is not None:
            brackets = brackets_of(other.symbol, other.brackets, book, f"{field}.brackets")
        legs.append(at_mark(other, mark, brackets, contracts))
    return legs, held


def at_mark(
    position: Open, mark: Decimal, brackets: Brackets, contracts: Contracts = LINEAR
) -> Position:
    """Return a position at its mark, refusing one that the exchange would not hold."""
    quantity = position.quantity * contracts.size
    found = contracts.position(SIGNS[position.side], quantity, position.entry, mark, brackets)
    refuse_uncovered(position.symbol, found.notional, brackets)
    return found


def same_contract(one: Open, other: Open) -> bool:
    """Say whether two positions stand in one contract, under whichever of its names."""
    return contract(one.symbol) == contract(other.symbol)


def rest_on_table(asked: Open, others: Sequence[Open]) -> bool:
    """Say whether one of these positions takes its brackets from the shipped table."""
    return asked.brackets is None or any(
        other.brackets is None and not same_contract(asked, other) for other in others
    )
