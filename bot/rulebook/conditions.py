"""Conditions: comparisons of traits, joined by every, some and not; unknown is not no."""

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from bot.rulebook.traits import Fact


class Relation(StrEnum):
    """How two numbers are compared."""

    BELOW = "below"
    AT_MOST = "at_most"
    ABOVE = "above"
    AT_LEAST = "at_least"
    EQUAL = "equal"


HOLDS: Final[dict[Relation, Callable[[Decimal | int, Decimal | int], bool]]] = {
    Relation.BELOW: operator.lt,
    Relation.AT_MOST: operator.le,
    Relation.ABOVE: operator.gt,
    Relation.AT_LEAST: operator.ge,
    Relation.EQUAL: operator.eq,
}


@dataclass(frozen=True, slots=True)
class OneOf:
    """The trait has one of the values."""

    trait: str
    values: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """The trait compares with a number, which is a parameter's where one is named."""

    trait: str
    relation: Relation
    value: Decimal
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """The trait compares with another trait of the same unit."""

    trait: str
    relation: Relation
    other: str


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Opposite:
    """The part does not hold."""

    part: "Condition"


Atom: TypeAlias = OneOf | Compare | Against
Condition: TypeAlias = Atom | Every | Some | Opposite


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield every comparison of a condition."""
    if isinstance(condition, Every | Some):
        for part in condition.parts:
            yield from atoms(part)
    elif isinstance(condition, Opposite):
        yield from atoms(condition.part)
    else:
        yield condition


def literals(condition: Condition, *, positive: bool = True) -> Iterator[tuple[Atom, bool]]:
    """Yield every comparison of a condition, and whether it is to hold or not to hold."""
    if isinstance(condition, Every | Some):
        for part in condition.parts:
            yield from literals(part, positive=positive)
    elif isinstance(condition, Opposite):
        yield from literals(condition.part, positive=not positive)
    else:
        yield condition, positive


def traits_of(atom: Atom) -> frozenset[str]:
    """Return the one or two traits that a comparison reads."""
    return frozenset({atom.trait, atom.other} if isinstance(atom, Against) else {atom.trait})


def reads(condition: Condition) -> frozenset[str]:
    """Return every trait that a condition reads."""
    return frozenset[str]().union(*map(traits_of, atoms(condition)))


def assured(condition: Condition, *, holds: bool = True) -> frozenset[str]:
    """Return the traits that must be known wherever the condition holds, or does not hold."""
    if isinstance(condition, Opposite):
        return assured(condition.part, holds=not holds)
    if not isinstance(condition, Every | Some):
        return traits_of(condition)
    parts = [assured(part, holds=holds) for part in condition.parts]
    if isinstance(condition, Every) is holds:
        return frozenset[str]().union(*parts)
    return parts[0].intersection(*parts) if parts else frozenset()
