"""The form behind *Chance*: how far the price swings, which nobody but the asker can say."""

from typing import Any, Final, cast

from discord import Interaction
from pydantic import BaseModel

from bot import options
from bot.advisor import chance, odds
from bot.chat.services import Services
from bot.chat.state import State, fitted, recalled
from bot.chat.tree import texts
from bot.chat.views.form import Blank, Form, prefix
from bot.errors import Expired

FEATURE: Final = "odds"
BLANKS: Final = (Blank("volatility"), Blank("days", required=False))


def form(services: Services, locale: str, state: State, _: BaseModel) -> Form:
    """Return the form; the question that said where the position ends stays in its id."""
    name = f"{FEATURE}/{state.feature}"
    kept = fitted(prefix(name), state.packed, services.memory)
    return Form(name, kept, BLANKS, services.words, locale)


async def submit(
    feature: str, interaction: Interaction[Any], carried: str, services: Services
) -> None:
    """Tell the asker alone how likely the position is to end, with a picture of it.

    Raises:
        Expired: The question is forgotten, or its position has no end any more.
        Mistake: Something typed cannot be read.
    """
    packed = recalled(carried, feature, services.memory)
    before = options.unpack(feature, packed, services.book)
    position = chance.ending(before, await services.answered(feature, before))
    if position is None:
        raise Expired(command=feature)
    typed = {name: text for name, text in texts(interaction.data or {}) if text.strip()}
    read = options.request(FEATURE, typed, services.book, interaction.locale.value)
    given = cast("odds.Request", read)
    request = chance.question(position, given.volatility, given.days, services.book)
    report = await services.answered(FEATURE, request)
    await services.reply(interaction, FEATURE, request, report, share=False, pictured=True)
