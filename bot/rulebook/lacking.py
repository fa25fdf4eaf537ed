"""Which answers an open condition waits for."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.rulebook.conditions import Condition, Every, Opposite, Some, reads, traits_of
from bot.rulebook.traits import Fact
from bot.rulebook.walk import says

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
    """Return the missing traits that leave a condition open; none where it is decided.

    A branch that is decided already waits for nothing, whatever else it reads.
    """
    if says(condition, facts) is not None:
        return frozenset()
    if isinstance(condition, Opposite):
        return lacking(condition.part, facts)
    if not isinstance(condition, Every | Some):
        return traits_of(condition) - facts.keys()
    return frozenset[str]().union(*(lacking(part, facts) for part in condition.parts))
