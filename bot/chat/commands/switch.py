"""/switch: whether the margin mode can be switched now, and how."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        request, report = await services.asked_for("switch", typed, interaction.locale.value)
        await services.reply(interaction, "switch", request, report, share=share)

    return command("switch", services, run)
