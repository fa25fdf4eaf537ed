"""Axes: what a record can say about one trait, and which clauses survive each answer."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from math import floor
from typing import TypeAlias

from bot.rulebook.conditions import HOLDS, Against, Atom, Compare, OneOf
from bot.rulebook.traits import Fact, Trait, Type

Clauses: TypeAlias = int


@dataclass(frozen=True, slots=True)
class Literal:
    """A comparison in a clause, or its opposite."""

    clause: Clauses
    atom: Atom
    positive: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """One trait as the clauses see it.

    `mask` gives the clauses that an answer leaves alive; `choices` are the answers that clauses
    can tell apart (every value of an enum or boolean), each with that mask; `rest` are the clauses
    that do not read the trait.
    """

    name: str
    reads: Clauses
    rest: Clauses
    mask: Callable[[Fact], Clauses]
    choices: tuple[tuple[Fact, Clauses], ...]
    measured: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two traits that clauses compare: the clauses alive when the first is less, equal, more."""

    first: str
    second: str
    reads: Clauses
    masks: tuple[Clauses, Clauses, Clauses]

    def mask(self, first: Fact, second: Fact) -> Clauses:
        """Return the clauses that two answers leave alive."""
        return self.masks[int(Decimal(first).compare(Decimal(second))) + 1]


def axis(trait: Trait, literals: Sequence[Literal], clauses: Clauses) -> Axis:
    """Return the axis of a trait for the comparisons that read it alone."""
    reads = read(literals)
    if trait.measured:
        scale = Scale(trait, literals, clauses)
        return Axis(
            trait.name, reads, clauses & ~reads, scale.mask, scale.choices(), measured=True
        )
    masks = {value: alive(literals, clauses, value) for value in trait.domain}
    choices = tuple(masks.items())
    return Axis(trait.name, reads, clauses & ~reads, masks.__getitem__, choices, measured=False)


def pair(first: str, second: str, literals: Sequence[Literal], clauses: Clauses) -> Pair:
    """Return the pair of two traits for the comparisons of one with the other."""
    less, equal, more = (alive(literals, clauses, order) for order in (-1, 0, 1))
    return Pair(first, second, read(literals), (less, equal, more))


def union(masks: Iterable[Clauses]) -> Clauses:
    """Return the clauses that are in any of the masks."""
    return reduce(int.__or__, masks, 0)


def read(literals: Iterable[Literal]) -> Clauses:
    """Return the clauses that have one of the comparisons."""
    return union(literal.clause for literal in literals)


def alive(literals: Iterable[Literal], clauses: Clauses, value: Fact) -> Clauses:
    """Return the clauses that a value leaves alive: all but those that it contradicts."""
    for literal in literals:
        if holds(literal.atom, value) is not literal.positive:
            clauses &= ~literal.clause
    return clauses


def holds(atom: Atom, value: Fact) -> bool:
    """Tell whether a comparison holds for a value; of two traits, for their order around 0."""
    if isinstance(atom, OneOf):
        return value in atom.values
    limit = 0 if isinstance(atom, Against) else atom.value
    return HOLDS[atom.relation](Decimal(value), limit)


class Scale:
    """The values of a measured trait, cut where a comparison changes."""

    def __init__(self, trait: Trait, literals: Sequence[Literal], clauses: Clauses) -> None:
        self._trait = trait
        self._cuts = sorted({cut for literal in literals for cut in cuts(literal.atom)})
        self._masks = [alive(literals, clauses, sample) for sample in self._samples()]

    def mask(self, value: Fact) -> Clauses:
        """Return the clauses that a value leaves alive."""
        number = Decimal(value)
        return self._masks[bisect_left(self._cuts, number) + bisect_right(self._cuts, number)]

    def choices(self) -> tuple[tuple[Fact, Clauses], ...]:
        """Return the least representative of each class of values with the same mask."""
        whole = self._trait.type is Type.COUNT
        classes: dict[Clauses, Fact] = {}
        for value in sorted(self._whole() if whole else self._fractional()):
            if self._trait.contains(value):
                classes.setdefault(self.mask(value), int(value) if whole else value)
        return tuple((value, mask) for mask, value in classes.items())

    def _samples(self) -> list[Decimal]:
        """Return a value under the first cut, each cut and what lies between, one above."""
        cuts = self._cuts
        samples = [cuts[0] - 1]
        for cut, after in zip(cuts, [*cuts[1:], cuts[-1] + 2], strict=True):
            samples += [cut, (cut + after) / 2]
        return samples

    def _whole(self) -> set[Decimal]:
        around = {Decimal(floor(cut) + step) for cut in self._cuts for step in (0, 1)}
        return around | {self._trait.minimum or Decimal(0)}

    def _fractional(self) -> set[Decimal]:
        ends = {self._trait.minimum, self._trait.maximum}
        return {*self._samples(), *(end for end in ends if end is not None)}


def cuts(atom: Atom) -> Iterable[Decimal]:
    """Return the numbers at which a comparison with values changes."""
    if isinstance(atom, OneOf):
        return map(Decimal, atom.values)
    return [atom.value] if isinstance(atom, Compare) else []
