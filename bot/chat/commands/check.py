"""/check and its message menu: what is true of a posted trade call."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction, Message, app_commands

from bot.chat.command import SlashCommand, command
from bot.chat.menu import menu
from bot.chat.posts import posted
from bot.chat.services import Services


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool) -> None:
        await answer(services, interaction, typed, share=share)

    return command("check", services, run)


def on_message(services: Services) -> app_commands.ContextMenu:
    """Return the message menu; it reads the message and answers privately."""

    async def use(interaction: Interaction[Any], message: Message) -> None:
        await answer(services, interaction, {"text": posted(message)}, share=False)

    return menu("check", services, use)


async def answer(
    services: Services, interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool
) -> None:
    """Ask, answer, reply."""
    locale = interaction.locale.value
    request, report = await services.asked_for("check", typed, locale)
    await services.reply(interaction, "check", request, report, share=share)
