"""The plainest reading of a condition: its tree walked for one record; unknown is not no."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from bot.rulebook.axes import holds
from bot.rulebook.conditions import HOLDS, Against, Atom, Condition, Every, Opposite, Some
from bot.rulebook.constraints import Constraint
from bot.rulebook.rules import Outcome
from bot.rulebook.traits import Fact

OUTCOMES: Final = {True: Outcome.FIRES, False: Outcome.SILENT, None: Outcome.OPEN}


def outcome(condition: Condition, facts: Mapping[str, Fact]) -> Outcome:
    """Return whether a condition fires, is silent or lacks an answer for a record."""
    return OUTCOMES[says(condition, facts)]


def says(condition: Condition, facts: Mapping[str, Fact]) -> bool | None:
    """Return whether a condition holds, or None where the record does not tell."""
    match condition:
        case Opposite(part):
            told = says(part, facts)
            return None if told is None else not told
        case Every(parts) | Some(parts):
            return joined(parts, facts, decisive=isinstance(condition, Some))
        case _:
            return compared(condition, facts)


def joined(
    parts: Iterable[Condition], facts: Mapping[str, Fact], *, decisive: bool
) -> bool | None:
    """Return the decisive word if any part says it, else the other one if every part is known."""
    known = True
    for part in parts:
        told = says(part, facts)
        if told is decisive:
            return decisive
        known = known and told is not None
    return not decisive if known else None


def compared(atom: Atom, facts: Mapping[str, Fact]) -> bool | None:
    """Return whether a comparison holds, or None where a value is missing."""
    value = facts.get(atom.trait)
    if value is None:
        return None
    if not isinstance(atom, Against):
        return holds(atom, value)
    other = facts.get(atom.other)
    return None if other is None else HOLDS[atom.relation](Decimal(value), Decimal(other))


def possible(facts: Mapping[str, Fact], constraints: Iterable[Constraint]) -> bool:
    """Tell whether the answers of a record can all be true."""
    return not any(says(constraint.violated, facts) for constraint in constraints)
