"""From a position whose end is known to the question how likely that end is."""

from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from bot.advisor import liquidation, odds, size
from bot.advisor.book import Book
from bot.advisor.request import Mode

USUAL: Final = "odds_horizon_week"
"""The days of a question that names none."""


def ending(request: BaseModel, report: BaseModel) -> liquidation.Request | None:
    """Return the position that an answer says the end of; None where it says none.

    That of a size is the isolated one.
    """
    match request, report:
        case liquidation.Request(), liquidation.Report(liquidation_price=Decimal()):
            return request
        case size.Request(), size.Report(liquidation_price=size.ByMode(isolated=Decimal())):
            return sized(request, report)
        case _:
            return None


def sized(request: size.Request, report: size.Report) -> liquidation.Request:
    """Return the isolated position of a size, just opened."""
    return liquidation.Request(
        mode=Mode.ISOLATED,
        symbol=request.symbol,
        side=request.side,
        quantity=report.quantity,
        entry=request.entry,
        wallet=report.margin,
        stop=request.stop,
        brackets=request.brackets,
    )


def question(
    position: liquidation.Request, volatility: Decimal | None, days: Decimal | None, book: Book
) -> odds.Request:
    """Return the question how likely a position is to end; without days, within the usual ones."""
    within = book.rulebook.parameters[USUAL].value if days is None else days
    return odds.Request(liquidation=position, volatility=volatility, days=within)
