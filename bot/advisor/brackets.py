"""The brackets that an answer rests on: those of the question, or the shipped dated table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

from bot.advisor.book import Book
from bot.advisor.request import MaintenanceRate, NotNegative, Strict
from bot.errors import BeyondBrackets, LeverageAboveBracket
from bot.margin.brackets import Brackets, ladder

MOST_TIERS: Final = 100
OLD_AFTER: Final = "brackets_old_after"


class Tier(Strict):
    """One bracket of a table that is typed: floor in the quote asset, rate as a fraction."""

    floor: NotNegative
    rate: MaintenanceRate


Tiers = Annotated[tuple[Tier, ...], Field(max_length=MOST_TIERS)]


def brackets_of(
    symbol: str, tiers: Sequence[Tier] | None, book: Book, field: str = "brackets"
) -> Brackets:
    """Return the brackets of a contract: the typed ones, else those of the table.

    Raises:
        UnknownSymbol: None were typed, and the table does not have the contract.
        OutOfRange: The typed ones are no table.
    """
    if tiers is None:
        return book.brackets.of(symbol)
    return ladder([(tier.floor, tier.rate) for tier in tiers], field=field)


def refuse_uncovered(symbol: str, notional: Decimal, brackets: Brackets) -> None:
    """Refuse a position larger than the last bracket; notional in the quote asset.

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


def are_old(book: Book) -> bool:
    """Say whether the shipped table is older than the rules call recent."""
    age = (book.day - book.brackets.as_of).days
    return book.rulebook.parameters[OLD_AFTER].value < age
