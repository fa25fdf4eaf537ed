"""Answers that are drawn: made beside the event loop, and never waited for in silence."""

import asyncio
from io import BytesIO
from typing import Any, Final, NamedTuple

from discord import File, Interaction
from pydantic import BaseModel

from bot.advisor.charts import CHARTS
from bot.chat.cards import CardView, gallery
from bot.chat.drain import failure
from bot.options import Desk
from bot.render import Card

NAME: Final = "picture.png"
PATIENCE: Final = 1.0
"""Seconds until the asker is told that an answer takes longer."""


class Drawing(NamedTuple):
    """A picture as PNG, or None where it could not be drawn; what it shows, and as a card."""

    png: bytes | None
    description: str
    card: Card

    @property
    def files(self) -> list[File]:
        """The picture as an attachment."""
        if self.png is None:
            return []
        return [File(BytesIO(self.png), NAME, description=self.description)]

    @property
    def view(self) -> CardView:
        """The card with the picture in it, if there is one."""
        return CardView(self.card, media=gallery(NAME, self.description) if self.png else None)


async def show(
    interaction: Interaction[Any], desk: Desk, feature: str, request: BaseModel, report: BaseModel
) -> None:
    """Show the picture of an answer to whoever asks; the words alone where it cannot be drawn."""
    locale = interaction.locale.value
    work = asyncio.to_thread(draw, desk, feature, request, report, locale)
    drawing = asyncio.create_task(work)
    done, _ = await asyncio.wait({drawing}, timeout=PATIENCE)
    if not done:
        await interaction.response.defer(ephemeral=True, thinking=True)
    found = await drawing
    if done:
        await interaction.response.send_message(view=found.view, files=found.files, ephemeral=True)
    else:
        await interaction.edit_original_response(view=found.view, attachments=found.files)


def draw(desk: Desk, feature: str, request: BaseModel, report: BaseModel, locale: str) -> Drawing:
    """Return the drawing of an answer; blocks until the worker has made it."""
    chart = CHARTS[feature](request, report, desk.book)
    picture = desk.words.picture(feature, request, report, chart, locale=locale)
    try:
        png = desk.words.draw(picture.svg)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the words still answer
        failure(error)
        png = None
    return Drawing(png, picture.description, picture.card)
