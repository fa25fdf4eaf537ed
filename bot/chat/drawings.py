"""Answers that are drawn: made beside the event loop, and never waited for in silence."""

import asyncio
from asyncio import Task
from typing import Any, Final, NamedTuple

from discord import Interaction
from discord.utils import MISSING
from pydantic import BaseModel

from bot.advisor.charts import CHARTS
from bot.chat.cards import Attachment, CardView
from bot.chat.drain import failure
from bot.options import Desk
from bot.render import Card

NAME: Final = "picture.png"
DESCRIPTION_LENGTH: Final = 1_024
PATIENCE: Final = 1.0
"""Seconds until the asker is told that an answer takes longer."""

QUICK: Final = 0.3
"""Seconds that an answer in words waits for its picture."""


class Drawing(NamedTuple):
    """The numbers of a picture as a card, and the picture, or None where it cannot be drawn."""

    card: Card
    attachment: Attachment | None


def begin(
    desk: Desk, feature: str, request: BaseModel, report: BaseModel, locale: str
) -> Task[Drawing]:
    """Begin to draw an answer beside the event loop."""
    return asyncio.create_task(asyncio.to_thread(draw, desk, feature, request, report, locale))


def draw(desk: Desk, feature: str, request: BaseModel, report: BaseModel, locale: str) -> Drawing:
    """Return the drawing of an answer; blocks until the worker has made it."""
    chart = CHARTS[feature](request, report, desk.book)
    picture = desk.words.picture(feature, request, report, chart, locale=locale)
    if not chart:
        return Drawing(picture.card, None)
    try:
        png = desk.words.draw(picture.svg)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the words still answer
        failure(error)
        return Drawing(picture.card, None)
    description = picture.description[:DESCRIPTION_LENGTH]
    return Drawing(picture.card, Attachment(NAME, png, description))


async def at_once(drawing: Task[Drawing], patience: float = QUICK) -> Attachment | None:
    """Return the picture if it is there in a moment; else it is drawn for whoever asks later."""
    drawing.add_done_callback(noted)
    done, _ = await asyncio.wait({drawing}, timeout=patience)
    return drawing.result().attachment if done and not drawing.exception() else None


def noted(drawing: Task[Drawing]) -> None:
    """Log why there is no drawing; the answer in words needs none."""
    error = None if drawing.cancelled() else drawing.exception()
    if error:
        failure(error)


async def show(interaction: Interaction[Any], drawing: Task[Drawing]) -> None:
    """Show a picture with its numbers to whoever asks, the numbers alone where there is none."""
    done, _ = await asyncio.wait({drawing}, timeout=PATIENCE)
    if not done:
        await interaction.response.defer(ephemeral=True, thinking=True)
    card, attachment = await drawing
    view = CardView(card, attachment=attachment)
    if done:
        await send(interaction, view, ephemeral=True)
    else:
        await interaction.edit_original_response(view=view, attachments=view.files)


async def send(interaction: Interaction[Any], view: CardView, *, ephemeral: bool) -> None:
    """Answer with a card and what goes with it."""
    files = view.files or MISSING
    await interaction.response.send_message(view=view, files=files, ephemeral=ephemeral)
