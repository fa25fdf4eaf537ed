"""Where forms come back to: each is found by its id, also after a restart."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

from discord import Interaction

from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.views import chance, check, guiding, size, study
from bot.chat.views.form import OWNERS, PREFIX
from bot.errors import Expired

Submit = Callable[[Interaction[Any], str, Services], Awaitable[None]]

SUBMITS: Final[Mapping[str, Submit]] = {
    "size": size.submit,
    "money": check.add_money,
    "reading": check.correct,
    "scenario": study.changed,
    "odds/liquidation": partial(chance.submit, "liquidation"),
    "odds/size": partial(chance.submit, "size"),
    guiding.SUM: guiding.add_money,
    guiding.NUMBERS: guiding.take_numbers,
}
"""What a form does with what was filled in."""


async def submit(interaction: Interaction[Any], services: Services) -> None:
    """Take a form that was sent, and answer whoever sent it."""
    version, _, rest = (interaction.custom_id or "").partition(PREFIX[1:])
    name, _, carried = rest.partition(":")
    feature = OWNERS.get(name, size.FEATURE)
    known = name in SUBMITS and version == PREFIX[0]
    work = SUBMITS[name](interaction, carried, services) if known else expired(feature)
    await attend(interaction, f"{feature}/form", services.words, work)


async def expired(command: str) -> None:
    """Say that a form is of an earlier version.

    Raises:
        Expired: Always; it names the command to type.
    """
    raise Expired(command=command)
