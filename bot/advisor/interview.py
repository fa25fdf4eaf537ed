"""In which steps a trader is asked for what is still open."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from bot.advisor.book import Book
from bot.rulebook import Fact, Kind, Trait, Type

Step = tuple[str, ...]
"""Traits that are asked for at once: all yes-or-no ones, all numbers, or a single other one."""

AT_ONCE: Final = (Type.BOOLEAN, Type.NUMBER)
WARNING: Final = (Kind.MISTAKE, Kind.SIZING, Kind.BLOCKER)


def together(questions: Sequence[str], traits: Mapping[str, Trait]) -> Sequence[Step]:
    """Return the steps of some questions; what is asked for at once joins its first."""
    kinds = {
        kind: tuple(name for name in questions if traits[name].type is kind) for kind in AT_ONCE
    }
    steps = (kinds.get(traits[name].type, (name,)) for name in questions)
    return tuple(dict.fromkeys(steps))


def further(facts: Mapping[str, Fact], unknown: Collection[str], book: Book) -> Sequence[Step]:
    """Return the steps after which no mistake is left to look for, the worst first."""
    return together(book.rulebook.further(facts, WARNING, unknown), book.rulebook.traits)
