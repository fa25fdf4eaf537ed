"""A form: its blanks, and the id that carries what they belong to."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from discord import TextStyle
from discord.ui import Label, Modal, TextInput

from bot.render import Words

PREFIX: Final = "1form:"
OWNERS: Final[Mapping[str, str]] = {
    "size": "size",
    "money": "check",
    "reading": "check",
    "scenario": "scenario",
    "odds/liquidation": "odds",
    "odds/size": "odds",
    "size/guide": "guide",
    "numbers": "guide",
}
"""The commands that kinds of forms belong to."""


class Blank(NamedTuple):
    """One field: its name, what stands in it, whether it must be filled, whether it is long."""

    name: str
    typed: str = ""
    required: bool = True
    long: bool = False


class Form(Modal):
    """Asks for a few texts; nothing remembers it, its submission is found by its id."""

    def __init__(
        self, name: str, carried: str, blanks: Sequence[Blank], words: Words, locale: str
    ) -> None:
        """Word the form; what it belongs to stays in its id.

        What stands behind a slash in its name is where it is asked, and changes no word of it.
        """
        kind = name.partition("/")[0]
        title = words.label(f"modal.{kind}.title", locale=locale)
        super().__init__(title=title, custom_id=prefix(name) + carried)
        for blank in blanks:
            key = f"modal.{kind}.{blank.name}"
            field = TextInput[Form](
                custom_id=blank.name,
                default=blank.typed or None,
                required=blank.required,
                style=TextStyle.paragraph if blank.long else TextStyle.short,
            )
            self.add_item(
                Label(
                    text=words.label(key, locale=locale),
                    description=words.label(f"{key}.description", locale=locale),
                    component=field,
                )
            )
        self.stop()


def owner(custom_id: str) -> str | None:
    """Return the command that a form belongs to; None of what is no form of ours."""
    if not custom_id.startswith(PREFIX):
        return None
    return OWNERS.get(custom_id.removeprefix(PREFIX).partition(":")[0])


def prefix(name: str) -> str:
    """Return what the id of every form of a kind begins with."""
    return f"{PREFIX}{name}:"
