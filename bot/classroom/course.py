"""What a lesson is to the machine: its items, and the steps that a class takes through it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """The parts of a session, in their order."""

    LOBBY = "lobby"
    BEFORE = "before"
    LESSON = "lesson"
    VOTE = "vote"
    REVEAL = "reveal"
    SECOND_VOTE = "second_vote"
    SHOCK = "shock"
    SHOCK_REVEAL = "shock_reveal"
    QUIZ = "quiz"
    SOLVED = "solved"
    RESULTS = "results"


CHOSEN: Final = frozenset({Phase.VOTE, Phase.SECOND_VOTE, Phase.SHOCK, Phase.QUIZ})
"""Phases with one item, which everybody chooses an option of."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to choose an option of; `right` is the place of the right one, from 0."""

    id: str
    topic: str
    options: int
    right: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session; without `seconds` the host alone moves on."""

    phase: Phase
    place: int = 0
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The items of a lesson by phase; `seconds` is how long a phase lasts that ends by itself.

    Both votes have the options of `vote`, in the order cross, isolated, mixed, depends.
    """

    lesson: str
    before: tuple[Item, ...]
    cards: int
    vote: Item
    shock: Item | None
    quiz: tuple[Item, ...]
    seconds: Mapping[Phase, int]

    def steps(self) -> tuple[Step, ...]:
        """Return the steps from the lobby to the results."""
        return tuple(self._steps())

    def items(self, step: Step) -> Mapping[str, Item]:
        """Return what can be chosen in a step, by the keys that answers are kept under."""
        return {
            key(step.phase, place): item
            for place, item in enumerate(self._items(step.phase))
            if step.phase is Phase.BEFORE or place == step.place
        }

    def _items(self, phase: Phase) -> tuple[Item, ...]:
        if phase in {Phase.VOTE, Phase.SECOND_VOTE}:
            return (self.vote,)
        if phase is Phase.SHOCK:
            return (self.shock,) if self.shock else ()
        return {Phase.BEFORE: self.before, Phase.QUIZ: self.quiz}.get(phase, ())

    def _steps(self) -> Iterator[Step]:
        yield self._step(Phase.LOBBY)
        if self.before:
            yield self._step(Phase.BEFORE)
        for place in range(self.cards):
            yield self._step(Phase.LESSON, place)
        yield self._step(Phase.VOTE)
        yield self._step(Phase.REVEAL)
        yield self._step(Phase.SECOND_VOTE)
        if self.shock:
            yield self._step(Phase.SHOCK)
            yield self._step(Phase.SHOCK_REVEAL)
        for place in range(len(self.quiz)):
            yield self._step(Phase.QUIZ, place)
            yield self._step(Phase.SOLVED, place)
        yield self._step(Phase.RESULTS)

    def _step(self, phase: Phase, place: int = 0) -> Step:
        return Step(phase, place, self.seconds.get(phase))


def key(phase: Phase, place: int) -> str:
    """Return what the answers to an item are kept under."""
    return f"{phase}.{place}"
