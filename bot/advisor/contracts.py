"""What the contracts of a market are: how a position is made of them, what solves an account."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.brackets import Tiers
from bot.advisor.request import Market
from bot.errors import ImpossibleCombination, Missing
from bot.margin import inverse, linear
from bot.margin.brackets import Brackets
from bot.margin.linear import Account, Position
from bot.margin.names import assets, settled_in_coin, settled_in_quote

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
        ImpossibleCombination: The symbol is one of the other futures market.
        Missing: A COIN-M contract whose size or brackets are not known, and were not typed.
    """
    refuse_other_market(market, symbol, "symbol")
    if market is not Market.COINM:
        return LINEAR
    coin, dollars = assets(symbol)[0], size or book.coinm.size_of(symbol)
    tabled = tiers is not None or book.coinm.listed(symbol) is not None
    if dollars is None or not tabled:
        unknown = {"contract_size": dollars is None, "brackets": not tabled}
        raise Missing(fields=[name for name, lacks in unknown.items() if lacks], coin=coin)
    return Contracts(market, dollars, inverse.position, inverse.account)


def refuse_other_market(market: Market, symbol: str, field: str) -> None:
    """Refuse a symbol that says itself that it is of the other futures market."""
    wrong = settled_in_quote if market is Market.COINM else settled_in_coin
    if wrong(symbol):
        raise ImpossibleCombination(fields=[field, "market"], values=[symbol, market.value])


def refuse_stranger(market: Market, asked: str, other: str, field: str) -> None:
    """Refuse a position that cannot stand in the pool of the contract asked about.

    Raises:
        ImpossibleCombination: The symbol is one of the other futures market or, in COIN-M, of
            another coin, whose contracts have a pool of their own.
    """
    refuse_other_market(market, other, field)
    if market is Market.COINM and assets(other)[0] != assets(asked)[0]:
        raise ImpossibleCombination(
            fields=["symbol", field], values=[asked, other], reason="other_coin"
        )
