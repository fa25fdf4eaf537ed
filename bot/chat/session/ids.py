"""What a button of a session knows: which session, what it does, and to which item and option."""

import re
from typing import Final, NamedTuple

from discord import ButtonStyle

from bot.chat.cards import Payload, button

NAME: Final = "session"
PREFIX: Final = f"1S:{NAME}:"
TEMPLATE: Final = re.compile(
    PREFIX + r"(?P<session>\d{1,20}):(?P<action>[a-z]{1,10}):(?P<item>[a-z_.0-9]{0,30}):"
    r"(?P<option>\d{0,2})"
)


class Pressed(NamedTuple):
    """What a button says; an action without an item or option has none."""

    session: int
    action: str
    item: str
    option: int


def pressed(match: re.Match[str]) -> Pressed:
    """Return what the id of a button says."""
    option = int(match["option"] or 0)
    return Pressed(int(match["session"]), match["action"], match["item"], option)


def control(  # noqa: PLR0913 -- what stands on a button, and the four things that it knows
    label: str,
    session: int,
    action: str,
    item: str = "",
    option: int | None = None,
    *,
    style: ButtonStyle = ButtonStyle.secondary,
) -> Payload:
    """Return a button of a session."""
    chosen = "" if option is None else option
    return button(label, f"{PREFIX}{session}:{action}:{item}:{chosen}", style)
