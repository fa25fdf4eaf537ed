"""What the controls of /guide do, and what is filled into its forms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from discord import Interaction
from discord.ui import Label, Modal, TextInput

from bot import options
from bot.chat.cards import CardView
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.state import CODE, GUIDE, State, question
from bot.chat.tree import texts
from bot.chat.views.form import SizeForm, filled_in
from bot.chat.views.guide import SIZE, Guide, guide
from bot.chat.views.taps import BACK, given
from bot.errors import Expired
from bot.options import trail
from bot.options.interview import FEATURE, Interview, answered
from bot.options.state import as_typed, typed_options
from bot.render import Words

NUMBERS: Final = "1form:numbers:"
MONEY: Final = "1form:money:"
CHANGE: Final = "change"
RISK: Final = "risk"
TITLE_LENGTH: Final = 45

PAGES: Final[Mapping[str, Callable[[Guide], CardView]]] = {
    "next": Guide.page,
    "review": Guide.review,
    "result": Guide.result,
    "cancel": Guide.cancelled,
}
"""The pages that a control leads to without an answer."""


class NumbersForm(Modal):
    """Asks for numbers; found again by its id, which carries the conversation and what it asks."""

    def __init__(self, words: Words, locale: str, names: Sequence[str], custom_id: str) -> None:
        super().__init__(
            title=words.label("modal.numbers.title", locale=locale), custom_id=custom_id
        )
        for name in names:
            self.add_item(
                Label(
                    text=words.trait(name, locale=locale)[:TITLE_LENGTH],
                    description=words.label(f"modal.numbers.{name}.description", locale=locale),
                    component=TextInput(custom_id=name, required=False),
                )
            )
        self.stop()


async def begin(interaction: Interaction[Any], services: Services) -> None:
    """Ask the first question, of the asker alone."""
    view = guide(services, interaction.locale.value, Interview({})).page()
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
    if state.action in {"type", "money"}:
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


def form(pages: Guide, state: State) -> Modal:
    """Return the form for the numbers that a control asks for, or for the money.

    Raises:
        ModeUnavailable: No size can be given for the market.
    """
    words, locale = pages.services.words, pages.locale
    if state.action == "money":
        market = pages.interview.typed.get("market", "")
        return SizeForm(words, locale, market, MONEY + pages.held)
    names = [*trail.coded(state.code, pages.services.book)]
    return NumbersForm(words, locale, names, NUMBERS + pages.held + CODE + state.code)


async def submit(interaction: Interaction[Any], services: Services) -> None:
    """Take what was filled into a form of the guide."""
    await attend(interaction, "guide/form", services.words, fill(interaction, services))


async def fill(interaction: Interaction[Any], services: Services) -> None:
    """Show the page after a form.

    Raises:
        Expired: The conversation behind the form is gone.
        Mistake: Something typed cannot be read, or has no answer.
    """
    custom_id = interaction.custom_id or ""
    held, _, code = custom_id.partition(CODE)
    packed = question(State("", GUIDE, held.split(":", 2)[2]), services.memory)
    before = conversation(packed, services)
    locale = interaction.locale.value
    if custom_id.startswith(MONEY):
        after = with_money(interaction, before, services)
        view = guide(services, locale, after).result()
    else:
        after = answered(before, numbers(interaction, code, services), services.book)
        view = guide(services, locale, after).page()
    await interaction.response.edit_message(view=view)


def numbers(interaction: Interaction[Any], code: str, services: Services) -> dict[str, str | None]:
    """Return the numbers of a form; an empty field is one that is not known."""
    filled = {name: text for name, text in texts(interaction.data or {}) if text.strip()}
    request = options.request(FEATURE, filled, services.book, interaction.locale.value)
    typed = typed_options(request, options.fields(FEATURE, services.book))
    services.book.rulebook.facts(request.model_dump())
    return {name: typed.get(name) for name in trail.coded(code, services.book)}


def with_money(
    interaction: Interaction[Any], interview: Interview, services: Services
) -> Interview:
    """Return a conversation with a size; a risk in percent answers what the trade may lose."""
    request = filled_in(interaction, services, interview.typed.get("market", ""))
    services.answer(SIZE, request)
    token = services.memory.keep(options.pack(SIZE, request, services.book))
    share = request.risk.fraction
    risk = {} if share is None else {RISK: as_typed(share, percent=True)}
    return replace(interview, money=token, typed={**interview.typed, **risk})


def conversation(packed: str, services: Services) -> Interview:
    """Return the conversation that a control carries.

    Raises:
        Expired: It is of an earlier version.
    """
    try:
        return trail.read(packed, services.book)
    except Expired:
        raise Expired(command=GUIDE) from None
