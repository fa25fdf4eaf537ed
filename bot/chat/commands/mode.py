"""/mode: which margin mode fits this trade, and why."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        answers, stored = await services.prefilled(interaction, typed, share=share)
        request, report = await services.asked_for("mode", answers, interaction.locale.value)
        await services.reply(interaction, "mode", request, report, share=share, stored=stored)

    return command("mode", services, run)
