"""What a picture shows beyond its report: the same question, answered at more places."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.advisor.book import Book
from bot.advisor.charts import compare, liquidation, odds, session, size

CHARTS: Final[Mapping[str, Callable[[Any, Any, Book], object]]] = {
    "liquidation": liquidation.chart,
    "size": size.chart,
    "compare": compare.chart,
    "odds": odds.chart,
    "session": session.chart,
}
"""Charts by feature, and that of a class: each takes a request, its report and the book."""

__all__ = ["CHARTS"]
