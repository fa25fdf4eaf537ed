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
from bot.chat.state import GUIDE, State, question, read
from bot.chat.views import chance, check, guiding, size, study
from bot.chat.views.form import Form
from bot.chat.views.switch import SWITCH, lead, turn
from bot.chat.views.taps import TAPS, step


class AnswerButton(
    DynamicItem[Button[Any]], template=re.compile(r"(?!1d:me:\d+$|1S:session:).+", re.DOTALL)
):
    """Every button and select that we ever sent; one of an earlier version says so when used.

    Only the button that deletes a profile and those of sessions are of other kinds.
    """

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button or select that was used."""
        del interaction, match
        return cls(cast("Button[Any]", item))

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Pass the gate of the commands."""
        return bool(await interaction.client.tree.interaction_check(interaction))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Answer whoever pressed; only an answer to our own question changes the message."""
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
    if state.feature in study.FEATURES:
        await study.press(interaction, state, packed, services)
    elif state.feature == GUIDE:
        await guiding.press(interaction, state, packed, services)
    elif state.action in TAPS:
        tapped = turn if state.feature == SWITCH else step
        await tapped(interaction, state, packed, services)
    elif state.action == SWITCH:
        await lead(interaction, packed, services)
    else:
        await aside(interaction, state, packed, services)


async def aside(
    interaction: Interaction[Any], state: State, packed: str, services: Services
) -> None:
    """Show another side of an answer in a message of its own, or open the form for a size."""
    request = options.unpack(state.feature, packed, services.book)
    if state.action in FORMS:
        form = FORMS[state.action](services, interaction.locale.value, state, request)
        await interaction.response.send_modal(form)
    elif state.action in REPLIES:
        report = await services.answered(state.feature, request)
        share = state.action == "share"
        await services.reply(interaction, state.feature, request, report, share=share)
    elif change := SHOCKS.get(state.action):
        asked = compare.reshocked(cast("compare.Request", request), change, services.book)
        report = await services.answered(state.feature, asked)
        await services.reply(interaction, state.feature, asked, report, share=False)
    else:
        await services.show(interaction, state.feature, request, state.action)


def size_form(services: Services, locale: str, _: State, request: BaseModel) -> Form:
    """Return the form that asks for a size, on the market of the question before."""
    market = str(request.model_dump(mode="json").get("market", ""))
    return size.form(services, locale, market)


REPLIES: Final = frozenset({"share", "card", "fix"})
"""Buttons that answer their question as a command would."""

FORMS: Final[Mapping[str, Callable[[Services, str, State, Any], Form]]] = {
    "size": size_form,
    "money": check.money,
    "reading": check.reading,
    "chance": chance.form,
}
"""Buttons that open a form."""

SHOCKS: Final[Mapping[str, Callable[[Shock], Shock]]] = {"opposite": opposite, "larger": larger}
"""Buttons that ask the same again under other shocks."""
