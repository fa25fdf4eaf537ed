"""Constraints: answers that need other answers, so that some combinations cannot be."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.rulebook.conditions import Condition, Every, Opposite, atoms
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, items_of
from bot.rulebook.grammar import Grammar
from bot.rulebook.lint import Problems
from bot.rulebook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Constraint:
    """Wherever `violated` fires, the answers to its traits cannot all be true."""

    violated: Condition
    traits: tuple[str, ...]


def read_constraints(
    node: Node | None, vocabulary: Vocabulary, problems: Problems
) -> Iterator[Constraint]:
    """Yield each constraint of a list of `{when: …, needs: …}`."""
    grammar = Grammar(vocabulary, problems)
    for item in items_of(node, problems):
        fields = Fields(item, problems)
        when = grammar.condition(fields.node("when"))
        needs = grammar.condition(fields.node("needs"))
        fields.finish()
        violated = Every((when, Opposite(needs)))
        yield Constraint(violated, tuple(dict.fromkeys(atom.trait for atom in atoms(violated))))
