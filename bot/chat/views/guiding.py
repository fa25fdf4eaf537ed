"""What the controls of /guide do, and what is filled into its forms."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from discord import Interaction

from bot import options
from bot.chat.cards import CardView
from bot.chat.services import Services
from bot.chat.state import CODE, GUIDE, State, recalled
from bot.chat.tree import texts
from bot.chat.views import size
from bot.chat.views.form import Blank, Form
from bot.chat.views.guide import SIZE, Guide, guide
from bot.chat.views.taps import BACK, given
from bot.errors import Expired
from bot.options import trail
from bot.options.interview import FEATURE, Interview, answered
from bot.options.state import as_typed, spelt

NUMBERS: Final = "numbers"
SUM: Final = "size/guide"
CHANGE: Final = "change"
RISK: Final = "risk"

PAGES: Final[Mapping[str, Callable[[Guide], CardView]]] = {
    "next": Guide.page,
    "review": Guide.review,
    "result": Guide.result,
    "cancel": Guide.cancelled,
}
"""The pages that a control leads to without an answer."""


async def begin(interaction: Interaction[Any], services: Services) -> None:
    """Ask the asker alone the first question that their profile does not answer."""
    locale = interaction.locale.value
    typed, stored = await services.prefilled(interaction, {}, share=False)
    first = guide(services, locale, Interview(typed))
    view = replace(first, note=services.note(locale, stored)).page()
    await interaction.response.send_message(view=view, ephemeral=True)


async def press(
    interaction: Interaction[Any], state: State, packed: str, services: Services
) -> None:
    """Turn to the page that a control leads to, or open its form.

    Raises:
        Expired: The control is of an earlier version.
    """
    interview = conversation(packed, services)
    pages = guide(services, interaction.locale.value, interview)
    if state.action in {"typing", "sum"}:
        await interaction.response.send_modal(form(pages, state))
    else:
        await interaction.response.edit_message(view=turned(interaction, pages, state))


def turned(interaction: Interaction[Any], pages: Guide, state: State) -> CardView:
    """Return the page that a control leads to."""
    services, interview = pages.services, pages.interview
    if state.action in PAGES:
        return PAGES[state.action](pages)
    if state.action == CHANGE:
        return pages.change(chosen(interaction, interview))
    if state.action == BACK:
        after = interview.back()
    elif state.action == "further":
        after = replace(interview, thorough=True)
    else:
        after = answered(interview, given(interaction, state, services), services.book)
    return guide(services, pages.locale, after).page()


def chosen(interaction: Interaction[Any], interview: Interview) -> str:
    """Return the answer that somebody wants to give anew.

    Raises:
        Expired: It is none of those given.
    """
    data: Mapping[str, Any] = interaction.data or {}
    name = next(iter(data.get("values", ())), "")
    if name not in interview.typed:
        raise Expired(command=GUIDE)
    return str(name)


def form(pages: Guide, state: State) -> Form:
    """Return the form for the numbers that a control asks for, or for the money.

    Raises:
        ModeUnavailable: No size can be given for the market.
    """
    services, locale = pages.services, pages.locale
    if state.action == "sum":
        size.refuse(pages.interview.typed.get("market", ""))
        return Form(SUM, pages.held, size.BLANKS, services.words, locale)
    blanks = [Blank(name, required=False) for name in trail.coded(state.code, services.book)]
    return Form(NUMBERS, pages.held + CODE + state.code, blanks, services.words, locale)


async def take_numbers(interaction: Interaction[Any], held: str, services: Services) -> None:
    """Go on with the numbers that were filled in; an empty field is one that is not known.

    Raises:
        Expired: The conversation behind the form is gone.
        Mistake: A number cannot be read.
    """
    packed, _, code = held.partition(CODE)
    before = conversation(recalled(packed, GUIDE, services.memory), services)
    filled = {name: text for name, text in texts(interaction.data or {}) if text.strip()}
    request = options.request(FEATURE, filled, services.book, interaction.locale.value)
    services.book.rulebook.facts(request.model_dump())
    (await services.house(interaction)).permitted(FEATURE, request, request)
    typed = spelt(FEATURE, request, services.book)
    numbers = {name: typed.get(name) for name in trail.coded(code, services.book)}
    after = answered(before, numbers, services.book)
    view = guide(services, interaction.locale.value, after).page()
    await interaction.response.edit_message(view=view)


async def add_money(interaction: Interaction[Any], held: str, services: Services) -> None:
    """Show the answer with a size; a risk in percent answers what the trade may lose.

    Raises:
        Expired: The conversation behind the form is gone.
        Mistake: Something typed cannot be read, or has no answer.
    """
    before = conversation(recalled(held, GUIDE, services.memory), services)
    request = size.filled_in(interaction, before.typed.get("market", ""), services)
    house = await services.house(interaction)
    house.permitted(SIZE, request, services.answer(SIZE, request))
    token = services.memory.keep(options.pack(SIZE, request, services.book))
    share = request.risk.fraction
    risk = {} if share is None else {RISK: as_typed(share, percent=True)}
    after = replace(before, money=token, typed={**before.typed, **risk})
    view = guide(services, interaction.locale.value, after).result()
    await interaction.response.edit_message(view=view)


def conversation(packed: str, services: Services) -> Interview:
    """Return the conversation that a control carries.

    Raises:
        Expired: It is of an earlier version.
    """
    try:
        return trail.read(packed, services.book)
    except Expired:
        raise Expired(command=GUIDE) from None
