"""Comparisons that the trait's range already decides, and ranges that hold nothing."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

from bot.rulebook.conditions import HOLDS, Compare, Condition, Relation
from bot.rulebook.document import Node
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.traits import Trait, Type

LOWER: Final = frozenset({Relation.ABOVE, Relation.AT_LEAST})
UPPER: Final = frozenset({Relation.BELOW, Relation.AT_MOST})


def refuse_decided(trait: Trait, compared: Compare, place: Node, problems: Problems) -> None:
    """Note a comparison that is always or never true within the trait's range."""
    wrong = decided(trait, compared)
    if wrong:
        low, high = trait.bounds
        problems.add(place, wrong, trait=trait.name, low=low, high=high)


def decided(trait: Trait, compared: Compare) -> Wrong | None:
    """Return how the trait's range decides a comparison, or None when both can happen."""
    if compared.relation is Relation.EQUAL:
        return None if trait.contains(compared.value) else Wrong.NEVER
    holds = HOLDS[compared.relation]
    easiest, hardest = trait.maximum, trait.minimum
    if compared.relation in UPPER:
        easiest, hardest = hardest, easiest
    if hardest is not None and holds(hardest, compared.value):
        return Wrong.ALWAYS
    if easiest is not None and not holds(easiest, compared.value):
        return Wrong.NEVER
    return None


def refuse_contradiction(
    trait: Trait, parts: Sequence[Condition], place: Node, problems: Problems
) -> None:
    """Note a range without room, or with two bounds on one side."""
    bounds = [part for part in parts if isinstance(part, Compare)]
    lower = [bound for bound in bounds if bound.relation in LOWER]
    upper = [bound for bound in bounds if bound.relation in UPPER]
    if len(lower) > 1 or len(upper) > 1:
        problems.add(place, Wrong.SAME_SIDE)
    elif lower and upper and not _room(trait, lower[0], upper[0]):
        problems.add(place, Wrong.CONTRADICTION)


def _room(trait: Trait, lower: Compare, upper: Compare) -> bool:
    low, high = lower.value, upper.value
    above, below = lower.relation is Relation.ABOVE, upper.relation is Relation.BELOW
    if trait.type is Type.COUNT:
        first = floor(low) + 1 if above else ceil(low)
        last = ceil(high) - 1 if below else floor(high)
        return first <= last
    return low < high or (low == high and not above and not below)
