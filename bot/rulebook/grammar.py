"""The condition language: nodes read into conditions, with everything wrong in them noted."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from bot.rulebook.conditions import (
    Against,
    Compare,
    Condition,
    Every,
    OneOf,
    Opposite,
    Relation,
    Some,
)
from bot.rulebook.document import Listing, Node, Table, Text
from bot.rulebook.fields import Fields, text_of
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.parameters import PARAMETER
from bot.rulebook.ranges import refuse_contradiction, refuse_decided
from bot.rulebook.traits import Fact, Trait, Type
from bot.rulebook.vocabulary import Vocabulary

NOTHING: Final = Every(())
COMPARISONS: Final = tuple(relation for relation in Relation if relation is not Relation.EQUAL)
PLAIN_NUMBERS: Final = frozenset({Decimal(0), Decimal(1)})
NO_FACT: Final = {
    Type.ENUM: Wrong.UNKNOWN_VALUE,
    Type.BOOLEAN: Wrong.NO_FLAG,
    Type.COUNT: Wrong.NO_COUNT,
    Type.NUMBER: Wrong.NO_NUMBER,
}


class Grammar:
    """Reads the conditions and records of one file over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, problems: Problems) -> None:
        self._traits = vocabulary.traits
        self._parameters = vocabulary.parameters
        self._problems = problems
        self._joined: Final[Mapping[str, Callable[[Node], Condition]]] = {
            "all": lambda node: Every(self._list(node)),
            "any": lambda node: Some(self._list(node)),
            "not": lambda node: Opposite(self.condition(node)),
        }

    def condition(self, node: Node | None) -> Condition:
        """Return the condition that a table of traits, all, any and not says."""
        table = Fields(node, self._problems).table
        if isinstance(node, Table) and not table.keys:
            self._problems.add(node, Wrong.SAYS_NOTHING)
        parts = [self._entry(key, table.values[name]) for name, key in table.keys.items()]
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def record(self, node: Node) -> dict[str, Fact]:
        """Return the answers that a table of traits and values writes."""
        table = Fields(node, self._problems).table
        facts: dict[str, Fact] = {}
        for name, key in table.keys.items():
            if trait := self._trait(key):
                fact = self._fact(trait, table.values[name])
                if fact is not None:
                    facts[name] = fact
        return facts

    def _entry(self, key: Text, node: Node) -> Condition:
        if joined := self._joined.get(key.text):
            return joined(node)
        trait = self._trait(key)
        return self._value(trait, node) if trait else NOTHING

    def _list(self, node: Node) -> tuple[Condition, ...]:
        if not isinstance(node, Listing):
            self._problems.add(node, Wrong.NO_LIST)
            return ()
        if not node.items:
            self._problems.add(node, Wrong.SAYS_NOTHING)
        return tuple(self.condition(item) for item in node.items)

    def _trait(self, key: Text) -> Trait | None:
        trait = self._traits.get(key.text)
        if trait is None:
            self._problems.add(key, Wrong.UNKNOWN_TRAIT, name=key.text, near=self._traits)
        return trait

    def _value(self, trait: Trait, node: Node) -> Condition:
        if isinstance(node, Listing):
            return self._one_of(trait, node)
        if isinstance(node, Table):
            return self._table(trait, node)
        if node.text.startswith(PARAMETER):
            return self._compare(trait, Relation.EQUAL, node)
        fact = self._literal(trait, node)
        return NOTHING if fact is None else OneOf(trait.name, (fact,))

    def _one_of(self, trait: Trait, node: Listing) -> Condition:
        facts: list[Fact] = []
        for item in node.items:
            if isinstance(item, Text) and item.text.startswith(PARAMETER):
                self._problems.add(item, Wrong.LISTED_PARAMETER)
                continue
            fact = self._literal(trait, item)
            if fact is not None and fact in facts:
                self._problems.add(item, Wrong.REPEATED_VALUE, name=fact)
            elif fact is not None:
                facts.append(fact)
        if not node.items:
            self._problems.add(node, Wrong.SAYS_NOTHING)
        if facts and len(facts) == len(trait.domain):
            self._problems.add(node, Wrong.EVERY_VALUE, trait=trait.name)
        return OneOf(trait.name, tuple(facts))

    def _table(self, trait: Trait, node: Table) -> Condition:
        if list(node.keys) == ["not"]:
            return Opposite(self._value(trait, node.values["not"]))
        if list(node.keys) == ["trait"]:
            return self._against(trait, Relation.EQUAL, node)
        if not node.keys:
            self._problems.add(node, Wrong.SAYS_NOTHING)
        parts: list[Condition] = []
        for name, key in node.keys.items():
            if name in COMPARISONS:
                parts.append(self._compare(trait, Relation(name), node.values[name]))
            else:
                self._problems.add(key, Wrong.UNKNOWN_FIELD, name=name, near=(*COMPARISONS, "not"))
        refuse_contradiction(trait, parts, node, self._problems)
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _compare(self, trait: Trait, relation: Relation, node: Node) -> Condition:
        if not trait.measured:
            self._problems.add(node, Wrong.COMPARED_WORD, trait=trait.name)
            return NOTHING
        if isinstance(node, Table):
            return self._against(trait, relation, node)
        text = text_of(node, self._problems)
        if text.startswith(PARAMETER):
            compared = self._with_parameter(trait, relation, node, text.removeprefix(PARAMETER))
        else:
            fact = self._literal(trait, node, bounded=False) if text else None
            compared = None if fact is None else Compare(trait.name, relation, Decimal(fact))
        if compared is None:
            return NOTHING
        refuse_decided(trait, compared, node, self._problems)
        return compared

    def _with_parameter(
        self, trait: Trait, relation: Relation, node: Node, name: str
    ) -> Compare | None:
        parameter = self._parameters.get(name)
        if parameter is None:
            self._problems.add(node, Wrong.UNKNOWN_PARAMETER, name=name, near=self._parameters)
            return None
        return Compare(trait.name, relation, parameter.value, name)

    def _against(self, trait: Trait, relation: Relation, node: Table) -> Condition:
        fields = Fields(node, self._problems)
        name = fields.text("trait")
        fields.finish()
        other = self._traits.get(name)
        if name and other is None:
            self._problems.add(node, Wrong.UNKNOWN_TRAIT, name=name, near=self._traits)
        if other is None:
            return NOTHING
        if (other.type, other.unit) != (trait.type, trait.unit) or not trait.measured:
            self._problems.add(node, Wrong.OTHER_UNIT, trait=trait.name, name=name)
        return Against(trait.name, relation, name)

    def _literal(self, trait: Trait, node: Node, *, bounded: bool = True) -> Fact | None:
        """Return a value written out in a condition; a number must be a count, 0 or 1."""
        fact = self._fact(trait, node, bounded=bounded)
        if isinstance(fact, Decimal) and fact not in PLAIN_NUMBERS:
            self._problems.add(node, Wrong.LITERAL_NUMBER, name=fact)
        return fact

    def _fact(self, trait: Trait, node: Node, *, bounded: bool = True) -> Fact | None:
        text = text_of(node, self._problems)
        if not text:
            return None
        fact = trait.fact(text)
        if fact is None:
            allowed = ", ".join(trait.values)
            details = {"trait": trait.name, "name": text, "allowed": allowed}
            self._problems.add(node, NO_FACT[trait.type], near=trait.values, **details)
        elif bounded and trait.measured and not trait.contains(Decimal(fact)):
            low, high = trait.bounds
            self._problems.add(node, Wrong.OUTSIDE_RANGE, name=fact, low=low, high=high)
        return fact
