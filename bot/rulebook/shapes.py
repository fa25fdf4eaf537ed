"""Pieces of JSON Schema: how answers, comparisons and conditions on traits are written."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from bot.rulebook.fields import NUMBER
from bot.rulebook.grammar import COMPARISONS, PLAIN_NUMBERS
from bot.rulebook.parameters import PARAMETER
from bot.rulebook.traits import Trait, Type

Shape: TypeAlias = dict[str, Any]

TEXT: Final[Shape] = {"type": "string", "minLength": 1}
FLAG: Final[Shape] = {"type": "boolean"}
DECIMAL: Final[Shape] = {"type": "string", "pattern": f"^{NUMBER.pattern}$"}


def ref(name: str) -> Shape:
    """Return a reference to a named shape."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(values: Iterable[object]) -> Shape:
    """Return one of some values."""
    return {"enum": list(values)}


def matching(pattern: str) -> Shape:
    """Return a text that matches a pattern as a whole."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def listed(item: Shape) -> Shape:
    """Return a list with something in it."""
    return {"type": "array", "items": item, "minItems": 1}


def table(needed: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Return a table of these fields and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **(optional or {})},
        "additionalProperties": False,
    }


def answer(trait: Trait) -> Shape:
    """Return one value of a trait, as a test's record writes it."""
    if not trait.measured:
        return one_of(trait.domain)
    if trait.type is Type.COUNT:
        return whole(trait)
    return {"anyOf": [DECIMAL, {"type": "integer"}]}


def whole(trait: Trait) -> Shape:
    """Return a whole number within the trait's bounds."""
    bounds = {"minimum": trait.minimum, "maximum": trait.maximum}
    ends = {name: int(end) for name, end in bounds.items() if end is not None}
    return {"type": "integer", **ends}


def comparison(trait: Trait) -> Shape:
    """Return what a condition may ask of a trait."""
    opposite = table({"not": ref(f"when.{trait.name}")})
    value = literal(trait)
    several = {**listed(value), "uniqueItems": True}
    if not trait.measured:
        return {"anyOf": [value, several, opposite]}
    limit = ref(f"limit.{trait.name}")
    ranged = {**table({}, dict.fromkeys(COMPARISONS, limit)), "minProperties": 1}
    return {"anyOf": [limit, several, ranged, opposite]}


def limit(trait: Trait, traits: Iterable[Trait]) -> Shape:
    """Return what a measured trait is compared with: a number, a parameter, another trait."""
    alike = [other.name for other in traits if measured_alike(trait, other)]
    return {"anyOf": [literal(trait), ref("$parameter"), table({"trait": one_of(alike)})]}


def literal(trait: Trait) -> Shape:
    """Return a value that a condition may write out."""
    return one_of(plain_numbers()) if trait.type is Type.NUMBER else answer(trait)


def parameters(names: Iterable[str]) -> Shape:
    """Return a parameter as a condition names it."""
    return one_of(f"{PARAMETER}{name}" for name in names)


def measured_alike(trait: Trait, other: Trait) -> bool:
    """Tell whether two traits can be compared with each other."""
    return other is not trait and (trait.type, trait.unit) == (other.type, other.unit)


def plain_numbers() -> list[object]:
    """Return the numbers that a condition may write out, bare or quoted."""
    return [form(number) for number in sorted(PLAIN_NUMBERS) for form in (int, str)]


def condition(traits: Iterable[str]) -> Shape:
    """Return a condition over some traits."""
    again = ref("condition")
    joined = {"all": listed(again), "any": listed(again), "not": again}
    tests = {name: ref(f"when.{name}") for name in traits}
    return {**table({}, {**tests, **joined}), "minProperties": 1}
