"""Values worth trying: those at which comparisons change, and what lies between."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.rulebook.axes import cuts
from bot.rulebook.conditions import Condition, atoms
from bot.rulebook.traits import Fact, Trait, Type


def samples(
    trait: Trait, conditions: Iterable[Condition], traits: Mapping[str, Trait]
) -> Sequence[Fact]:
    """Return values of a trait among which every comparison of the conditions changes.

    That is every value of an enum or boolean; of what is measured, each number that is compared
    with in the trait's unit, and two in each gap, so that two traits which are compared with each
    other come in every order.
    """
    if not trait.measured:
        return trait.domain
    found = {
        cut
        for condition in conditions
        for atom in atoms(condition)
        if traits[atom.trait].unit == trait.unit
        for cut in cuts(atom)
    }
    ends = {end for end in (trait.minimum, trait.maximum) if end is not None}
    values = spread(sorted(found | ends | {Decimal(1)}))
    if trait.type is Type.COUNT:
        return sorted({int(value) for value in values if trait.contains(int(value))})
    return [value for value in values if trait.contains(value)]


def spread(numbers: Sequence[Decimal]) -> list[Decimal]:
    """Return the numbers with two between each two neighbours and two on either side."""
    first, last = numbers[0], numbers[-1]
    values = [first - 2, first - 1, *numbers, last + 1, last + 2]
    for low, high in pairwise(numbers):
        step = (high - low) / 4
        values += [low + step, high - step]
    return sorted(values)
