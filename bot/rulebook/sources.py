"""The statements that rules and parameters rest on, and how they are cited."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.rulebook.document import Node
from bot.rulebook.fields import Fields
from bot.rulebook.lint import Problems, Wrong

LETTERS: Final = {"guide": "G", "fact": "X"}
OURS: Final = "ours"
HOUSE: Final = re.compile(r"house\s+\S.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """One statement in a line; where it comes from elsewhere, its address and the day read.

    A wrong one that is told all the same names what refutes it; no rule may rest on such.
    """

    id: str
    says: str
    at: str | None = None
    read: str | None = None
    refuted_by: str | None = None


def cited(
    fields: Fields,
    sources: Mapping[str, Source],
    name: str = "source",
    *,
    ours: bool = False,
    house: bool = False,
) -> str:
    """Return a field that cites, each id of which must be a known statement.

    A parameter may rest on `ours` instead, a community's rule on `house` with a few words.
    """
    text = fields.text(name)
    if not text or (ours and text.split()[0] == OURS) or (house and HOUSE.fullmatch(text)):
        return text
    place, ids = fields.place(name), list(ids_of(text))
    if not ids or not all(fits for _, fits in ids):
        wrong = Wrong.NO_PARAMETER_SOURCE if ours else Wrong.NO_SOURCE
        fields.problems.add(place, Wrong.NO_HOUSE_SOURCE if house else wrong)
    for statement, fits in ids:
        if fits and statement not in sources:
            fields.problems.add(place, Wrong.UNKNOWN_SOURCE, name=statement, near=sources)
    return text


def ids_of(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each id that a source cites, as `guide G54 G98, fact X05`, and whether it fits."""
    letter = ""
    for word in re.split(r"[,\s]+", text.strip()):
        if word in LETTERS:
            letter = LETTERS[word]
        else:
            yield word, bool(letter) and re.fullmatch(letter + r"[0-9]+", word) is not None


def read_sources(
    node: Node | None, problems: Problems, right: Mapping[str, Source] | None = None
) -> dict[str, Source]:
    """Return the statements of one file; where the *right* ones are given, wrong statements."""
    table = Fields(node, problems).table
    statements: dict[str, Source] = {}
    for name in table.keys:
        problems.subject = name
        fields = Fields(table.values[name], problems)
        statements[name] = Source(
            id=name,
            says=fields.text("says"),
            at=fields.optional_text("at"),
            read=fields.optional_text("read"),
            refuted_by=None if right is None else cited(fields, right, "refuted_by"),
        )
        fields.finish()
    return statements
