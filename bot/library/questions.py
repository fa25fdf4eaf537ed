"""One quiz question: which option is right follows from rules and calculations it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.library.asks import Ask, read_asks
from bot.library.citing import Citing
from bot.library.wording import Statement, Wording
from bot.rulebook import Rulebook
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields
from bot.rulebook.lint import Problems, Wrong

OPTIONS: Final = (2, 4)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, why its answer is right, and the card to read about it.

    Right is the option whose claim holds.
    """

    id: str
    says: str
    options: tuple[Statement, ...]
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
    options = wording.statements(fields, "options")
    low, high = OPTIONS
    if not low <= len(options) <= high:
        place = fields.place("options")
        problems.add(place, Wrong.OUTSIDE_RANGE, name=len(options), low=low, high=high)
    question = Question(
        id=name,
        says=wording.text(fields, "says"),
        options=options,
        why=wording.text(fields, "why"),
        asks=asks,
        card=fields.text("card"),
        citing=Citing.of(fields, rulebook),
        at=problems.at(fields.table),
    )
    fields.finish()
    return question
