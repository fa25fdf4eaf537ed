"""The picture of a step: a class waits a little for it, for a message gets none afterwards."""

from typing import Final

from bot.chat import drawings
from bot.chat.cards import Attachment
from bot.chat.session.pages import Page

PATIENCE: Final = 3.0
"""Seconds that a message to a class waits for its picture: the worker may have to start."""


async def picture(page: Page) -> Attachment | None:
    """Return what is drawn beside the words of a step; None where nothing is, or it cannot be."""
    part = page.drawn
    if part is None:
        return None
    drawing = drawings.begin(
        page.desk, part.feature, part.request, part.report, page.session.locale
    )
    return await drawings.at_once(drawing, PATIENCE)
