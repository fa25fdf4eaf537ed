"""A person's stored traits: which may be kept, and which of those that are kept still count."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from bot.advisor import Book
from bot.errors import BadValue
from bot.options.fields import Field, fields

FEATURE: Final = "mode"
TRAIT: Final = "trait"


@dataclass(frozen=True, slots=True)
class Stored:
    """Stored traits: those that the rules know, and the names of those that they do not.

    What could not be read is `unread`, and then there are none.
    """

    known: Mapping[str, str]
    strange: tuple[str, ...] = ()
    unread: bool = False

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say of it."""
        return not (self.known or self.strange or self.unread)


NOTHING: Final = Stored({})
UNREAD: Final = Stored({}, unread=True)


def personal_fields(book: Book) -> Mapping[str, Field]:
    """Return the options of the traits that are about a person and name no sum."""
    traits = book.rulebook.traits
    found = fields(FEATURE, book).items()
    return {name: field for name, field in found if traits[name].personal}


def storable(typed: Mapping[str, str], book: Book) -> dict[str, str]:
    """Return traits in the form in which they are kept.

    Raises:
        BadValue: A trait that is never kept, or a value that its trait does not have.
    """
    known = personal_fields(book)
    kept: dict[str, str] = {}
    for name, text in typed.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise BadValue(field=TRAIT, value=name, allowed=tuple(known), did_you_mean=near)
        value, choices = "_".join(text.lower().split()), known[name].choices
        if value not in choices:
            near = get_close_matches(value, choices, n=1)
            raise BadValue(field=name, value=text, allowed=choices, did_you_mean=near)
        kept[name] = value
    return kept


def stored(traits: Mapping[str, str], book: Book) -> Stored:
    """Tell the stored traits that still count from those that the rules have since dropped."""
    known = personal_fields(book)
    fitting = {name: v for name, v in traits.items() if name in known and v in known[name].choices}
    return Stored(fitting, tuple(name for name in traits if name not in fitting))
