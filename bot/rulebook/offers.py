"""The answers that can be offered: those that other answers allow, and a count by its runs."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.rulebook.axes import Axis
from bot.rulebook.constraints import Constraint
from bot.rulebook.program import Program
from bot.rulebook.traits import Fact, Trait, Type


class Run(NamedTuple):
    """Neighbouring values of a count that no rule tells apart; the last run is `open` upwards."""

    least: int
    most: int
    open: bool


class Offers:
    """What may be answered to each trait, given other answers."""

    def __init__(
        self,
        traits: Mapping[str, Trait],
        constraints: Sequence[Constraint],
        rules: Program,
        violations: Program,
    ) -> None:
        self._traits = traits
        self._violations = violations
        self._constrained = frozenset(name for each in constraints for name in each.traits)
        axes = [*rules.axes, *violations.axes]
        self._runs = {
            name: runs(trait, [axis for axis in axes if axis.name == name])
            for name, trait in traits.items()
            if trait.type is Type.COUNT
        }

    def choices(self, name: str, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
        """Return the answers to a trait that other answers allow; of a count its runs' least."""
        trait = self._traits[name]
        values = trait.domain or tuple(run.least for run in self._runs.get(name, ()))
        if name not in self._constrained:
            return values
        return tuple(value for value in values if self._possible({**facts, name: value}))

    def run(self, name: str, value: int) -> Run:
        """Return the run of a count in which a value lies."""
        return next(run for run in self._runs[name] if run.least <= value <= run.most)

    def implied(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        """Return the answers that other answers leave no choice for."""
        missing = [name for name in self._traits if name in self._constrained - facts.keys()]
        left = {name: self.choices(name, facts) for name in missing}
        return {name: values[0] for name, values in left.items() if len(values) == 1}

    def _possible(self, facts: Mapping[str, Fact]) -> bool:
        return not self._violations.states(facts).fired


def runs(trait: Trait, axes: Sequence[Axis]) -> tuple[Run, ...]:
    """Return the runs of one count."""
    least, most = int(trait.minimum or 0), int(trait.maximum or 0)
    values = range(least, most + 1)
    groups = [[*group] for _, group in groupby(values, lambda v: [axis.mask(v) for axis in axes])]
    return tuple(Run(group[0], group[-1], open=group[-1] == most) for group in groups)
