"""The form behind *Size it*: five fields; the side is read off the stop."""

from typing import Any, Final, cast

from discord import Interaction
from discord.ui import Label, Modal, TextInput

from bot import options
from bot.advisor.request import Market, Side
from bot.advisor.size import Request
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.tree import texts
from bot.errors import Expired, ModeUnavailable
from bot.render import Words

FEATURE: Final = "size"
FIELDS: Final = ("symbol", "entry", "stop", "balance", "risk")
PREFIX: Final = "1form:size:"


class SizeForm(Modal):
    """Asks what a size needs; nothing remembers it, its submission is found by its id."""

    def __init__(
        self, words: Words, locale: str, market: str = "", custom_id: str | None = None
    ) -> None:
        """Word the form; the market that the trade is on stays in its id, unless it has another.

        Raises:
            ModeUnavailable: No size can be given for this market; better said before than after.
        """
        if market == Market.COINM:
            raise ModeUnavailable(value=market, reason="coinm_sizing")
        title = words.label("modal.size.title", locale=locale)
        super().__init__(title=title, custom_id=custom_id or PREFIX + market)
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
    """Size the trade that somebody filled into the form, and tell them alone."""
    await attend(interaction, "size/form", services.words, answer(interaction, services))


async def answer(interaction: Interaction[Any], services: Services) -> None:
    """Ask, answer, reply.

    Raises:
        Expired: The form is of an earlier version.
        Mistake: Something typed cannot be read, or has no answer.
    """
    custom_id = interaction.custom_id or ""
    if not custom_id.startswith(PREFIX):
        raise Expired(command=FEATURE)
    request = filled_in(interaction, services, custom_id.removeprefix(PREFIX))
    await services.reply(
        interaction, FEATURE, request, services.answer(FEATURE, request), share=False
    )


def filled_in(interaction: Interaction[Any], services: Services, market: str) -> Request:
    """Return the question that a form asks, as a short where the stop is above the entry.

    Raises:
        Mistake: Something typed cannot be read.
    """
    asked = {**dict(texts(interaction.data or {})), "side": Side.LONG.value}
    if market:
        asked["market"] = market
    read = options.request(FEATURE, asked, services.book, interaction.locale.value)
    request = cast("Request", read)
    if request.stop <= request.entry:
        return request
    return request.model_copy(update={"side": Side.SHORT})
