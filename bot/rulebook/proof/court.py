"""The rules that decide, and the spaces of answers over which they are held to account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from bot.rulebook.conditions import Condition
from bot.rulebook.proof.space import Space, Table, space
from bot.rulebook.proof.weighing import Answers, Weighing, anywhere
from bot.rulebook.proof.weights import weights
from bot.rulebook.rulebook import Rulebook, decides
from bot.rulebook.rules import Kind, Rule

PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Court:
    """Mode rules with their count of points, the blockers of answers, and what cannot be."""

    rulebook: Rulebook
    weighing: Weighing
    blockers: Sequence[Rule]
    violations: Sequence[Condition]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Self:
        """Return the deciding rules of a rulebook."""
        deciding = [rule for rule in rulebook.rules.values() if decides(rule)]
        modes = [rule for rule in deciding if rule.kind is Kind.MODE]
        return cls(
            rulebook,
            Weighing(modes, weights(rulebook.parameters)),
            [rule for rule in deciding if rule.kind is Kind.BLOCKER],
            [constraint.violated for constraint in rulebook.constraints],
        )

    def space(self, *others: Condition, complete: bool) -> Space:
        """Return the space of the mode rules and of other conditions."""
        modes = [rule.when for rule in self.weighing.rules]
        return space([*modes, *others, *self.violations], self.rulebook.traits, complete=complete)

    def answers(self, space: Space) -> Answers:
        """Return the answer to each combination of a large space by its number in WORDS."""
        axis, (name, values) = 0, next(iter(space.axes.items()))
        parts = [space.narrowed({name: [value]}) for value in values]
        return np.concatenate([self.weighing.answers(part) for part in parts], axis)

    def possible(self, space: Space) -> Table:
        """Return which combinations can be."""
        return np.broadcast_to(~anywhere(space, self.violations), space.shape)

    def size(self, space: Space) -> int:
        """Return how many combinations can be."""
        return int(np.count_nonzero(self.possible(space)))


def pieces(whole: Space) -> Iterator[Space]:
    """Yield a space in parts that fit into a processor's cache."""
    return whole.pieces(PIECE)
