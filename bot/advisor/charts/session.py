"""What a class knew before and after a lesson, and how it voted; nobody's name is in it."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.request import NotNegative, Strict, within

ONE: Final = Decimal(1)
MOST: Final = 8
"""So many topics are legible on a phone."""

Answered = Annotated[Decimal, within(at_least="0", at_most="1")]


class Choice(StrEnum):
    """What a class votes for."""

    CROSS = "cross"
    ISOLATED = "isolated"
    MIXED = "mixed"
    DEPENDS = "depends"


class Topic(Strict):
    """The shares of right answers to a topic, of the people who answered it both times.

    None where nobody did; the title is the lesson's.
    """

    title: str
    before: Answered | None = None
    after: Answered | None = None
    people: NotNegative = Decimal(0)


class Vote(Strict):
    """How many voted for an option in each round."""

    option: Choice
    first: NotNegative = Decimal(0)
    second: NotNegative = Decimal(0)


class Report(Strict):
    """The results of a session; without a vote, none are listed."""

    topics: tuple[Topic, ...] = ()
    votes: tuple[Vote, ...] = ()


class Chart(NamedTuple):
    """The topics that are drawn, and the most votes that any option has in any round."""

    topics: Sequence[Topic]
    votes: Sequence[Vote]
    most: Decimal


def chart(request: Report, report: Report, book: Book) -> Chart | None:
    """Return what is drawn, None where there is nothing; a session is its own question."""
    del request, book
    if not report.topics and not report.votes:
        return None
    counts = [count for vote in report.votes for count in (vote.first, vote.second)]
    return Chart(report.topics[:MOST], report.votes, max([*counts, ONE]))
