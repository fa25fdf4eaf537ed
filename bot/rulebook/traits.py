"""Traits: the answers that a rule may read, each with the values that it can have."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, items_of, number, text_of
from bot.rulebook.lint import Problems, Wrong

Fact: TypeAlias = str | bool | int | Decimal
TRUTHS: Final = {"true": True, "false": False}
RESERVED: Final = frozenset({"all", "any", "not"})


class Type(StrEnum):
    """What kind of value a trait has."""

    ENUM = "enum"
    BOOLEAN = "boolean"
    COUNT = "count"
    NUMBER = "number"


MEASURED: Final = frozenset({Type.COUNT, Type.NUMBER})


@dataclass(frozen=True, slots=True)
class Trait:
    """One answer: `values` of an enum, bounds and unit of a count or number; `order` of asking.

    A `personal` one is about the trader and not about the trade, and names no sum.
    """

    name: str
    type: Type
    order: int
    asked: bool
    values: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    personal: bool = False

    @property
    def measured(self) -> bool:
        """Whether values can be compared: counts and numbers."""
        return self.type in MEASURED

    @property
    def domain(self) -> tuple[Fact, ...]:
        """Every value of an enum or boolean; empty for what is measured."""
        return (True, False) if self.type is Type.BOOLEAN else self.values

    @property
    def bounds(self) -> tuple[str, str]:
        """The bounds as they are said."""
        ends = (self.minimum, self.maximum)
        low, high = ("…" if end is None else str(end) for end in ends)
        return low, high

    def fact(self, text: str) -> Fact | None:
        """Return the value that a text writes exactly, within range or not, or None."""
        if self.type is Type.ENUM:
            return text if text in self.values else None
        if self.type is Type.BOOLEAN:
            return TRUTHS.get(text)
        value = number(text)
        if self.type is Type.NUMBER or value is None:
            return value
        return int(value) if value == int(value) else None

    def contains(self, value: Decimal | int) -> bool:
        """Tell whether a number lies within the trait's bounds."""
        above = self.minimum is None or value >= self.minimum
        return above and (self.maximum is None or value <= self.maximum)


def read_traits(node: Node | None, problems: Problems) -> dict[str, Trait]:
    """Return every trait of traits.yaml; the order in the file is the order of asking."""
    table = Fields(node, problems).table
    traits: dict[str, Trait] = {}
    for order, (name, key) in enumerate(table.keys.items()):
        problems.subject = name
        if name in RESERVED:
            problems.add(key, Wrong.RESERVED, name=name)
        traits[name] = _trait(name, order, Fields(table.values[name], problems))
    problems.subject = ""
    return traits


def _trait(name: str, order: int, fields: Fields) -> Trait:
    kind = fields.choice("type", Type.BOOLEAN)
    asked = fields.flag("asked")
    fields.optional_text("question")
    if kind in MEASURED:
        trait = _measured(name, kind, order, fields, asked=asked)
    else:
        values = _values(fields) if kind is Type.ENUM else ()
        personal = fields.optional_flag("personal")
        trait = Trait(name, kind, order, asked, values=values, personal=personal)
    fields.finish()
    return trait


def _values(fields: Fields) -> tuple[str, ...]:
    nodes = list(items_of(fields.node("values"), fields.problems))
    values = [text_of(node, fields.problems) for node in nodes]
    for index, value in enumerate(values):
        if value in values[:index]:
            fields.problems.add(nodes[index], Wrong.REPEATED_VALUE, name=value)
    return tuple(values)


def _measured(name: str, kind: Type, order: int, fields: Fields, *, asked: bool) -> Trait:
    read = fields.number if kind is Type.COUNT else fields.optional_number
    low, high = read("min"), read("max")
    if low is not None and high is not None and low > high:
        fields.problems.add(fields.place("max"), Wrong.CONTRADICTION)
    unit = fields.text("unit")
    return Trait(name, kind, order, asked, minimum=low, maximum=high, unit=unit)
