"""The space of all records: an axis a trait, values that no condition tells apart merged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.rulebook.axes import holds
from bot.rulebook.conditions import Atom, Condition, Every, Opposite, Some, literals
from bot.rulebook.proof.samples import samples
from bot.rulebook.traits import Fact, Trait

Table: TypeAlias = NDArray[np.bool_]
Values: TypeAlias = Sequence[Fact | None]
Reads: TypeAlias = Sequence[tuple[Atom, bool]]


@dataclass(frozen=True, slots=True)
class Space:
    """Every combination of the values of its axes; None among them is an answer not given.

    A table over the space has a dimension for each axis, of length one where the axis does not
    matter. `reads` are the comparisons of each axis, and whether each is to hold or not to hold.
    """

    axes: Mapping[str, Values]
    reads: Mapping[str, Reads]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each axis has."""
        return tuple(map(len, self.axes.values()))

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(self.shape)

    def certain(self, condition: Condition, *, holding: bool = True) -> Table:
        """Return where a condition is certain to hold, or certain not to."""
        if isinstance(condition, Opposite):
            return self.certain(condition.part, holding=not holding)
        if not isinstance(condition, Every | Some):
            return self._compared(condition, holding=holding)
        every = isinstance(condition, Every) is holding
        parts = (self.certain(part, holding=holding) for part in condition.parts)
        start = np.full([1] * len(self.axes), every)
        return reduce(np.logical_and if every else np.logical_or, parts, start)

    def _compared(self, atom: Atom, *, holding: bool) -> Table:
        told = [told_by(value, atom, holding=holding) for value in self.axes[atom.trait]]
        return np.array(told).reshape(self._shape_of(atom.trait))

    def _shape_of(self, name: str) -> tuple[int, ...]:
        before = self.axis(name)
        after = len(self.axes) - before - 1
        return (*[1] * before, len(self.axes[name]), *[1] * after)

    def answered(self) -> NDArray[np.uint8]:
        """Return how many answers each combination gives."""
        counts = np.zeros(self.shape, np.uint8)
        for name, values in self.axes.items():
            given = [value is not None for value in values]
            counts += np.array(given, np.uint8).reshape(self._shape_of(name))
        return counts

    def axis(self, name: str) -> int:
        """Return the number of an axis."""
        return list(self.axes).index(name)

    def place(self, name: str, value: Fact) -> int:
        """Return where a value stands on its axis, itself or merged with another."""
        told = told_of(value, self.reads[name])
        return [told_of(other, self.reads[name]) for other in self.axes[name]].index(told)

    def narrowed(self, axes: Mapping[str, Values]) -> "Space":
        """Return the part of the space in which some axes have only the given values."""
        kept = {name: axes.get(name, values) for name, values in self.axes.items()}
        return Space(kept, self.reads)

    def around(self, table: Table) -> "Space":
        """Return the smallest part that holds everything that a table marks."""
        kept: dict[str, Values] = {}
        for (name, values), places in zip(self.axes.items(), np.nonzero(table), strict=True):
            found = set(places.tolist())
            if len(values) == table.shape[self.axis(name)]:
                kept[name] = [value for place, value in enumerate(values) if place in found]
        return self.narrowed(kept)

    def pieces(self, largest: int) -> Iterator["Space"]:
        """Yield parts of at most so many combinations."""
        if self.size <= largest:
            yield self
            return
        name = next(name for name, values in self.axes.items() if len(values) > 1)
        for value in self.axes[name]:
            yield from self.narrowed({name: [value]}).pieces(largest)

    def record(self, place: Sequence[int]) -> dict[str, Fact]:
        """Return the answers of one combination."""
        named = zip(self.axes.items(), place, strict=True)
        answers = {name: values[index] for (name, values), index in named}
        return {name: value for name, value in answers.items() if value is not None}


def told_by(value: Fact | None, atom: Atom, *, holding: bool) -> bool:
    """Tell whether a value makes it certain that a comparison holds, or that it does not."""
    return value is not None and holds(atom, value) is holding


def told_of(value: Fact | None, reads: Reads) -> tuple[bool, ...]:
    """Return which comparisons a value makes certain, each as it must be for its condition."""
    return tuple(told_by(value, atom, holding=positive) for atom, positive in reads)


def space(
    conditions: Sequence[Condition], traits: Mapping[str, Trait], *, complete: bool
) -> Space:
    """Return the space that conditions span; *complete* leaves no answer out.

    Values are merged, into the first of them, when they make the same comparisons certain; an
    answer not given makes none certain.
    """
    reads: dict[str, list[tuple[Atom, bool]]] = {}
    for condition in conditions:
        for atom, positive in literals(condition):
            reads.setdefault(atom.trait, []).append((atom, positive))
    axes: dict[str, Values] = {}
    for name in sorted(reads, key=lambda name: (-len(reads[name]), traits[name].order)):
        values = samples(traits[name], conditions, traits)
        classes: dict[tuple[bool, ...], Fact | None] = {
            told_of(value, reads[name]): value for value in reversed(values)
        }
        if not complete:
            classes[told_of(None, reads[name])] = None
        axes[name] = tuple(reversed(classes.values()))
    return Space(axes, reads)
