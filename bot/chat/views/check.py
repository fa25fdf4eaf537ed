"""The forms behind *Size for me* and *Wrong reading?*: each asks, and the call is judged anew."""

from typing import Any, Final, cast

from discord import Interaction

from bot import options
from bot.advisor.check import Request
from bot.chat.services import Services
from bot.chat.state import State, fitted, recalled
from bot.chat.tree import texts
from bot.chat.views.form import Blank, Form, prefix
from bot.options import readings

FEATURE: Final = "check"
MONEY: Final = ("balance", "risk")
NEEDED: Final = "trade"
LONG: Final = "targets"


def money(services: Services, locale: str, state: State, request: Request) -> Form:
    """Return the form that asks what the asker has and may lose."""
    shown = options.spelt(FEATURE, request, services.book)
    blanks = [Blank(name, shown.get(name, "")) for name in MONEY]
    return form("money", blanks, state.packed, services, locale)


def reading(services: Services, locale: str, state: State, request: Request) -> Form:
    """Return the form that shows what was understood, to be corrected field by field."""
    blanks = [
        Blank(name, text, required=name == NEEDED, long=name == LONG)
        for name, text in readings.written(request).items()
    ]
    return form("reading", blanks, state.packed, services, locale)


def form(name: str, blanks: list[Blank], carried: str, services: Services, locale: str) -> Form:
    """Return a form whose id carries the question, or says where it is kept."""
    kept = fitted(prefix(name), carried, services.memory)
    return Form(name, kept, blanks, services.words, locale)


async def add_money(interaction: Interaction[Any], carried: str, services: Services) -> None:
    """Judge the same call with the money that was filled in.

    Raises:
        Expired: The question is forgotten.
        Mistake: Something typed cannot be read.
    """
    request, typed = asked(interaction, carried, services)
    shown = options.spelt(FEATURE, request, services.book)
    changed = {name: text for name, text in typed.items() if text != shown.get(name)}
    locale = interaction.locale.value
    read = options.request(FEATURE, {"text": "", **changed}, services.book, locale)
    given = {name: getattr(read, name) for name in changed}
    await answer(interaction, request.model_copy(update=given), services)


async def correct(interaction: Interaction[Any], carried: str, services: Services) -> None:
    """Judge the call as somebody has corrected it.

    Raises:
        Expired: The question is forgotten.
        Mistake: Something typed cannot be read.
    """
    request, typed = asked(interaction, carried, services)
    corrected = readings.corrected(request, typed, services.book, interaction.locale.value)
    await answer(interaction, corrected, services)


def asked(
    interaction: Interaction[Any], carried: str, services: Services
) -> tuple[Request, dict[str, str]]:
    """Return the question that a form belongs to, and what was filled in."""
    packed = recalled(carried, FEATURE, services.memory)
    request = options.unpack(FEATURE, packed, services.book)
    return cast("Request", request), dict(texts(interaction.data or {}))


async def answer(interaction: Interaction[Any], request: Request, services: Services) -> None:
    """Judge a reading, and tell the asker alone."""
    report = await services.answered(FEATURE, request)
    await services.reply(interaction, FEATURE, request, report, share=False)
