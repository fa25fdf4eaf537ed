"""/level: how far a spot margin account is from its end."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        request, report = await services.asked_for("level", typed, interaction.locale.value)
        await services.reply(interaction, "level", request, report, share=share)

    return command("level", services, run)
