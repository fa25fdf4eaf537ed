"""/liquidation: the price that ends a position."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        request, report = await services.asked_for("liquidation", typed, interaction.locale.value)
        await services.reply(interaction, "liquidation", request, report, share=share)

    return command("liquidation", services, run)
