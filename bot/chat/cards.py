"""From a rendered card to the components that Discord shows.

An answer is written as the payload it becomes: building the same of `discord.ui` objects takes
eight times as long and is all thrown away once the message is sent.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple

from discord import ButtonStyle, Colour, ComponentType, File
from discord.ui import LayoutView

from bot.render import Card

Payload = dict[str, Any]
Row = Sequence[Payload]

TEXT_LENGTH: Final = 4_000
"""Characters that all text displays of a message may have together."""

CUT: Final = "…"
ACCENTS: Final[Mapping[str, int]] = {
    "isolated": Colour.blue().value,
    "cross": Colour.green().value,
    "mixed": Colour.purple().value,
    "unavailable": Colour.dark_grey().value,
    "numbers": Colour.teal().value,
    "warning": Colour.orange().value,
}
SEPARATOR: Final[Payload] = {
    "type": ComponentType.separator.value,
    "divider": True,
    "spacing": 1,
}


class Attachment(NamedTuple):
    """A file that goes with a card: a picture with what it shows in words, or one to be saved."""

    name: str
    content: bytes
    description: str | None = None

    @property
    def component(self) -> Payload:
        """What shows the file in the card."""
        media = {"url": f"attachment://{self.name}"}
        if self.description is None:
            return {"type": ComponentType.file.value, "file": media}
        item = {"media": media, "description": self.description}
        return {"type": ComponentType.media_gallery.value, "items": [item]}

    @property
    def file(self) -> File:
        """The file as it is sent."""
        return File(BytesIO(self.content), self.name, description=self.description)


class CardView(LayoutView):
    """A card ready to be sent; nothing remembers it, its buttons are found by their ids."""

    def __init__(
        self,
        card: Card,
        *rows: Row,
        asked: Sequence[Row] = (),
        attachment: Attachment | None = None,
    ) -> None:
        """Lay a card out.

        Args:
            card: Its last section is the footer.
            rows: What stands under it.
            asked: Rows of controls that answer its question, which stands before the footer.
            attachment: A file that is sent with it, shown below the first section.
        """
        super().__init__(timeout=None)
        self._texts = fitting(card.sections)
        self._payload = container(self._texts, ACCENTS[card.tone], rows, asked, attachment)
        self._attachment = attachment
        self.stop()

    @property
    def files(self) -> list[File]:
        """What has to be sent with the card."""
        return [self._attachment.file] if self._attachment else []

    def to_components(self) -> list[Payload]:
        """Return the payload as it was written."""
        return [self._payload]

    def has_components_v2(self) -> bool:
        """Return True: a container is one."""
        return True

    def content_length(self) -> int:
        """Return the characters of all text displays together."""
        return sum(map(len, self._texts))


def container(
    texts: Sequence[str],
    accent: int,
    rows: Sequence[Row],
    asked: Sequence[Row],
    attachment: Attachment | None,
) -> Payload:
    """Return texts with a line between each two, a file below the first, buttons below all.

    The controls that answer the card's question stand before its last text.
    """
    parts: list[Payload] = []
    for place, text in enumerate(texts):
        if place and place == len(texts) - 1:
            parts += map(row, asked)
        if parts:
            parts.append(SEPARATOR)
        parts.append({"type": ComponentType.text_display.value, "content": text})
        if attachment and len(parts) == 1:
            parts.append(attachment.component)
    parts += [row(controls) for controls in rows if controls]
    return {
        "type": ComponentType.container.value,
        "accent_color": accent,
        "spoiler": False,
        "components": parts,
    }


def row(controls: Row) -> Payload:
    """Return controls side by side."""
    return {"type": ComponentType.action_row.value, "components": controls}


def button(label: str, custom_id: str, style: ButtonStyle = ButtonStyle.secondary) -> Payload:
    """Return a button, a grey one unless told otherwise."""
    return {
        "type": ComponentType.button.value,
        "style": style.value,
        "label": label,
        "custom_id": custom_id,
        "disabled": False,
    }


def select(
    placeholder: str, custom_id: str, choices: Mapping[str, str], *, most: int = 1
) -> Payload:
    """Return a select of up to 25 labels by their values, of which up to *most* are chosen."""
    return {
        "type": ComponentType.select.value,
        "custom_id": custom_id,
        "placeholder": placeholder,
        "min_values": 1,
        "max_values": most,
        "options": [{"label": label, "value": value} for value, label in choices.items()],
        "disabled": False,
    }


def fitting(sections: Sequence[str]) -> Sequence[str]:
    """Return the sections; where Discord would refuse more text, cut visibly above the last.

    The last one says which rules answered, and that the answer is no advice.
    """
    if sum(map(len, sections)) <= TEXT_LENGTH:
        return sections
    body, last = (sections[:-1], sections[-1:]) if len(sections) > 1 else (sections, ())
    room = TEXT_LENGTH - len(CUT) - sum(map(len, last))
    fitted: list[str] = []
    for section in body:
        fitted.append(section[:room])
        room -= len(fitted[-1])
    *whole, cut = filter(None, fitted)
    return [*whole, cut + CUT, *last]
