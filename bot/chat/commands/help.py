"""/help: what there is, on which rules, what is kept, and who earns by a code."""

from collections.abc import Mapping
from typing import Any, Final

from discord import Interaction

from bot.chat.command import Action, SlashCommand, slash
from bot.chat.services import Services
from bot.options import Field, Kind, setup

NAME: Final = "help"
TOPIC: Final = "topic"
TOPICS: Final = ("index", "rules", "privacy", "referral")


def build(services: Services) -> SlashCommand:
    """Return the command; its words and options are data."""

    async def run(interaction: Interaction[Any], typed: Mapping[str, str]) -> None:
        topic = setup.chosen(TOPIC, typed.get(TOPIC, TOPICS[0]), TOPICS)
        house = await services.house(interaction)
        await services.say(
            interaction,
            f"help.{topic}",
            commands=services.words.commands,
            rulebook=services.book.rulebook,
            referral=house.referral,
            own=services.own_code,
        )

    fields = {TOPIC: Field(TOPIC, Kind.CHOICE, choices=TOPICS)}
    return slash(NAME, services.words.commands[NAME], services, Action(fields, run))
