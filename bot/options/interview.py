"""A conversation about one trade: the answers so far, and in which steps they were asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, Self, cast

from bot.advisor import Book, mode
from bot.errors import ImpossibleCombination
from bot.options.requests import request
from bot.options.state import LOCALE, as_typed
from bot.rulebook import Fact

FEATURE: Final = "mode"
Answers = Mapping[str, str | None]
"""Answers as one would type them; None where somebody does not know."""


@dataclass(frozen=True, slots=True)
class Interview:
    """What was answered, what was asked for in which steps, whether mistakes are looked for too.

    `money` is a token of what was typed into the form for the size, if it was.
    """

    typed: Mapping[str, str]
    steps: tuple[tuple[str, ...], ...] = ()
    thorough: bool = False
    money: str = ""

    @property
    def unknown(self) -> frozenset[str]:
        """The traits that were asked for in vain."""
        return frozenset(chain.from_iterable(self.steps)) - self.typed.keys()

    def without(self, names: Sequence[str]) -> Self:
        """Return the conversation as if some traits had never been asked for."""
        typed = {name: text for name, text in self.typed.items() if name not in names}
        steps = (tuple(name for name in step if name not in names) for step in self.steps)
        return replace(self, typed=typed, steps=tuple(filter(None, steps)))

    def back(self) -> Self:
        """Return the conversation before its last step."""
        return self.without(self.steps[-1]) if self.steps else self


def question(interview: Interview, book: Book) -> mode.Request:
    """Return the question that a conversation has come to."""
    return cast("mode.Request", request(FEATURE, interview.typed, book, LOCALE))


def facts(interview: Interview, book: Book) -> dict[str, Fact]:
    """Return the answers of a conversation as the rules read them."""
    return book.rulebook.facts(question(interview, book).root)


def answered(interview: Interview, answers: Answers, book: Book) -> Interview:
    """Return a conversation one step on.

    What was said last counts: older answers that contradict it are forgotten, and what it leaves
    no choice for needs no question.
    """
    said = {name: text for name, text in answers.items() if text is not None}
    before = interview.without([*answers])
    after = replace(before, typed={**before.typed, **said})
    while clash := impossible(after, book):
        after = after.without([name for name in clash if name not in said])
    implied = {
        name: as_typed(value)
        for name, value in book.rulebook.offers.implied(facts(after, book)).items()
        if name not in after.unknown
    }
    step = tuple(dict.fromkeys((*answers, *implied)))
    return replace(after, typed={**after.typed, **implied}, steps=(*after.steps, step))


def impossible(interview: Interview, book: Book) -> Sequence[str]:
    """Return the traits whose answers cannot all be true, if any."""
    try:
        facts(interview, book)
    except ImpossibleCombination as error:
        names = error.details["fields"]
        return names if isinstance(names, tuple | list) else ()
    return ()
