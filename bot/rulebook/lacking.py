"""Which answers an open condition waits for."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from bot.rulebook.axes import holds
from bot.rulebook.conditions import (
    HOLDS,
    Against,
    Atom,
    Condition,
    Every,
    Opposite,
    Some,
    reads,
    traits_of,
)
from bot.rulebook.traits import Fact

Facts: TypeAlias = Mapping[str, Fact]


def waiting(
    condition: Condition, order: Callable[[str], int]
) -> Callable[[Facts], tuple[str, ...]]:
    """Return the function that names the missing traits, in an order, of an open condition.

    Only where a branch may be decided already is it walked: that takes ten times as long.
    """
    read = tuple(sorted(reads(condition), key=order))
    walked = branches(condition)

    def missing(facts: Facts) -> tuple[str, ...]:
        if facts.keys().isdisjoint(read):
            return read
        left = lacking(condition, facts) if walked else read
        return tuple(name for name in read if name not in facts and name in left)

    return missing


def branches(condition: Condition) -> bool:
    """Tell whether a part can be decided while another part keeps the condition open."""
    if isinstance(condition, Every):
        return any(map(branches, condition.parts))
    return isinstance(condition, Some) or (
        isinstance(condition, Opposite) and isinstance(condition.part, Every | Some)
    )


def lacking(condition: Condition, facts: Facts) -> frozenset[str]:
    """Return the missing traits that leave a condition open; none where it is decided."""
    told = says(condition, facts)
    return frozenset() if isinstance(told, bool) else told


def says(condition: Condition, facts: Facts) -> bool | frozenset[str]:
    """Return whether a condition holds for a record, or the missing traits that leave it open.

    A branch that is decided already waits for nothing, whatever else it reads.
    """
    if isinstance(condition, Opposite):
        told = says(condition.part, facts)
        return not told if isinstance(told, bool) else told
    if not isinstance(condition, Every | Some):
        return traits_of(condition) - facts.keys() or compared(condition, facts)
    decisive = isinstance(condition, Some)
    missing: frozenset[str] = frozenset()
    for part in condition.parts:
        told = says(part, facts)
        if told is decisive:
            return decisive
        if not isinstance(told, bool):
            missing |= told
    return missing or not decisive


def compared(atom: Atom, facts: Facts) -> bool:
    """Tell whether a comparison holds for a record that has all it reads."""
    if isinstance(atom, Against):
        return HOLDS[atom.relation](Decimal(facts[atom.trait]), Decimal(facts[atom.other]))
    return holds(atom, facts[atom.trait])
