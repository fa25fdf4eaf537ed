"""Equity of both modes along a common move."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.compare import Report, Request, Row, answer
from bot.advisor.shocks import Shock, usual_shocks

ZERO: Final = Decimal(0)
LOWEST: Final = Decimal(-1)
STEPS: Final = 100
MARGIN: Final = 8
"""The part of the span that is drawn beyond the last move marked."""

REACH: Final = 2
"""How many times the largest shock the end of a mode may be and still be drawn."""


class Chart(NamedTuple):
    """Points along the common moves from the lowest to the highest, and those asked about."""

    points: tuple[Row, ...]
    asked: tuple[Row, ...]


def chart(request: Request, report: Report, book: Book) -> Chart:
    """Return equity along common moves, at those asked about and where each mode ends too."""
    asked = common(row.shock for row in report.rows)
    low, high = span(
        request, report, [ZERO, *common(usual_shocks(request.positions, book)), *asked]
    )
    grid = {low + (high - low) * step / STEPS for step in range(STEPS + 1)}
    marks = {move for move in [ZERO, *asked, *ends(report)] if low <= move <= high}
    shocks = tuple(sorted(grid | marks))
    points = answer(request.model_copy(update={"shocks": shocks}), book).rows
    return Chart(points, tuple(row for row in points if row.shock in asked))


def common(shocks: Iterable[Shock]) -> list[Decimal]:
    """Return the shocks that move everything."""
    return [shock for shock in shocks if isinstance(shock, Decimal)]


def ends(report: Report) -> list[Decimal]:
    """Return the moves at which the modes end."""
    survives = report.survives
    return [move for move in (survives.cross, survives.isolated) if move is not None]


def span(request: Request, report: Report, shocks: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest move to draw, at which every price is still above 0."""
    farthest = REACH * max(map(abs, shocks))
    marks = [*shocks, *(move for move in ends(report) if abs(move) <= farthest)]
    margin = (max(marks) - min(marks)) / MARGIN
    betas = [held.beta for held in request.positions]
    falls = [LOWEST / beta for beta in betas if beta > ZERO]
    rises = [LOWEST / beta for beta in betas if beta < ZERO]
    low = max([min(marks) - margin, *map(within, falls)])
    return low, min([max(marks) + margin, *map(within, rises)])


def within(limit: Decimal) -> Decimal:
    """Return the move a step short of one that would take a price to 0."""
    return limit * (STEPS - 1) / STEPS
