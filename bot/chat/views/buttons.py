"""The buttons under an answer: they carry their question, so they work after a restart too."""

import re
from typing import Any, Self, cast

from discord import Interaction
from discord.ui import Button, DynamicItem, Item

from bot import options
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.state import State, question, read
from bot.chat.views.form import SizeForm


class AnswerButton(DynamicItem[Button[Any]], template=re.compile(r"(?!1d:me:\d+$).+", re.DOTALL)):
    """Every button that we ever sent; one of an earlier version says so when it is pressed.

    Only the button that deletes a profile is of another kind.
    """

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        del interaction, match
        return cls(cast("Button[Any]", item))

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Pass the gate of the commands."""
        return bool(await interaction.client.tree.interaction_check(interaction))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Answer whoever pressed; the message with the button stays as it is."""
        services: Services = interaction.client.services
        state = read(self.custom_id)
        name = f"{state.feature}/{state.action}"
        await attend(interaction, name, services.words, press(interaction, state, services))


async def press(interaction: Interaction[Any], state: State, services: Services) -> None:
    """Do what a button says.

    Raises:
        Expired: It is of an earlier version, or what was typed for it is gone.
    """
    packed = question(state, services.memory)
    request = options.unpack(state.feature, packed, services.book)
    if state.action == "size":
        market = str(request.model_dump(mode="json").get("market", ""))
        form = SizeForm(services.words, interaction.locale.value, market)
        await interaction.response.send_modal(form)
    elif state.action == "share":
        report = services.answer(state.feature, request)
        await services.reply(interaction, state.feature, request, report, share=True)
    else:
        await services.show(interaction, state.feature, request, state.action)
