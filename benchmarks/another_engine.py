"""The same rules said in another engine, rule-engine from PyPI: what fires, and how long it takes.

It knows no third value, so where a missing answer would fire what it should leave open, or be an
error, the comparison first asks whether it is there; opposites are pushed down to comparisons.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from bot.rulebook import Fact, Rulebook
from bot.rulebook.conditions import (
    Against,
    Atom,
    Condition,
    Every,
    OneOf,
    Opposite,
    Relation,
    Some,
    traits_of,
)

SIGNS: Final = {
    Relation.BELOW: "<",
    Relation.AT_MOST: "<=",
    Relation.ABOVE: ">",
    Relation.AT_LEAST: ">=",
    Relation.EQUAL: "==",
}


def evaluation(rulebook: Rulebook) -> Callable[[Mapping[str, Fact]], list[str]]:
    """Return the function that names the rules that fire for a record.

    Raises:
        ModuleNotFoundError: The engine is not installed.
    """
    engine = import_module("rule_engine")
    context = engine.Context(default_value=None)
    rules = {
        name: engine.Rule(expression(rule.when), context=context).matches
        for name, rule in rulebook.rules.items()
    }
    return lambda facts: [name for name, matches in rules.items() if matches(facts)]


def expression(condition: Condition, *, positive: bool = True) -> str:
    """Return a condition, or its opposite, as the engine writes it."""
    if isinstance(condition, Opposite):
        return expression(condition.part, positive=not positive)
    if not isinstance(condition, Every | Some):
        return guarded(condition, positive=positive)
    joined = " and " if isinstance(condition, Every) is positive else " or "
    return f"({joined.join(expression(part, positive=positive) for part in condition.parts)})"


def guarded(atom: Atom, *, positive: bool) -> str:
    """Return a comparison, or its opposite, that is false where an answer is missing."""
    compared = comparison(atom)
    if positive and isinstance(atom, OneOf):
        return compared
    known = [f"{name} != null" for name in sorted(traits_of(atom))]
    return f"({' and '.join([*known, compared if positive else f'not ({compared})'])})"


def comparison(atom: Atom) -> str:
    """Return one comparison."""
    if isinstance(atom, OneOf):
        first, *others = map(literal, atom.values)
        listed = f"in [{', '.join([first, *others])}]" if others else f"== {first}"
        return f"{atom.trait} {listed}"
    other = atom.other if isinstance(atom, Against) else literal(atom.value)
    return f"{atom.trait} {SIGNS[atom.relation]} {other}"


def literal(value: Fact) -> str:
    """Return a value as the engine writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
