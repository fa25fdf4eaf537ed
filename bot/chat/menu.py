"""How a message menu is made of data: its name, and the coroutine that answers."""

from collections.abc import Coroutine
from typing import Any, Protocol

from discord import Interaction, Message, app_commands
from discord.app_commands import locale_str

from bot.chat.drain import attend
from bot.chat.services import Services


class Use(Protocol):
    """What a menu does with the message on which it was used."""

    def __call__(
        self, interaction: Interaction[Any], message: Message
    ) -> Coroutine[Any, Any, None]:
        """Read, answer, reply."""
        ...


def menu(feature: str, services: Services, use: Use) -> app_commands.ContextMenu:
    """Return the message menu of a feature; its name is translated."""

    async def callback(interaction: Interaction[Any], message: Message) -> None:
        work = use(interaction, message)
        await attend(interaction, f"{feature}/menu", services.words, work)

    return app_commands.ContextMenu(
        name=locale_str(services.words.commands[feature].menu or feature),
        callback=callback,
        extras={"feature": feature},
        auto_locale_strings=False,
    )
