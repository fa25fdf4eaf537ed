"""The form behind *Size it*: five fields; the side is read off the stop."""

from typing import Any, Final, cast

from discord import Interaction

from bot import options
from bot.advisor.request import Market, Side
from bot.advisor.size import Request
from bot.chat.services import Services
from bot.chat.tree import texts
from bot.chat.views.form import Blank, Form
from bot.errors import ModeUnavailable

FEATURE: Final = "size"
BLANKS: Final = tuple(map(Blank, ("symbol", "entry", "stop", "balance", "risk")))


def form(services: Services, locale: str, market: str) -> Form:
    """Return the form; the market that the trade is on stays in its id.

    Raises:
        ModeUnavailable: No size can be given for this market.
    """
    refuse(market)
    return Form("size", market, BLANKS, services.words, locale)


def refuse(market: str) -> None:
    """Refuse a market for which no size can be given; better said before than after.

    Raises:
        ModeUnavailable: It is such a market.
    """
    if market == Market.COINM:
        raise ModeUnavailable(value=market, reason="coinm_sizing")


async def submit(interaction: Interaction[Any], market: str, services: Services) -> None:
    """Size the trade that somebody filled into the form, and tell them alone.

    Raises:
        Mistake: Something typed cannot be read, or has no answer.
    """
    request = filled_in(interaction, market, services)
    report = await services.answered(FEATURE, request)
    await services.reply(interaction, FEATURE, request, report, share=False)


def filled_in(interaction: Interaction[Any], market: str, services: Services) -> Request:
    """Return the question that a form asks, as a short where the stop is above the entry.

    Raises:
        Mistake: Something typed cannot be read.
    """
    typed = dict(texts(interaction.data or {}))
    if market:
        typed["market"] = market
    asked = {**typed, "side": Side.LONG.value}
    read = options.request(FEATURE, asked, services.book, interaction.locale.value)
    request = cast("Request", read)
    if request.stop <= request.entry:
        return request
    return request.model_copy(update={"side": Side.SHORT})
