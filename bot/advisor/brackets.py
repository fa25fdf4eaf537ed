"""The brackets that an answer rests on: those of the question, or the shipped dated table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

from bot.advisor.book import Book
from bot.advisor.request import MaintenanceRate, Market, NotNegative, Strict, at_most
from bot.errors import BeyondBrackets, ImpossibleCombination, LeverageAboveBracket, Missing
from bot.margin.brackets import Brackets, BracketTable, ladder
from bot.margin.names import assets, settled_in_coin, settled_in_quote

MOST_TIERS: Final = 100
OLD_AFTER: Final = "brackets_old_after"


class Tier(Strict):
    """One bracket that is typed: floor in quote (COIN-M: in the coin), rate as a fraction."""

    floor: NotNegative
    rate: MaintenanceRate


Tiers = Annotated[tuple[Tier, ...], Field(fail_fast=True), at_most(MOST_TIERS)]


def table_of(market: Market, book: Book) -> BracketTable:
    """Return the shipped table of a futures market."""
    return book.coinm if market is Market.COINM else book.brackets


def brackets_of(
    symbol: str,
    tiers: Sequence[Tier] | None,
    book: Book,
    field: str = "brackets",
    market: Market = Market.USDM,
) -> Brackets:
    """Return the brackets of a contract: the typed ones, else those of its market's table.

    Raises:
        UnknownSymbol: None were typed, and the table does not have the contract.
        Missing: So it is in COIN-M, whose table has few coins.
        ImpossibleCombination: The symbol is one of the other futures market.
        OutOfRange: The typed ones are no table.
    """
    table = table_of(market, book)
    if tiers is None and symbol in table.symbols:
        return table.symbols[symbol]
    refuse_other_market(market, symbol, field.removesuffix("brackets") + "symbol")
    if tiers is not None:
        return ladder([(tier.floor, tier.rate) for tier in tiers], field=field)
    if market is Market.COINM and not table.listed(symbol):
        raise Missing(fields=[field], coin=assets(symbol)[0])
    return table.of(symbol)


def refuse_other_market(market: Market, symbol: str, field: str = "symbol") -> None:
    """Refuse a symbol that says itself that it is of the other futures market."""
    wrong = settled_in_quote if market is Market.COINM else settled_in_coin
    if wrong(symbol):
        raise ImpossibleCombination(fields=[field, "market"], values=[symbol, market.value])


def refuse_uncovered(symbol: str, notional: Decimal, brackets: Brackets) -> None:
    """Refuse a position larger than the last bracket; notional in the unit of its brackets.

    Raises:
        BeyondBrackets: The exchange does not hold such a position.
    """
    if not brackets.covers(notional):
        raise BeyondBrackets(symbol=symbol, notional=str(notional), cap=str(brackets.cap))


def refuse_leverage(symbol: str, leverage: Decimal, notional: Decimal, brackets: Brackets) -> None:
    """Refuse a leverage above the largest of the bracket in which the position opens.

    Raises:
        LeverageAboveBracket: The exchange does not offer it for this notional.
    """
    largest = brackets.at(notional).leverage
    if largest is not None and leverage > largest:
        raise LeverageAboveBracket(
            symbol=symbol, leverage=str(leverage), largest=largest, notional=str(notional)
        )


def are_old(book: Book, market: Market = Market.USDM) -> bool:
    """Say whether the shipped table is older than the rules call recent."""
    age = (book.day - table_of(market, book).as_of).days
    return book.rulebook.parameters[OLD_AFTER].value < age
