"""A conversation as a short text for buttons to carry, and the answer that each of them gives."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.advisor import Book
from bot.errors import Expired
from bot.options.fields import fields
from bot.options.interview import FEATURE, Interview
from bot.options.letters import LETTERS
from bot.options.state import APART, ASIDE, pack_typed, typed_in

FIRST: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
"""The trait with which a step begins, by its place; what was asked for with it is in FURTHER."""

FURTHER: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.,;@%+*/"
UNKNOWN: Final = "-"
THOROUGH: Final = "?"
MONEY: Final = "$"


def write(interview: Interview, book: Book) -> str:
    """Return the short text of a conversation, for `options.unpack` that of its question."""
    aside = "".join(trail(interview, list(fields(FEATURE, book))))
    aside += APART + THOROUGH if interview.thorough else ""
    aside += APART + MONEY + interview.money if interview.money else ""
    return pack_typed(interview.typed, FEATURE, book) + (APART + ASIDE + aside if aside else "")


def read(text: str, book: Book) -> Interview:
    """Return the conversation that `write` wrote.

    Raises:
        Expired: The text is none, or of a version with other traits.
    """
    typed = typed_in(FEATURE, text, book)
    trail_, *rest = text.partition(APART + ASIDE)[2].split(APART)
    money = next((part[1:] for part in rest if part.startswith(MONEY)), "")
    try:
        steps = tuple(steps_of(trail_, list(fields(FEATURE, book))))
    except (ValueError, IndexError):
        raise Expired(command=FEATURE) from None
    return Interview(typed, steps, THOROUGH in rest, money)


def begun(text: str) -> bool:
    """Whether anything was asked for in a conversation that is written."""
    return APART + ASIDE in text


def trail(interview: Interview, names: Sequence[str]) -> Iterator[str]:
    """Yield a letter for each trait that was asked for."""
    for first, *further in interview.steps:
        yield FIRST[names.index(first)]
        yield from (FURTHER[names.index(name)] for name in further)


def steps_of(letters: str, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the steps that a trail of letters writes."""
    step: list[str] = []
    for letter in letters:
        if letter in FURTHER:
            step.append(names[FURTHER.index(letter)])
            continue
        if step:
            yield tuple(step)
        step = [names[FIRST.index(letter)]]
    if step:
        yield tuple(step)


def code(names: Sequence[str], text: str | None, book: Book) -> str:
    """Return a few letters that give each trait of a step the same answer; None is unknown."""
    known = fields(FEATURE, book)
    places = [*known]
    if text is None:
        value = UNKNOWN
    else:
        choices = known[names[0]].choices
        value = LETTERS[choices.index(text) if choices else int(text)]
    return value + "".join(FIRST[places.index(name)] for name in names)


def coded(letters: str, book: Book) -> dict[str, str | None]:
    """Return the answers that `code` wrote.

    Raises:
        Expired: The letters are of a version with other traits.
    """
    known = list(fields(FEATURE, book).values())
    try:
        return {
            field.name: said_of(field.choices, letters[0])
            for field in (known[FIRST.index(letter)] for letter in letters[1:])
        }
    except (ValueError, IndexError):
        raise Expired(command=FEATURE) from None


def said_of(choices: Sequence[str], letter: str) -> str | None:
    """Return the answer that one letter stands for: a choice by its place, or a count."""
    if letter == UNKNOWN:
        return None
    place = LETTERS.index(letter)
    return choices[place] if choices else str(place)
