"""From lessons to the courses that sessions take, and what a class is told of each step."""

from collections.abc import Mapping
from typing import Final

from bot.advisor import Book, lesson
from bot.classroom import Course, Item, Phase
from bot.library import Lesson

LENGTHS: Final[Mapping[Phase, str]] = {
    Phase.LOBBY: "session_lobby",
    Phase.BEFORE: "session_before",
    Phase.VOTE: "session_vote",
    Phase.SECOND_VOTE: "session_vote",
    Phase.SHOCK: "session_shock",
    Phase.QUIZ: "session_question",
    Phase.SOLVED: "session_reason",
}
"""Phases that end by themselves, with the parameter that says after how many seconds."""

BONUS: Final = "session_bonus"


def course(taught: Lesson, book: Book) -> Course:
    """Return the course of a lesson; it computes every right answer, which takes a while."""
    outline = lesson.outline(taught, book)
    parameters = book.rulebook.parameters
    return Course(
        lesson=taught.id,
        before=tuple(map(item, outline.before)),
        cards=outline.cards,
        vote=item(outline.vote),
        shock=item(outline.shock),
        quiz=tuple(map(item, outline.quiz)),
        seconds={phase: int(parameters[name].value) for phase, name in LENGTHS.items()},
    )


def item(outlined: lesson.Item) -> Item:
    """Return an item of an outline as the machine knows it."""
    return Item(*outlined)
