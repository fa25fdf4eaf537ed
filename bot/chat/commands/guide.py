"""/guide: question by question to an answer."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction

from bot.chat.command import SlashCommand, command
from bot.chat.services import Services
from bot.chat.state import GUIDE
from bot.chat.views.guiding import begin


def build(services: Services) -> SlashCommand:
    """Return the command; its words are data, and it has no options."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        del typed, share
        await begin(interaction, services)

    return command(GUIDE, services, run)
