"""What does this word mean, and what does it look like in numbers?"""

from datetime import date

from bot.advisor.book import Book
from bot.advisor.request import Strict
from bot.advisor.taught import Told, named, reports, told
from bot.library import Card, Kind, Library


class Request(Strict):
    """What somebody wants to read about; without it, the index."""

    topic: str | None = None


class Source(Strict):
    """A statement that a card rests on, where it was read and when."""

    id: str
    at: str | None
    read: date | None


class Title(Strict):
    """A card by its id, as it is pointed to."""

    card: str
    title: str


class Shelf(Strict):
    """The cards of one kind, in the order of their titles."""

    kind: Kind
    cards: tuple[Title, ...]


class Report(Strict):
    """One card, or with `card` null the index; `myth` is the wrong statement it corrects."""

    card: str | None
    kind: Kind | None = None
    title: str | None = None
    text: Told | None = None
    example: Told | None = None
    myth: str | None = None
    sources: tuple[Source, ...] = ()
    related: tuple[Title, ...] = ()
    brackets_as_of: date | None = None
    index: tuple[Shelf, ...] = ()


def answer(request: Request, book: Book) -> Report:
    """Return the card about a topic, however it is spelt, with its example computed.

    Raises:
        UnknownTopic: No card is called anything like it.
    """
    if not request.topic:
        return Report(card=None, index=tuple(shelves(book.library)))
    card = book.library.cards[named(request.topic, names(book.library), "learn")]
    found = reports(card.asks, book)
    dated = any("brackets_as_of" in report for report in found.values())
    statements = book.rulebook.sources
    return Report(
        card=card.id,
        kind=card.kind,
        title=card.title,
        text=told(card.text, found),
        example=told(card.example, found) if card.example else None,
        myth=statements[card.citing.refutes].says if card.citing.refutes else None,
        sources=tuple(source(name, book) for name in card.citing.sources),
        related=tuple(titled(book.library.cards[name]) for name in card.related),
        brackets_as_of=book.brackets.as_of if dated else None,
    )


def names(library: Library) -> dict[str, str]:
    """Return cards by every name they have, in every language."""
    named = {
        name: card.id
        for card in library.cards.values()
        for name in (card.title, card.id, *card.aliases)
    }
    return {name: id_ for name, id_ in library.spoken.items() if id_ in library.cards} | named


def titled(card: Card) -> Title:
    """Return a card as it is pointed to."""
    return Title(card=card.id, title=card.title)


def shelves(library: Library) -> list[Shelf]:
    """Return the index."""
    ordered = sorted(map(titled, library.cards.values()), key=lambda each: each.title.casefold())
    kinds = {
        kind: tuple(each for each in ordered if library.cards[each.card].kind is kind)
        for kind in Kind
    }
    return [Shelf(kind=kind, cards=cards) for kind, cards in kinds.items()]


def source(name: str, book: Book) -> Source:
    """Return where a statement was read, and when."""
    statement = book.rulebook.sources[name]
    read = date.fromisoformat(statement.read) if statement.read else None
    return Source(id=name, at=statement.at, read=read)
