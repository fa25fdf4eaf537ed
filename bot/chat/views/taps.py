"""Answers by tap: the asker's own card changes in place, anybody else gets a card of their own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from discord import Interaction

from bot.advisor import mode
from bot.chat.cards import CardView
from bot.chat.services import Services, public_locale
from bot.chat.state import State
from bot.chat.views.question import IS
from bot.options import House, trail
from bot.options.interview import Interview, answered, question

BACK: Final = "back"
TAPS: Final = frozenset({"answer", "tick", BACK})
"""What a control does that leads a conversation on, or back."""


async def step(
    interaction: Interaction[Any], state: State, packed: str, services: Services
) -> None:
    """Show what the conversation comes to by the control that was used.

    Raises:
        Expired: The control is of an earlier version.
    """
    before = trail.read(packed, services.book)
    if state.action == BACK:
        after = before.back()
    else:
        after = answered(before, given(interaction, state, services), services.book)
    await converse(interaction, after, services)


def given(
    interaction: Interaction[Any], state: State, services: Services
) -> Mapping[str, str | None]:
    """Return the answers that the id of a control gives, and those that were chosen in it."""
    data: Mapping[str, Any] = interaction.data or {}
    chosen = (value.partition(IS) for value in data.get("values", ()))
    return {
        **trail.coded(state.code, services.book),
        **{trait: text for trait, _, text in chosen},
    }


async def converse(
    interaction: Interaction[Any], interview: Interview, services: Services
) -> None:
    """Show what a conversation has come to."""
    request = question(interview, services.book)
    house = await services.house(interaction)
    report = mode.answer(request, services.book, interview.unknown)
    shown = house.permitted("mode", request, report)
    packed = trail.write(interview, services.book)
    await put(interaction, house, partial(services.view, "mode", request, shown, packed=packed))


async def put(interaction: Interaction[Any], house: House, view: Callable[..., CardView]) -> None:
    """Show a card in the message that was tapped, if that is the tapper's own, else privately.

    Args:
        interaction: The tap.
        house: How the server wants to be served; where answers are private, none changes that
            everybody sees.
        view: Makes the card for a `locale`, as everybody may `share` it or not, without what is
            `hidden`.
    """
    private = is_private(interaction)
    mine = is_own(interaction) and (private or not house.private)
    share = mine and not private
    locale = public_locale(interaction, house) if share else interaction.locale.value
    card = view(locale=locale, share=share, hidden=house.hidden("mode"))
    if mine:
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


def is_private(interaction: Interaction[Any]) -> bool:
    """Whether only the asker sees the message that was tapped."""
    message = interaction.message
    return message is not None and message.flags.ephemeral


def is_own(interaction: Interaction[Any]) -> bool:
    """Whether the message that was tapped answers the one who tapped it."""
    message = interaction.message
    asked = message.interaction_metadata if message else None
    by = asked.user.id if asked else None
    return is_private(interaction) or by == interaction.user.id
