"""Answers by tap: the asker's own card changes in place, anybody else gets a card of their own."""

from collections.abc import Mapping
from typing import Any, Final

from discord import Interaction

from bot.advisor import mode
from bot.chat.services import Services, public_locale
from bot.chat.state import State
from bot.chat.views.question import IS
from bot.options import trail
from bot.options.interview import Interview, answered, question

BACK: Final = "back"
STEPS: Final = frozenset({"answer", "tick", BACK})
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
    """Show a conversation in the message that was tapped, if it is the tapper's own."""
    request = question(interview, services.book)
    report = mode.answer(request, services.book, interview.unknown)
    mine, private = is_own(interaction), is_private(interaction)
    share = mine and not private
    view = services.view(
        "mode",
        trail.write(interview, services.book),
        request,
        report,
        locale=public_locale(interaction) if share else interaction.locale.value,
        share=share,
    )
    if mine:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


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
