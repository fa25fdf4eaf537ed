"""A reply before any platform shows it."""

import re
from dataclasses import dataclass
from typing import Final

BREAK: Final = re.compile(r"\n---\n")
BLANK_LINES: Final = re.compile(r"\n{3,}")
MARKUP: Final = re.compile(r"\*\*|`|^(?:#{1,3}|-#|>) ", re.MULTILINE)
LINK: Final = re.compile(r"\[([^\]]+)\]\(https?://[^)\s]+\)")
BULLET: Final = re.compile(r"^- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Card:
    """Sections of Discord markdown, answer first, and the tone that colours them."""

    sections: tuple[str, ...]
    tone: str

    def noted(self, note: str) -> "Card":
        """Return the card with a note before its footer; an empty note adds nothing."""
        if not note.strip():
            return self
        first, *sections = self.sections
        return Card((first, *sections[:-1], note.strip(), *sections[-1:]), self.tone)

    @property
    def text(self) -> str:
        """The whole reply as one markdown text."""
        return "\n\n".join(self.sections)


def card(text: str, tone: str) -> Card:
    """Return the card of a rendered reply, in which `---` parts the sections."""
    parts = (BLANK_LINES.sub("\n\n", part).strip() for part in BREAK.split(text))
    return Card(tuple(filter(None, parts)), tone)


def plain(markdown: str) -> str:
    """Return markdown as a terminal shows it: no marks, no addresses, real bullets."""
    return BULLET.sub("• ", MARKUP.sub("", LINK.sub(r"\1", markdown)))
