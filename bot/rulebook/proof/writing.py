"""Conditions and records as a rule file writes them, to be read in a line."""

from collections.abc import Mapping

from bot.rulebook.conditions import Against, Atom, Compare, OneOf, Relation
from bot.rulebook.traits import Fact


def record(facts: Mapping[str, Fact]) -> str:
    """Return the answers of a record."""
    return "{" + ", ".join(f"{name}: {word(value)}" for name, value in facts.items()) + "}"


def comparison(atom: Atom) -> str:
    """Return one comparison."""
    return f"{atom.trait}: {right_side(atom)}"


def right_side(atom: Atom) -> str:
    """Return what a trait is compared with, and how."""
    if isinstance(atom, OneOf):
        words = [word(value) for value in atom.values]
        return words[0] if len(words) == 1 else f"[{', '.join(words)}]"
    limit = compared_with(atom)
    return limit if atom.relation is Relation.EQUAL else f"{{{atom.relation}: {limit}}}"


def compared_with(atom: Compare | Against) -> str:
    """Return the number, parameter or trait on the right of a comparison."""
    if isinstance(atom, Against):
        return f"{{trait: {atom.other}}}"
    return f"${atom.parameter}" if atom.parameter else str(atom.value)


def word(value: Fact) -> str:
    """Return a value."""
    return str(value).lower() if isinstance(value, bool) else str(value)
