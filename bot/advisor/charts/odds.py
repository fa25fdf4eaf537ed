"""Chances within some days; the report holds all that is drawn."""

from bot.advisor.book import Book
from bot.advisor.odds import Report, Request


def chart(request: Request, report: Report, book: Book) -> Report:
    """Return the report."""
    del request, book
    return report
