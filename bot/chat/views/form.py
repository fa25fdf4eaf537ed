"""The form behind *Size it*, five fields; and where every form that is sent in arrives."""

from typing import Any, Final, cast

from discord import Interaction
from discord.ui import Label, Modal, TextInput

from bot import options
from bot.advisor.request import Market, Side
from bot.advisor.size import Request
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.tree import texts
from bot.chat.views import change, study
from bot.errors import Expired, ModeUnavailable
from bot.render import Words

FEATURE: Final = "size"
FIELDS: Final = ("symbol", "entry", "stop", "balance", "risk")
PREFIX: Final = "1form:size:"


class SizeForm(Modal):
    """Asks what a size needs; nothing remembers it, its submission is found by its id."""

    def __init__(self, words: Words, locale: str, market: str = "") -> None:
        """Word the form; the market that the trade is on stays in its id.

        Raises:
            ModeUnavailable: No size can be given for this market; better said before than after.
        """
        if market == Market.COINM:
            raise ModeUnavailable(value=market, reason="coinm_sizing")
        title = words.label("modal.size.title", locale=locale)
        super().__init__(title=title, custom_id=PREFIX + market)
        for name in FIELDS:
            key = f"modal.size.{name}"
            self.add_item(
                Label(
                    text=words.label(key, locale=locale),
                    description=words.label(f"{key}.description", locale=locale),
                    component=TextInput(custom_id=name),
                )
            )
        self.stop()


async def submit(interaction: Interaction[Any], services: Services) -> None:
    """Answer what somebody filled into a form, and tell them alone."""
    feature = change.FEATURE if is_change(interaction) else FEATURE
    await attend(interaction, f"{feature}/form", services.words, answer(interaction, services))


async def answer(interaction: Interaction[Any], services: Services) -> None:
    """Ask, answer, reply.

    Raises:
        Expired: The form is of an earlier version.
        Mistake: Something typed cannot be read, or has no answer.
    """
    if is_change(interaction):
        await study.changed(interaction, services)
        return
    custom_id = interaction.custom_id or ""
    if not custom_id.startswith(PREFIX):
        raise Expired(command=FEATURE)
    typed = dict(texts(interaction.data or {}))
    if market := custom_id.removeprefix(PREFIX):
        typed["market"] = market
    asked = {**typed, "side": Side.LONG.value}
    read = options.request(FEATURE, asked, services.book, interaction.locale.value)
    request = sided(cast("Request", read))
    await services.reply(
        interaction, FEATURE, request, services.answer(FEATURE, request), share=False
    )


def is_change(interaction: Interaction[Any]) -> bool:
    """Whether the form changes the numbers of a scenario."""
    return (interaction.custom_id or "").startswith(change.PREFIX)


def sided(request: Request) -> Request:
    """Return the question as a short where the stop is above the entry."""
    if request.stop <= request.entry:
        return request
    return request.model_copy(update={"side": Side.SHORT})
