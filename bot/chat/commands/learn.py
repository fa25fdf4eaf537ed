"""/learn: a card on a term, a question, a mistake or a myth."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services
from bot.chat.views import study


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        request, _ = await services.asked_for("learn", typed, interaction.locale.value)
        await study.reply(interaction, services, "learn", request, share=share)

    return command("learn", services, run)
