"""Rule files, parameter files and overlays as JSON Schema, for editors.

It knows every name of one rulebook: traits, values, parameters, statements, rules. What only
loading can tell (a contradiction, a placeholder, a file's name) is left to loading.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, cast

from bot.rulebook.adjusting import settable
from bot.rulebook.filing import NOTE_PREFIX
from bot.rulebook.overlay import NAME
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import (
    BLOCKABLE,
    ID,
    JUDGING,
    REMEDIED,
    WORD,
    Favour,
    Kind,
    Outcome,
    Severity,
    Strength,
)
from bot.rulebook.shapes import (
    DECIMAL,
    FLAG,
    TEXT,
    Shape,
    answer,
    comparison,
    condition,
    limit,
    listed,
    matching,
    one_of,
    parameters,
    ref,
    table,
)
from bot.rulebook.sources import HOUSE, LETTERS, OURS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SEPARATOR: Final = r"[,\s]+"
OVERLAY: Final = NAME.pattern


def schema(rulebook: Rulebook, said: Mapping[str, str]) -> Shape:
    """Return the JSON Schema (2020-12) of a rulebook's files: an overlay, a parameter or a rule.

    Args:
        rulebook: The rules whose names may be used.
        said: What an editor says of a field or trait, by its name.
    """
    own_kinds = [kind for kind in Kind if kind is not Kind.BLOCKER]
    cites = citation(rulebook)
    return {
        "$schema": DIALECT,
        "if": {"required": ["overlay"]},
        "then": ref("overlay"),
        "else": {"if": {"required": ["unit"]}, "then": ref("parameter"), "else": ref("rule")},
        "$defs": described(
            {
                "rule": rule(Kind, "source"),
                **overlay(rulebook),
                "overlay.rule": rule(own_kinds, "overlay.source", OVERLAY),
                "parameter": parameter(),
                "source": matching(cites),
                "overlay.source": {"anyOf": [ref("source"), matching(HOUSE.pattern)]},
                **records(rulebook),
            },
            said,
        ),
    }


def records(rulebook: Rulebook) -> Shape:
    """Return the shapes of answers, of conditions and of a rule's tests."""
    traits = rulebook.traits.values()
    return {
        "tests": table({outcome: listed(ref("answers")) for outcome in Outcome}),
        "answers": table({}, {trait.name: ref(f"answer.{trait.name}") for trait in traits}),
        "condition": condition(rulebook.traits),
        **{f"answer.{trait.name}": answer(trait) for trait in traits},
        **{f"when.{trait.name}": comparison(trait) for trait in traits},
        **{f"limit.{trait.name}": limit(trait, traits) for trait in traits if trait.measured},
        "$parameter": parameters(rulebook.parameters),
    }


def rule(kinds: Iterable[Kind], source: str, prefix: str = "") -> Shape:
    """Return a rule of some kinds, told apart by `kind`; an overlay's ids have its *prefix*."""
    chosen = list(kinds)
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": one_of(chosen)},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": fields(kind, source, prefix or first_word(kind)),
            }
            for kind in chosen
        ],
    }


def first_word(kind: Kind) -> str:
    """Return what an id of this kind begins with, as a pattern."""
    if kind is Kind.MODE:
        return "|".join(Favour)
    return NOTE_PREFIX if kind is Kind.NOTE else kind


def fields(kind: Kind, source: str, prefix: str) -> Shape:
    """Return the fields of a rule of one kind."""
    own: Shape = {}
    if kind is Kind.MODE:
        theme = matching(WORD.pattern)
        own = {"favours": one_of(Favour), "strength": one_of(Strength), "theme": theme}
    if kind is Kind.BLOCKER:
        own = {"key": matching(WORD.pattern), "blocks": listed(one_of(BLOCKABLE))}
    if kind in JUDGING:
        own = {"severity": one_of(Severity)}
    return table(
        {
            "id": {**matching(ID.pattern), "allOf": [{"pattern": rf"^(?:{prefix})\."}]},
            "kind": one_of([kind]),
            **own,
            "when": ref("condition"),
            "because": TEXT,
            **({"fix": TEXT} if kind in REMEDIED else {}),
            "source": ref(source),
            "tests": ref("tests"),
        },
        {"locked": FLAG, "note": TEXT, "not_for": TEXT},
    )


def parameter() -> Shape:
    """Return a dated number."""
    values = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": DAY},
        "additionalProperties": DECIMAL,
    }
    return table(
        {
            "name": matching(WORD.pattern),
            "unit": TEXT,
            "min": DECIMAL,
            "max": DECIMAL,
            "values": values,
            "source": {"anyOf": [ref("source"), matching(rf"{OURS}(?:\s.*)?")]},
        },
        {"note": TEXT, "at_most": ref("$parameter")},
    )


def overlay(rulebook: Rulebook) -> Shape:
    """Return the shapes of a community's own file: its numbers, words, and the whole of it."""
    free = [rule.id for rule in rulebook.rules.values() if not rule.locked]
    numbers = settable(rulebook.parameters, rulebook.rules.values())
    whole = table(
        {"schema": one_of([1]), "overlay": matching(OVERLAY), "title": TEXT},
        {
            "params": table({}, dict.fromkeys(numbers, ref("overlay.number"))),
            "disable": listed(table({"id": one_of(free), "reason": TEXT})),
            "wording": table({}, dict.fromkeys(free, ref("overlay.words"))),
            "rules": listed(ref("overlay.rule")),
        },
    )
    return {
        "overlay": whole,
        "overlay.number": table({"value": DECIMAL, "reason": TEXT}),
        "overlay.words": {**table({}, {"because": TEXT, "fix": TEXT}), "minProperties": 1},
    }


def citation(rulebook: Rulebook) -> str:
    """Return the pattern of a source: words of LETTERS, each with ids that exist."""
    cited: list[str] = []
    for word, letter in LETTERS.items():
        ids = "|".join(name for name in rulebook.sources if name.startswith(letter))
        cited.append(f"{word}(?:{SEPARATOR}(?:{ids}))+")
    one = f"(?:{'|'.join(cited)})"
    return f"{one}(?:{SEPARATOR}{one})*"


def described(shape: Any, said: Mapping[str, str]) -> Any:  # noqa: ANN401 -- any JSON value
    """Return a shape in which every field that has words carries them."""
    if isinstance(shape, list):
        return [described(item, said) for item in cast("Collection[Any]", shape)]
    if not isinstance(shape, dict):
        return shape
    found = {name: described(part, said) for name, part in cast("Shape", shape).items()}
    for name, part in found.get("properties", {}).items():
        if name in said:
            found["properties"][name] = {"description": said[name], **part}
    return found
