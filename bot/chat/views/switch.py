"""From a recommendation to its switch, and what is still to be told for that, by taps."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from discord import Interaction

from bot import options
from bot.advisor import mode
from bot.advisor.request import Mode
from bot.chat.cards import CardView
from bot.chat.services import Services
from bot.chat.state import CODE_LENGTH, State, carried
from bot.chat.views.question import Asking
from bot.chat.views.taps import given, put
from bot.options import trail
from bot.options.interview import Interview, question
from bot.options.state import LOCALE, pack_typed, typed_in

SWITCH: Final = "switch"
KNOWN: Final = ("market", "account_mode", "open_now")


async def lead(interaction: Interaction[Any], text: str, services: Services) -> None:
    """Show privately how to switch to what a conversation recommends, with what is known."""
    interview = trail.read(text, services.book)
    typed = {name: interview.typed[name] for name in KNOWN if name in interview.typed}
    view = card({**typed, "to": wanted(interview, services)}, services)
    card_ = view(locale=interaction.locale.value, share=False)
    await interaction.response.send_message(view=card_, ephemeral=True)


async def turn(interaction: Interaction[Any], state: State, text: str, services: Services) -> None:
    """Take an answer that was missing for a switch."""
    answers = given(interaction, state, services)
    said = {name: answer for name, answer in answers.items() if answer is not None}
    house = await services.house(interaction)
    await put(
        interaction, house, card({**typed_in(SWITCH, text, services.book), **said}, services)
    )


def wanted(interview: Interview, services: Services) -> str:
    """Return the mode to switch to; of a mixed set-up the bets, which need isolated."""
    report = mode.answer(question(interview, services.book), services.book)
    return Mode.CROSS if Mode.CROSS in {report.wanted, report.recommendation} else Mode.ISOLATED


def card(typed: Mapping[str, str], services: Services) -> "partial[CardView]":
    """Return what makes the card: the switch, or the question where one trades."""
    text = pack_typed(typed, SWITCH, services.book)
    if "market" not in typed:
        return partial(market_card, text, typed["to"], services)
    request = options.request(SWITCH, typed, services.book, LOCALE)
    report = services.answer(SWITCH, request)
    return partial(services.view, SWITCH, request, report)


def market_card(text: str, to: str, services: Services, *, locale: str, **_: object) -> CardView:
    """Return the card that asks where one trades; nobody shares it."""
    words, held = services.words, carried(SWITCH, text, services.memory, CODE_LENGTH)
    asking = Asking(services.book, words, locale, SWITCH, held, back=False)
    return CardView(
        words.card("switch.market", locale=locale, to=to), asked=[asking.answers("market", {})]
    )
