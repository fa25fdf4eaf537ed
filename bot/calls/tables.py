"""The tables of rules/calls/, checked: what is wrong in one is said before it is refused."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.calls.marks import Mark
from bot.calls.spelling import folded
from bot.errors import RulebookRefused

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS: Final = "calls/words.yaml"
NAMES: Final = "calls/names.yaml"

Phrase: TypeAlias = tuple[str, ...]
Words: TypeAlias = Mapping[Mark, Mapping[str, tuple[str, ...]]]


class Table(BaseModel):
    """A part of names.yaml; an unknown field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Table):
    """Where a reading is doubted or ends; names.yaml says what each is."""

    apart: int
    leverage: int
    percent: int
    ordinal: int
    frame: int
    digits: int
    base: int
    glued: int
    pieces: int


class Names(Table):
    """Names that are no contracts: exchanges, quote assets, other names of coins."""

    exchanges: frozenset[str]
    quotes: tuple[str, ...]
    dollars: frozenset[str]
    usual_quote: str
    contract_quote: str
    other_names: Mapping[str, str]
    elsewhere: frozenset[str]
    no_coins: frozenset[str]
    ordinary: frozenset[str]
    sats: frozenset[str]
    dotted: frozenset[str]
    signs: Mapping[Mark, tuple[str, ...]]
    limits: Limits


class Said(NamedTuple):
    """A phrase, what it means, and the language that says so."""

    phrase: Phrase
    mark: Mark
    language: str


def names_of(text: str) -> Names:
    """Return the names that names.yaml lists.

    Raises:
        RulebookRefused: It has problems; `problems` has every line.
    """
    names: Names = checked(TypeAdapter(Names), NAMES, text)
    return names


def words_of(text: str) -> list[Said]:
    """Return the phrases that words.yaml lists, without case and accents.

    Raises:
        RulebookRefused: It has problems, such as a phrase that means two things.
    """
    words: Words = checked(TypeAdapter(Words), WORDS, text)
    said = [
        Said(tuple(map(folded, phrase.split())), mark, language)
        for mark, languages in words.items()
        for language, phrases in languages.items()
        for phrase in phrases
    ]
    if problems := list(contradictions(said)):
        raise RulebookRefused(problems=[f"{WORDS}: {problem}" for problem in problems])
    return said


def contradictions(said: list[Said]) -> Iterator[str]:
    """Yield each phrase that says nothing or means two things."""
    known: dict[Phrase, Mark] = {}
    for phrase, mark, language in said:
        if not phrase:
            yield f"a phrase of '{mark}' in '{language}' is empty"
        elif known.setdefault(phrase, mark) is not mark:
            yield f"'{' '.join(phrase)}' means both '{known[phrase]}' and '{mark}'"


def checked(shape: TypeAdapter[Any], path: str, text: str) -> Any:  # noqa: ANN401 -- the shape says what
    """Return what a YAML text holds, in its shape.

    Raises:
        RulebookRefused: It does not have that shape.
    """
    try:
        problems = [f"'{key}' stands here twice" for key in repeated(yaml.compose(text, LOADER))]
        found = shape.validate_python(yaml.load(text, Loader=LOADER))  # noqa: S506 -- a safe loader
    except yaml.YAMLError as error:
        problems = [f"this is no YAML: {' '.join(str(error).split())}"]
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}" for wrong in error.errors()
        ]
    else:
        if not problems:
            return found
    raise RulebookRefused(problems=[f"{path}: {problem}" for problem in problems])


def repeated(node: yaml.Node | None) -> Iterator[str]:
    """Yield the keys that stand twice in one table, at any depth."""
    if isinstance(node, yaml.MappingNode):
        keys: list[str] = [key.value for key, _ in node.value]
        yield from (key for place, key in enumerate(keys) if key in keys[:place])
        for _, below in node.value:
            yield from repeated(below)
