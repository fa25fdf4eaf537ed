"""One quiz question: which option is right follows from rules and calculations it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.library.asks import Ask, read_asks
from bot.library.citing import Citing
from bot.library.wording import Wording
from bot.rulebook import Rulebook
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, items_of
from bot.rulebook.lint import Problems, Wrong

OPTIONS: Final = (2, 4)


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen; it is right when its claim about the answers holds."""

    says: str
    claim: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, why its answer is right, and the card to read about it."""

    id: str
    says: str
    options: tuple[Option, ...]
    why: str
    asks: Mapping[str, Ask]
    card: str
    citing: Citing
    at: str


def read_question(name: str, node: Node, rulebook: Rulebook, problems: Problems) -> Question:
    """Return the question of one entry."""
    problems.subject = name
    fields = Fields(node, problems)
    asks = read_asks(fields.node("asks"), problems)
    wording = Wording(asks, rulebook, problems)
    options = [
        _option(Fields(item, problems), wording)
        for item in items_of(fields.node("options"), problems)
    ]
    low, high = OPTIONS
    if not low <= len(options) <= high:
        place = fields.place("options")
        problems.add(place, Wrong.OUTSIDE_RANGE, name=len(options), low=low, high=high)
    question = Question(
        id=name,
        says=wording.text(fields, "says"),
        options=tuple(options),
        why=wording.text(fields, "why"),
        asks=asks,
        card=fields.text("card"),
        citing=Citing.of(fields, rulebook),
        at=problems.at(fields.table),
    )
    fields.finish()
    return question


def _option(fields: Fields, wording: Wording) -> Option:
    option = Option(wording.text(fields, "says"), wording.claim(fields, "when"))
    fields.finish()
    return option
