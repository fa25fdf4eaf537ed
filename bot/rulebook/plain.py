"""Words written by strangers: bounded plain text that can neither ping nor link nor format."""

import re
import unicodedata
from typing import Final

from bot.rulebook.document import Text
from bot.rulebook.fields import Fields
from bot.rulebook.lint import Wrong
from bot.rulebook.placeholders import PLACEHOLDER

SENTENCES: Final = 300
"""Characters that a reason, a remedy or a source may have."""

LINE: Final = 80
"""Characters that a title may have."""

MARKUP: Final = frozenset("@#*_\\`[]{}<>|~")
BRACES: Final = frozenset("{}")
PLAIN: Final = frozenset("LMNP")
SYMBOLS: Final = frozenset({"Sc", "Sm", "So", "Zs"})
ADDRESS: Final = re.compile(r"\S*(?:\w\.[^\W\d_]{2}|:/|//)\S*")


def plain_text(fields: Fields, name: str, limit: int = SENTENCES) -> str:
    """Return a text that must be there, in plain words."""
    refuse_decorated(fields, name, limit)
    return fields.text(name)


def refuse_decorated(
    fields: Fields, name: str, limit: int = SENTENCES, *, filled: bool = False
) -> None:
    """Note what in a field is more than plain words, or that it is longer than *limit*.

    Where it is to be *filled*, placeholders may stand in it.
    """
    node = fields.place(name)
    if not isinstance(node, Text):
        return
    if len(node.text) > limit:
        fields.problems.add(node, Wrong.TOO_LONG, size=len(node.text), limit=limit)
        return
    words = PLACEHOLDER.sub("", node.text) if filled else node.text
    marks = MARKUP - BRACES if filled else MARKUP
    odd = dict.fromkeys(each for each in words if not fits(each, marks))
    address = ADDRESS.search(words)
    if address or odd:
        name = address[0] if address else " ".join(odd)
        fields.problems.add(node, Wrong.NOT_PLAIN, name=name)


def fits(character: str, marks: frozenset[str]) -> bool:
    """Tell whether a character is a letter, a digit, a symbol or punctuation, and no mark-up."""
    category = unicodedata.category(character)
    return character not in marks and (category[0] in PLAIN or category in SYMBOLS)
