"""What the contracts of a market are: how a position is made of them, what solves an account."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.brackets import Tiers, refuse_other_market
from bot.advisor.request import Market
from bot.errors import ImpossibleCombination, Missing
from bot.margin import inverse, linear
from bot.margin.brackets import Brackets
from bot.margin.linear import Account, Position
from bot.margin.names import assets

ONE: Final = Decimal(1)


class Contracts(NamedTuple):
    """The contracts of a futures market; `size` is one base coin, or dollars in COIN-M.

    Positions are made with quantity · size and prices in quote; `account` takes them and returns
    prices in quote, money in the quote asset or, in COIN-M, in the coin.
    """

    market: Market
    size: Decimal
    position: Callable[[int, Decimal, Decimal, Decimal, Brackets], Position]
    account: Callable[[Decimal, Sequence[Position], Sequence[Position]], Account]


LINEAR: Final = Contracts(Market.USDM, ONE, Position, linear.account)


def contracts_of(
    market: Market, symbol: str, size: Decimal | None, tiers: Tiers | None, book: Book
) -> Contracts:
    """Return the contracts that a question is about.

    Raises:
        ImpossibleCombination: A symbol of USDⓈ-M is asked about in COIN-M.
        Missing: A COIN-M contract whose size or brackets are not known, and were not typed.
    """
    if market is not Market.COINM:
        return LINEAR
    refuse_other_market(market, symbol)
    coin, dollars = assets(symbol)[0], size or book.coinm.size_of(symbol)
    tabled = tiers is not None or book.coinm.listed(symbol) is not None
    if dollars is None or not tabled:
        unknown = {"contract_size": dollars is None, "brackets": not tabled}
        raise Missing(fields=[name for name, lacks in unknown.items() if lacks], coin=coin)
    return Contracts(market, dollars, inverse.position, inverse.account)


def refuse_other_coin(asked: str, other: str, field: str) -> None:
    """Refuse a COIN-M contract of another coin than the one asked about: its pool is another."""
    if assets(other)[0] != assets(asked)[0]:
        raise ImpossibleCombination(
            fields=["symbol", field], values=[asked, other], reason="other_coin"
        )
