"""Properties: what the answers to all records must keep to, as data that a proof checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from bot.rulebook.conditions import Condition
from bot.rulebook.document import Node, Table
from bot.rulebook.fields import Fields, items_of, word_of
from bot.rulebook.grammar import Grammar
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.rules import Favour
from bot.rulebook.traits import Fact
from bot.rulebook.vocabulary import Vocabulary


class Move(StrEnum):
    """How an answer may not move; up is from isolated over mixed to cross."""

    UP = "up"
    TO_CROSS = "to_cross"
    ISOLATED_TO_CROSS = "isolated_to_cross"


@dataclass(frozen=True, slots=True)
class Step:
    """From each value of a trait to the next the answer never moves so."""

    name: str
    says: str
    at: str
    trait: str
    values: tuple[Fact, ...]
    never: Move


@dataclass(frozen=True, slots=True)
class Limit:
    """Where the condition holds, these answers are never given."""

    name: str
    says: str
    at: str
    when: Condition
    never: frozenset[str]


STEPS: Final = 2

Property: TypeAlias = Step | Limit


def read_properties(
    node: Node | None, vocabulary: Vocabulary, problems: Problems
) -> Iterator[Property]:
    """Yield each property of properties.yaml."""
    grammar = Grammar(vocabulary, problems)
    top = Fields(node, problems)
    table = Fields(top.node("properties"), problems).table
    top.finish()
    for name, entry in table.values.items():
        problems.subject = name
        fields = Fields(entry, problems)
        read = _step if "steps" in fields.table.keys else _limit
        yield read(name, fields, grammar)
        fields.finish()
    problems.subject = ""


def _step(name: str, fields: Fields, grammar: Grammar) -> Step:
    trait, values = _values(fields, grammar)
    return Step(
        name=name,
        says=fields.text("says"),
        at=fields.problems.at(fields.table),
        trait=trait,
        values=values,
        never=fields.choice("never", Move.UP),
    )


def _values(fields: Fields, grammar: Grammar) -> tuple[str, tuple[Fact, ...]]:
    """Return the one trait of the steps and its values, as far as these can be read."""
    problems = fields.problems
    steps = Fields(fields.node("steps"), problems).table
    if len(steps.keys) != 1:
        problems.add(fields.place("steps"), Wrong.ONE_TRAIT)
        return "", ()
    ((trait, key),) = steps.keys.items()
    values: list[Fact] = []
    for item in items_of(steps.values[trait], problems):
        fact = grammar.record(Table({trait: key}, {trait: item})).get(trait)
        if fact is None:
            return trait, ()
        values.append(fact)
    if len(values) < STEPS:
        problems.add(steps.values[trait], Wrong.NO_STEP)
    return trait, tuple(values)


def _limit(name: str, fields: Fields, grammar: Grammar) -> Limit:
    problems = fields.problems
    never = [
        word_of(item, tuple(Favour), problems) for item in items_of(fields.node("never"), problems)
    ]
    return Limit(
        name=name,
        says=fields.text("says"),
        at=problems.at(fields.table),
        when=grammar.condition(fields.node("when")),
        never=frozenset(never),
    )
