"""The prices that matter to a position, on one ladder."""

from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.liquidation import Report, Request
from bot.advisor.request import Market
from bot.margin.precision import exact, quotient

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
MARGIN: Final = 8
"""The part of the span that is drawn beyond the last price marked."""


class Mark(NamedTuple):
    """A price that matters, and what it is."""

    name: str
    price: Decimal


class Chart(NamedTuple):
    """Prices in quote: the ends of the ladder, its marks, and a day's range around the mark."""

    low: Decimal
    high: Decimal
    marks: tuple[Mark, ...]
    day: tuple[Decimal, Decimal] | None


@exact
def chart(request: Request, report: Report, book: Book) -> Chart:
    """Return the prices of a position; bankruptcy and the bracket's edges where they lie near."""
    del book
    mark, swing = request.mark or request.entry, request.daily_range
    day = (mark * max(ONE - swing, ZERO), mark * (ONE + swing)) if swing else None
    marks = found(
        entry=request.entry,
        mark=request.mark,
        stop=request.stop,
        liquidation_above=report.liquidation_price_above,
        liquidation_below=report.liquidation_price_below,
    )
    prices = [price for _, price in marks] + list(day or ())
    margin = (max(prices) - min(prices)) / MARGIN or mark / MARGIN
    low, high = max(min(prices) - margin, ZERO), max(prices) + margin
    near = [*found(bankruptcy=report.bankruptcy_price), *edges(request, report)]
    shown = [each for each in near if low < each.price < high]
    return Chart(low, high, (*marks, *shown), day)


def found(**prices: Decimal | None) -> list[Mark]:
    """Return the prices that exist."""
    return [Mark(name, price) for name, price in prices.items() if price is not None]


def edges(request: Request, report: Report) -> list[Mark]:
    """Return the prices at which the notional passes the floor and the cap of the bracket.

    The notional is q · p, in COIN-M n·C / p.
    """
    bounds = [bound for bound in (report.bracket.floor, report.bracket.cap) if bound]
    if request.market is Market.COINM:
        dollars = request.quantity * (report.contract_size or ONE)
        return [Mark("bracket", quotient(dollars, bound)) for bound in bounds]
    return [Mark("bracket", quotient(bound, request.quantity)) for bound in bounds]
