"""One question after another; what is right is computed each time it is asked."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from bot.advisor.book import Book
from bot.advisor.request import Strict
from bot.advisor.taught import Reports, Told, holds, reports, told
from bot.library import Question, Statement

LENGTH: Final = "quiz_length"
READING: Final = "quiz_reading"
SEEDS: Final = 1_000_000
LETTERS: Final = "abcd"
MOST: Final = 100

Count = Annotated[int, Field(ge=0, lt=SEEDS)]


class Request(Strict):
    """Where somebody is in a quiz: its seed, the place of the question, the letters given so far.

    Questions about the card `topic` come first. Where a letter was given for this place, the
    question is answered; else it is asked.
    """

    seed: Count = 0
    place: Count = 0
    topic: str | None = None
    given: Annotated[str, Field(pattern="^[a-d]*$", max_length=MOST)] = ""


class Choice(Strict):
    """One option under its letter; `right` is null until the question is answered."""

    letter: str
    text: Told
    right: bool | None


class Reading(Strict):
    """A card to read."""

    card: str
    title: str


class Report(Strict):
    """A question at `place`, counted from 0, of `total`; at the end, `question` is null.

    `chosen` is the letter given for it, `score` how many of the given answers were right.
    """

    place: int
    total: int
    score: int
    answered: int
    question: str | None = None
    text: Told | None = None
    choices: tuple[Choice, ...] = ()
    chosen: str | None = None
    why: Told | None = None
    myth: str | None = None
    sources: tuple[str, ...] = ()
    read: tuple[Reading, ...] = ()


class Drawn(NamedTuple):
    """A question of a quiz: the answers that it names, and its options in the order shown."""

    question: Question
    found: Reports
    options: tuple[Statement, ...]
    right: str


def answer(request: Request, book: Book) -> Report:
    """Return the question of a place, its answer once it is given, or the score at the end."""
    total = min(length(LENGTH, book), len(book.library.questions))
    needed = min(max(request.place + 1, len(request.given)), total)
    quiz = tuple(islice(drawn(request, book), needed))
    total = total if len(quiz) == needed else len(quiz)
    given = request.given[: len(quiz)]
    missed = [each for letter, each in zip(given, quiz, strict=False) if letter != each.right]
    report = Report(
        place=min(request.place, total),
        total=total,
        score=len(given) - len(missed),
        answered=len(given),
    )
    if request.place >= total:
        read = readings([*missed, *quiz], length(READING, book), book)
        return report.model_copy(update={"read": tuple(read)})
    chosen = request.given[request.place : request.place + 1] or None
    shown = asked(quiz[request.place])
    if chosen:
        shown |= solved(quiz[request.place], chosen, book)
    return report.model_copy(update=shown)


def asked(drawn: Drawn) -> dict[str, object]:
    """Return what a report says of a question that waits for its answer."""
    choices = [
        Choice(letter=letter, text=told(option.says, drawn.found), right=None)
        for letter, option in zip(LETTERS, drawn.options, strict=False)
    ]
    return {
        "question": drawn.question.id,
        "text": told(drawn.question.says, drawn.found),
        "choices": tuple(choices),
        "sources": drawn.question.citing.sources,
    }


def solved(drawn: Drawn, chosen: str, book: Book) -> dict[str, object]:
    """Return what a report says besides once the question is answered."""
    choices = [
        Choice(letter=letter, text=told(option.says, drawn.found), right=letter == drawn.right)
        for letter, option in zip(LETTERS, drawn.options, strict=False)
    ]
    refuted = drawn.question.citing.refutes
    return {
        "chosen": chosen,
        "choices": tuple(choices),
        "why": told(drawn.question.why, drawn.found),
        "myth": book.rulebook.sources[refuted].says if refuted else None,
        "read": tuple(readings([drawn], 1, book)),
    }


def drawn(request: Request, book: Book) -> Iterator[Drawn]:
    """Yield the questions of a quiz in its order; one without one right answer stays out."""
    seed = request.seed
    order = sorted(
        book.library.questions.values(),
        key=lambda each: (each.card != request.topic, mixed(seed, each.id)),
    )
    for question in order:
        found = reports(question.asks, book)
        options = shuffled(question, seed)
        right = [
            letter
            for letter, option in zip(LETTERS, options, strict=False)
            if holds(option.claim, found, book)
        ]
        if len(right) == 1:
            yield Drawn(question, found, options, right[0])


def right(question: Question, book: Book) -> list[Statement]:
    """Return the options whose claims hold."""
    found = reports(question.asks, book)
    return [option for option in question.options if holds(option.claim, found, book)]


def length(name: str, book: Book) -> int:
    """Return a number of questions or cards."""
    return int(book.rulebook.parameters[name].value)


def shuffled(question: Question, seed: int) -> tuple[Statement, ...]:
    """Return the options in the order of this quiz."""
    return tuple(
        sorted(question.options, key=lambda option: mixed(seed, question.id + option.says))
    )


def mixed(seed: int, text: str) -> bytes:
    """Return what orders texts in another way for each seed, and always alike for one."""
    return blake2b(f"{seed} {text}".encode()).digest()


def readings(quiz: Iterable[Drawn], most: int, book: Book) -> Iterator[Reading]:
    """Yield the cards to read about questions, each once, the first *most* of them."""
    names = dict.fromkeys(each.question.card for each in quiz)
    for name in islice(names, most):
        yield Reading(card=name, title=book.library.cards[name].title)
