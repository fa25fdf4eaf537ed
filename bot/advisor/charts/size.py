"""The same risk at several leverages."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.positions import SIGNS
from bot.advisor.request import Market
from bot.advisor.size import Report, Request, answer

ZERO: Final = Decimal(0)
TWO: Final = Decimal(2)
MOST: Final = 7
"""So many rows are legible on a phone."""


class Rung(NamedTuple):
    """What a leverage posts and where it ends in isolated; `stops` where the stop comes first."""

    leverage: Decimal
    margin: Decimal
    liquidation_price: Decimal | None
    stops: bool
    asked: bool


def chart(request: Request, report: Report, book: Book) -> tuple[Rung, ...]:
    """Return the size at leverages from the smallest on; empty where nothing is liquidated."""
    if request.market is not Market.USDM or not report.quantity:
        return ()
    return tuple(rung(leverage, request, report, book) for leverage in leverages(report))


def leverages(report: Report) -> list[Decimal]:
    """Return leverages to compare, doubled from the smallest to the largest of the bracket.

    The one asked about and the largest that reaches the stop, if the balance allows that, are
    always among them; where there are too many, the smallest are left out.
    """
    allowed = report.bracket.leverage if report.bracket else None
    limit = max(report.leverage, Decimal(allowed or 0))
    smallest, reachable = report.leverage_smallest, report.leverage_largest_stop_reachable
    named = {report.leverage}
    if reachable is not None and reachable >= smallest:
        named.add(reachable)
    doubled = list(doublings(smallest, limit))
    return sorted({*named, *doubled[len(named) - MOST :]})


def doublings(first: Decimal, limit: Decimal) -> Iterator[Decimal]:
    """Yield a leverage and its doubles up to a limit."""
    while first <= limit:
        yield first
        first *= TWO


def rung(leverage: Decimal, request: Request, report: Report, book: Book) -> Rung:
    """Return what the size is at one leverage."""
    found = answer(request.model_copy(update={"leverage": leverage}), book)
    end, sign = found.liquidation_price.isolated, SIGNS[request.side]
    return Rung(
        leverage=leverage,
        margin=found.margin,
        liquidation_price=end,
        stops=end is None or sign * (request.stop - end) > ZERO,
        asked=leverage == report.leverage,
    )
