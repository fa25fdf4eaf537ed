"""/quiz: one question at a time, with the reason for each answer."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services
from bot.chat.views import study


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        del typed
        await study.reply(interaction, services, "quiz", study.fresh(None), share=share)

    return command("quiz", services, run)
