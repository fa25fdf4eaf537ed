"""Runs: the values of a count within which no rule tells one from another."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.rulebook.axes import Axis
from bot.rulebook.program import Program
from bot.rulebook.traits import Trait, Type


class Run(NamedTuple):
    """Neighbouring values of a count; the last run of a trait is `open` upwards."""

    least: int
    most: int
    open: bool


def runs(traits: Mapping[str, Trait], programs: Sequence[Program]) -> dict[str, tuple[Run, ...]]:
    """Return the runs of every count that the programs read, from the least value."""
    axes = [axis for program in programs for axis in program.axes]
    counts = {name: trait for name, trait in traits.items() if trait.type is Type.COUNT}
    return {
        name: runs_of(trait, [axis for axis in axes if axis.name == name])
        for name, trait in counts.items()
    }


def runs_of(trait: Trait, axes: Sequence[Axis]) -> tuple[Run, ...]:
    """Return the runs of one count."""
    least, most = int(trait.minimum or 0), int(trait.maximum or 0)
    values = range(least, most + 1)
    groups = [[*group] for _, group in groupby(values, lambda v: [axis.mask(v) for axis in axes])]
    return tuple(Run(group[0], group[-1], open=group[-1] == most) for group in groups)
