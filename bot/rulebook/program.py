"""Conditions compiled to bit masks: a record is evaluated for all of them at once.

Each condition has a bit. A conjunction of comparisons is one clause, alive until an answer
contradicts it and certain once nothing that it reads is missing. Where a condition joins more
than that, gates put its bit together from the bits of its clauses. Opposites are pushed down to
the comparisons, so that a gate only ever adds bits and serves both questions: what is certain
(the condition fired) and what is possible (it fired or is open).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bot.rulebook.axes import Axis, Clauses, Literal, Pair, axis, pair, union
from bot.rulebook.conditions import Against, Atom, Condition, Every, Opposite, Some
from bot.rulebook.traits import Fact, Trait

REMEMBERED: Final = 1024


class States(NamedTuple):
    """The bits of the conditions that fired, and of those that fired or are open."""

    fired: int
    possible: int


class Gate(NamedTuple):
    """A bit that is set by every or by some of its inputs."""

    bit: int
    inputs: Clauses
    every: bool


class Program:
    """Conditions over traits, the first on bit 0; evaluation is linear in their comparisons."""

    def __init__(self, conditions: Sequence[Condition], traits: Mapping[str, Trait]) -> None:
        lowering = Lowering(len(conditions))
        for index, condition in enumerate(conditions):
            lowering.place(condition, 1 << index)
        self.clauses = lowering.clauses
        self.axes = tuple(_axes(lowering, traits))
        self._columns = tuple((axis.name, axis.reads, axis.rest, axis.mask) for axis in self.axes)
        self._pairs = tuple(_pairs(lowering))
        self._gates = tuple(lowering.gates)
        self._gated = union(gate.inputs for gate in self._gates)
        self._opened = lru_cache(REMEMBERED)(self._open)
        self._conditions = (1 << len(conditions)) - 1

    def states(self, facts: Mapping[str, Fact], unknown: Collection[str] = ()) -> States:
        """Return which conditions fired and which are possible for a record.

        What is *unknown* stays so for good: no condition waits for it.
        """
        alive, missing = self.clauses, 0
        for name, reads, rest, mask in self._columns:
            value = facts.get(name)
            if value is not None:
                alive &= mask(value)
            elif name in unknown:
                alive &= rest
            else:
                missing |= reads
        for compared in self._pairs:
            first, second = facts.get(compared.first), facts.get(compared.second)
            if first is not None and second is not None:
                alive &= compared.mask(first, second)
            elif compared.first in unknown or compared.second in unknown:
                alive &= ~compared.reads
            else:
                missing |= compared.reads
        return States(self.close(alive & ~missing), self.close(alive))

    def close(self, clauses: Clauses) -> int:
        """Return the conditions that a set of true clauses makes true."""
        return (clauses | self._opened(clauses & self._gated)) & self._conditions

    def _open(self, clauses: Clauses) -> Clauses:
        """Return the bits that the gates set for some clauses, beside them."""
        for bit, inputs, every in self._gates:
            met = clauses & inputs
            if met == inputs if every else met:
                clauses |= bit
        return clauses

    def support(self, conditions: int) -> Clauses:
        """Return the clauses that some conditions are made of."""
        for bit, inputs, _ in reversed(self._gates):
            if conditions & bit:
                conditions |= inputs
        return conditions & self.clauses


class Lowering:
    """Turns conditions into clauses of comparisons, and gates over the bits of clauses."""

    def __init__(self, conditions: int) -> None:
        self.literals: list[Literal] = []
        self.gates: list[Gate] = []
        self.clauses = 0
        self._next = 1 << conditions

    def place(self, condition: Condition, bit: int, *, positive: bool = True) -> None:
        """Let a bit stand for a condition, or for its opposite."""
        form = Conjunction([], [])
        spread(condition, form, positive=positive)
        if not form.choices:
            self._clause(bit, form.tests)
        elif not form.tests and len(form.choices) == 1:
            self._choice(bit, form.choices[0])
        else:
            inputs = [self._bit() for _ in (form.tests, *form.choices)]
            self._clause(inputs[0], form.tests)
            for branch, choice in zip(inputs[1:], form.choices, strict=True):
                self._choice(branch, choice)
            self.gates.append(Gate(bit, sum(inputs), every=True))

    def _choice(self, bit: int, choice: Sequence[tuple[Condition, bool]]) -> None:
        inputs = [self._bit() for _ in choice]
        for branch, (condition, positive) in zip(inputs, choice, strict=True):
            self.place(condition, branch, positive=positive)
        self.gates.append(Gate(bit, sum(inputs), every=False))

    def _clause(self, bit: int, tests: Sequence[tuple[Atom, bool]]) -> None:
        self.clauses |= bit
        self.literals += [Literal(bit, atom, positive) for atom, positive in tests]

    def _bit(self) -> int:
        bit, self._next = self._next, self._next << 1
        return bit


class Conjunction(NamedTuple):
    """Comparisons that must all hold, and choices of each of which one part must hold."""

    tests: list[tuple[Atom, bool]]
    choices: list[list[tuple[Condition, bool]]]


def spread(condition: Condition, form: Conjunction, *, positive: bool) -> None:
    """Add a condition, or its opposite, to a conjunction."""
    if isinstance(condition, Opposite):
        spread(condition.part, form, positive=not positive)
    elif not isinstance(condition, Every | Some):
        form.tests.append((condition, positive))
    elif isinstance(condition, Every) is positive:
        for part in condition.parts:
            spread(part, form, positive=positive)
    else:
        form.choices.append([(part, positive) for part in condition.parts])


def _axes(lowering: Lowering, traits: Mapping[str, Trait]) -> Iterator[Axis]:
    """Yield the axis of each trait that is compared with values, in the order of asking."""
    found: defaultdict[str, list[Literal]] = defaultdict(list)
    for literal in lowering.literals:
        if not isinstance(literal.atom, Against):
            found[literal.atom.trait].append(literal)
    for name in sorted(found, key=lambda name: traits[name].order):
        yield axis(traits[name], found[name], lowering.clauses)


def _pairs(lowering: Lowering) -> Iterator[Pair]:
    """Yield each two traits that are compared with each other."""
    found: defaultdict[tuple[str, str], list[Literal]] = defaultdict(list)
    for literal in lowering.literals:
        if isinstance(literal.atom, Against):
            found[literal.atom.trait, literal.atom.other].append(literal)
    for (first, second), literals in found.items():
        yield pair(first, second, literals, lowering.clauses)
