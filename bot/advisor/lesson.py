"""What a class is shown and asked: every number, and every right answer, is computed now."""

from typing import Any, Final, NamedTuple

from bot.advisor import quiz, scenario
from bot.advisor.book import Book
from bot.advisor.request import Strict
from bot.advisor.scenario import Part
from bot.advisor.taught import Told, answered, reports, told
from bot.library import Lesson, Question
from bot.rulebook import Lead

VOTES: Final = ("cross", "isolated", "mixed", "depends")
DEPENDS: Final = VOTES.index("depends")
SURVIVORS: Final = ("cross", "isolated", "both", "neither")
UNSURE: Final = (Lead.CLOSE, Lead.DEFAULT)
"""How firmly the rules speak where a class is right to say that it depends."""


class Item(NamedTuple):
    """Something to choose an option of; `right` is the place of the right one in its file."""

    id: str
    topic: str
    options: int
    right: int


class Outline(NamedTuple):
    """What a lesson asks, in its order, and how many cards it has."""

    before: tuple[Item, ...]
    cards: int
    vote: Item
    shock: Item
    quiz: tuple[Item, ...]


class Card(Strict):
    """A card of a lesson; `part` is what is drawn beside it."""

    title: str
    text: Told
    part: Part | None
    sources: tuple[str, ...]


class Shock(Strict):
    """The guess which of the modes survives, and what became of them: `right` of `SURVIVORS`."""

    text: Told
    part: Part
    right: str


class Solved(Strict):
    """A question with the place of the right option, why it is right, and what it corrects."""

    id: str
    text: Told
    options: tuple[Told, ...]
    right: int
    why: Told
    myth: str | None
    card: str
    sources: tuple[str, ...]


def outline(lesson: Lesson, book: Book) -> Outline:
    """Return what a session needs of a lesson.

    Raises:
        ValueError: A question does not have exactly one right option, or a vote has no answer.
    """
    topics = {name: topic.title for topic in lesson.topics for name in (topic.before, *topic.quiz)}
    questions = book.library.questions
    return Outline(
        before=tuple(_item(questions[t.before], t.title, book) for t in lesson.topics),
        cards=len(lesson.cards),
        vote=Item(lesson.vote, lesson.title, len(VOTES), voted(lesson, book)),
        shock=Item("shock", lesson.title, len(SURVIVORS), SURVIVORS.index(survivor(lesson, book))),
        quiz=tuple(_item(questions[name], topics[name], book) for name in lesson.quiz),
    )


def _item(question: Question, topic: str, book: Book) -> Item:
    return Item(question.id, topic, len(question.options), right(question, book))


def right(question: Question, book: Book) -> int:
    """Return the place of the one option whose claim holds.

    Raises:
        ValueError: None holds, or several do.
    """
    (option,) = quiz.right(question, book)
    return question.options.index(option)


def voted(lesson: Lesson, book: Book) -> int:
    """Return the place of what the rules say to the vote's scenario, among `VOTES`.

    Raises:
        ValueError: The account of the scenario does not offer what the rules say.
    """
    advice = story(lesson, book).mode
    if advice is None or advice.lead in UNSURE:
        return DEPENDS
    return VOTES.index(advice.recommendation)


def story(lesson: Lesson, book: Book) -> scenario.Report:
    """Return the scenario that the class votes on, with its answer and its numbers."""
    return scenario.answer(scenario.Request(name=lesson.vote), book)


def survivor(lesson: Lesson, book: Book) -> str:
    """Return which of the modes has no position liquidated by the shock, one of `SURVIVORS`."""
    report: Any = answered(lesson.ask, book, {})[1]
    row = report.rows[0]
    cross, isolated = not row.cross.liquidated, not row.isolated.positions
    if cross is isolated:
        return "both" if cross else "neither"
    return "cross" if cross else "isolated"


def shock(lesson: Lesson, book: Book) -> Shock:
    """Return the guess of a lesson with its answer."""
    request, report = answered(lesson.ask, book, {})
    part = Part(name="shock", feature="compare", request=request, report=report)
    found = {part.name: report.model_dump()}
    return Shock(text=told(lesson.shock, found), part=part, right=survivor(lesson, book))


def card(lesson: Lesson, place: int, book: Book) -> Card:
    """Return a card with its numbers."""
    held = lesson.cards[place]
    part = None
    if held.picture:
        ask = held.asks[held.picture]
        request, report = answered(ask, book, {})
        part = Part(name=held.picture, feature=ask.feature, request=request, report=report)
    text = told(held.text, reports(held.asks, book))
    return Card(title=held.title, text=text, part=part, sources=held.citing.sources)


def solved(name: str, book: Book) -> Solved:
    """Return a question with its answer."""
    question = book.library.questions[name]
    found = reports(question.asks, book)
    refuted = question.citing.refutes
    return Solved(
        id=name,
        text=told(question.says, found),
        options=tuple(told(option.says, found) for option in question.options),
        right=right(question, book),
        why=told(question.why, found),
        myth=book.rulebook.sources[refuted].says if refuted else None,
        card=question.card,
        sources=question.citing.sources,
    )
