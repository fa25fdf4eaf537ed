"""One card: a term, a question, a mistake or a myth, in a hundred and twenty words at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.library.asks import Ask, read_asks
from bot.library.citing import Citing, names
from bot.library.wording import Wording, refuse_wordy
from bot.rulebook import Rulebook
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields
from bot.rulebook.lint import Problems


class Kind(StrEnum):
    """What a card is about, in the order of the index."""

    TERM = "term"
    QUESTION = "question"
    MISTAKE = "mistake"
    MYTH = "myth"


@dataclass(frozen=True, slots=True)
class Card:
    """A card; `asks` are the questions whose answers stand in its words, `at` is its place."""

    id: str
    kind: Kind
    title: str
    aliases: tuple[str, ...]
    text: str
    example: str | None
    asks: Mapping[str, Ask]
    citing: Citing
    related: tuple[str, ...]
    at: str


def read_card(name: str, node: Node, rulebook: Rulebook, problems: Problems) -> Card:
    """Return the card of one entry."""
    problems.subject = name
    fields = Fields(node, problems)
    asks = read_asks(fields.optional("asks"), problems)
    wording = Wording(asks, rulebook, problems)
    card = Card(
        id=name,
        kind=fields.choice("kind", Kind.TERM),
        title=fields.text("title"),
        aliases=names(fields, "aliases"),
        text=wording.text(fields, "text"),
        example=wording.optional(fields, "example"),
        asks=asks,
        citing=Citing.of(fields, rulebook),
        related=names(fields, "related"),
        at=problems.at(fields.table),
    )
    refuse_wordy((card.text, card.example), fields.place("text"), problems)
    fields.finish()
    return card
