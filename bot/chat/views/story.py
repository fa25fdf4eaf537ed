"""The picture of a scenario: that of the part which decides it."""

from typing import Any, cast

from discord import Interaction
from pydantic import BaseModel

from bot.advisor import scenario
from bot.chat import drawings
from bot.chat.services import PICTURE, Services
from bot.errors import Forbidden
from bot.options import House


async def draw(interaction: Interaction[Any], services: Services, request: BaseModel) -> None:
    """Show what decides a scenario, to whoever asks and to nobody else.

    Raises:
        Forbidden: It shows more leverage than the server allows.
    """
    report = cast("scenario.Report", await services.answered("scenario", request))
    part = drawn(report, await services.house(interaction))
    if part is None:
        raise Forbidden(reason="hidden")
    locale = interaction.locale.value
    drawing = drawings.begin(services, part.feature, part.request, part.report, locale)
    await drawings.show(interaction, drawing)


def drawn(report: scenario.Report, house: House) -> scenario.Part | None:
    """Return the part of a scenario that has a picture here."""
    found = (part for part in report.parts if part.name == report.picture)
    return next((part for part in found if PICTURE not in house.hidden(part.feature)), None)
