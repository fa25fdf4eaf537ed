"""/compare: the same positions in cross and in isolated under the same shock."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        request, report = await services.asked_for("compare", typed, interaction.locale.value)
        await services.reply(interaction, "compare", request, report, share=share)

    return command("compare", services, run)
