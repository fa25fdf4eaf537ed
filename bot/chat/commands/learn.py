"""/learn and its message menu: cards on terms, questions, mistakes and myths."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction, Message, app_commands

from bot.chat.command import SlashCommand, command
from bot.chat.menu import menu
from bot.chat.posts import posted
from bot.chat.services import Services
from bot.chat.views import study


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        request, _ = await services.asked_for("learn", typed, interaction.locale.value)
        await study.reply(interaction, services, "learn", request, share=share)

    return command("learn", services, run)


def on_message(services: Services) -> app_commands.ContextMenu:
    """Return the message menu; it reads the message and explains privately what it speaks of."""

    async def use(interaction: Interaction[Any], message: Message) -> None:
        await study.explain(interaction, services, posted(message))

    return menu("learn", services, use)
