"""Whatever goes wrong ends here: words for the asker, and a line in the log without a value."""

from collections.abc import Awaitable
from secrets import token_hex
from time import perf_counter
from typing import Any, Final

import structlog
from discord import HTTPException, Interaction, InteractionType

from bot.errors import Internal, IsocrossError, places
from bot.render import Words

UNANSWERABLE: Final = (10062, 40060)
"""Discord's codes for an interaction whose time is over, and for one that has its answer."""

CONTENT_LENGTH: Final = 2_000
ID_BYTES: Final = 4
MILLISECONDS: Final = 1_000

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


async def attend(
    interaction: Interaction[Any], name: str, words: Words, work: Awaitable[None]
) -> None:
    """See one interaction to its end: its work, the words if it fails, its line in the log."""
    started = perf_counter()
    outcome = None
    try:
        await work
    except Exception as error:  # noqa: BLE001 -- every failure is turned into words
        outcome = await drain(interaction, error, words)
    elapsed = round((perf_counter() - started) * MILLISECONDS, 1)
    log.info("interaction", command=name, milliseconds=elapsed, error=outcome)


async def drain(interaction: Interaction[Any], error: Exception, words: Words) -> str:
    """Tell the asker privately what went wrong; return what the log calls it.

    A mistake is logged by its key, a failure of ours by the id that the asker reads too.
    """
    cause = error if isinstance(error, IsocrossError) else error.__cause__ or error
    if unanswerable(interaction, cause):
        return "unanswered"
    keyed, text = worded(cause, words, interaction.locale.value)
    try:
        await tell(interaction, text)
    except Exception as second:  # noqa: BLE001 -- nobody is left to tell
        if not unanswerable(interaction, second):
            failure(second)
    return str(keyed.details["id"]) if isinstance(keyed, Internal) else keyed.key


def worded(error: BaseException, words: Words, locale: str) -> tuple[IsocrossError, str]:
    """Return the keyed error and its words; a mistake that has none is a failure of ours."""
    keyed = error if isinstance(error, IsocrossError) else failure(error)
    try:
        return keyed, words.error(keyed, locale=locale)
    except Exception as second:  # noqa: BLE001 -- somebody still waits for words
        keyed = failure(second)
        return keyed, words.error(keyed, locale=locale)


def unanswerable(interaction: Interaction[Any], error: BaseException) -> bool:
    """Whether Discord takes no answer any more, or we send none, and log it if so."""
    late = isinstance(error, HTTPException) and error.code in UNANSWERABLE
    closed = not isinstance(error, IsocrossError) and interaction.client.is_closed()
    if gone := late or closed:
        log.warning("unanswered", error=type(error).__name__)
    return gone


def failure(error: BaseException) -> Internal:
    """Return the keyed error for a failure of ours, logged under its id.

    The log names places in the code, never a message: that may hold what somebody typed.
    """
    keyed = Internal(id=token_hex(ID_BYTES))
    log.error("failed", id=keyed.details["id"], error=type(error).__name__, trace=places(error))
    return keyed


async def tell(interaction: Interaction[Any], text: str) -> None:
    """Answer privately, or offer no choices where a person is still typing."""
    if interaction.type is InteractionType.autocomplete:
        await interaction.response.autocomplete([])
    elif interaction.response.is_done():
        await interaction.followup.send(text[:CONTENT_LENGTH], ephemeral=True)
    else:
        await interaction.response.send_message(text[:CONTENT_LENGTH], ephemeral=True)
