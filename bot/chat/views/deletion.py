"""The second step of deleting: a button that belongs to one person."""

import re
from typing import Any, Final, Self, cast

from discord import ButtonStyle, Interaction
from discord.ui import Button, DynamicItem, Item

from bot.chat.cards import CardView, Payload, button
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.errors import Forbidden
from bot.render import Words

PREFIX: Final = "1d:me:"


class DeleteButton(DynamicItem[Button[Any]], template=re.compile(r"1d:me:(?P<person>\d{1,20})")):
    """Deletes what is stored about the person whose id it carries, if they press it."""

    def __init__(self, item: Button[Any], person: int) -> None:
        super().__init__(item)
        self._person = person

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        del interaction
        return cls(cast("Button[Any]", item), int(match["person"]))

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Pass the gate of the commands."""
        return bool(await interaction.client.tree.interaction_check(interaction))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Delete, and say so in the place of the question."""
        services: Services = interaction.client.services
        work = delete(interaction, services, self._person)
        await attend(interaction, "me delete/yes", services.words, work)


async def delete(interaction: Interaction[Any], services: Services, person: int) -> None:
    """Delete what is stored about the person who pressed.

    Raises:
        Forbidden: Somebody else pressed.
        StoreUnavailable: The database cannot be written.
    """
    if interaction.user.id != person:
        raise Forbidden(reason="person")
    await services.records.sessions.forget(person)
    await services.records.profiles.delete(person)
    card = services.words.card("me.deleted", locale=interaction.locale.value)
    await interaction.response.edit_message(view=CardView(card))


def delete_button(words: Words, person: int, locale: str) -> Payload:
    """Return the red button of one person."""
    label = words.label("button.delete", locale=locale)
    return button(label, f"{PREFIX}{person}", ButtonStyle.danger)
