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
from bot.options import trail
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
    report = mode.answer(request, services.book, interview.unknown)
    packed = trail.write(interview, services.book)
    await put(interaction, partial(services.view, "mode", request, report, packed=packed))


async def put(interaction: Interaction[Any], view: Callable[..., CardView]) -> None:
    """Show a card in the message that was tapped, if that is the tapper's own, else privately.

    Args:
        interaction: The tap.
        view: Makes the card for a `locale`, as everybody may `share` it or not.
    """
    mine = is_own(interaction)
    share = mine and not is_private(interaction)
    card = view(
        locale=public_locale(interaction) if share else interaction.locale.value, share=share
    )
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
