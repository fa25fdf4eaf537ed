"""The answers of a whole space at once, by the same count of points as the verdict's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.rulebook.conditions import Condition
from bot.rulebook.proof.space import Space, Table
from bot.rulebook.rules import Favour, Rule, Strength
from bot.rulebook.verdict import UNAVAILABLE

Answers: TypeAlias = NDArray[np.uint8]
Points: TypeAlias = NDArray[Any]

ORDER: Final = (Favour.ISOLATED, Favour.MIXED, Favour.CROSS)
WORDS: Final = (*ORDER, UNAVAILABLE)
ISOLATED, MIXED, CROSS, BLOCKED = map(np.uint8, range(len(WORDS)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The points of either side and where a mixed rule fired, for every combination."""

    shape: tuple[int, ...]
    cross: Points
    isolated: Points
    mixed: Table

    def answers(self) -> Answers:
        """Return the answer to each combination by its number in WORDS."""
        answers = np.where(self.cross > self.isolated, CROSS, ISOLATED)
        split = self.mixed & (self.cross > 0) & (self.isolated > 0)
        return np.broadcast_to(np.where(split, MIXED, answers), self.shape)

    def nothing_fired(self) -> Table:
        """Return where neither side has points."""
        return ~(self.cross > 0) & ~(self.isolated > 0)

    def even(self) -> Table:
        """Return where both sides have the same points, and some."""
        return np.equal(self.cross, self.isolated) & (self.cross > 0)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A way to count the points of mode rules; without themes every rule counts."""

    rules: Sequence[Rule]
    weights: Mapping[Strength | None, int]
    themed: bool = True

    def weighed(self, space: Space) -> Weighed:
        """Return the points of every combination."""
        return Weighed(
            space.shape,
            self._points(space, Favour.CROSS),
            self._points(space, Favour.ISOLATED),
            anywhere(space, (rule.when for rule in self._of(Favour.MIXED))),
        )

    def answers(self, space: Space) -> Answers:
        """Return the answer to each combination by its number in WORDS."""
        return self.weighed(space).answers()

    def without(self, left_out: Rule) -> "Weighing":
        """Return the same count without one rule."""
        rules = [rule for rule in self.rules if rule is not left_out]
        return Weighing(rules, self.weights, self.themed)

    def _of(self, favour: Favour) -> list[Rule]:
        return [rule for rule in self.rules if rule.favours is favour]

    def _points(self, space: Space, favour: Favour) -> Points:
        most = np.min_scalar_type(sum(self.weights[rule.strength] for rule in self.rules))
        themes: dict[str | None, list[Points]] = {}
        for rule in self._of(favour):
            points = space.certain(rule.when) * most.type(self.weights[rule.strength])
            themes.setdefault(rule.theme if self.themed else rule.id, []).append(points)
        tables = sorted((reduce(np.maximum, theme) for theme in themes.values()), key=np.size)
        return reduce(np.add, tables, np.zeros([1] * len(space.axes), most))


def anywhere(space: Space, conditions: Iterable[Condition]) -> Table:
    """Return where any of some conditions is certain to hold."""
    nowhere = np.full([1] * len(space.axes), fill_value=False)
    return reduce(np.logical_or, map(space.certain, conditions), nowhere)


def feasible(space: Space, answers: Answers, blockers: Iterable[Rule]) -> Answers:
    """Return the answers with those that a blocker forbids marked as unavailable."""
    for rule in blockers:
        certain = space.certain(rule.when)
        for number, word in enumerate(ORDER):
            if word in rule.blocks:
                answers = np.where(certain & (answers == number), BLOCKED, answers)
    return answers
