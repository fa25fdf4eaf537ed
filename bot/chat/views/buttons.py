"""The buttons under an answer: they carry their question, so they work after a restart too."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Self, cast

from discord import Interaction
from discord.ui import Button, DynamicItem, Item
from pydantic import BaseModel

from bot import options
from bot.advisor import compare
from bot.advisor.shocks import Shock, larger, opposite
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.state import State, question, read
from bot.chat.views import check, size
from bot.chat.views.form import Form


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
    if state.action in FORMS:
        form = FORMS[state.action](services, interaction.locale.value, state.packed, request)
        await interaction.response.send_modal(form)
    elif state.action in REPLIES:
        report = services.answer(state.feature, request)
        share = state.action == "share"
        await services.reply(interaction, state.feature, request, report, share=share)
    elif change := SHOCKS.get(state.action):
        asked = compare.reshocked(cast("compare.Request", request), change, services.book)
        report = services.answer(state.feature, asked)
        await services.reply(interaction, state.feature, asked, report, share=False)
    else:
        await services.show(interaction, state.feature, request, state.action)


def size_form(services: Services, locale: str, _: str, request: BaseModel) -> Form:
    """Return the form that asks for a size, on the market of the question before."""
    market = str(request.model_dump(mode="json").get("market", ""))
    return size.form(services, locale, market)


REPLIES: Final = frozenset({"share", "card", "fix"})
"""Buttons that answer their question as a command would."""

FORMS: Final[Mapping[str, Callable[[Services, str, str, Any], Form]]] = {
    "size": size_form,
    "money": check.money,
    "reading": check.reading,
}
"""Buttons that open a form."""

SHOCKS: Final[Mapping[str, Callable[[Shock], Shock]]] = {"opposite": opposite, "larger": larger}
"""Buttons that ask the same again under other shocks."""
