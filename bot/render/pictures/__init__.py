"""Pictures: SVG from templates in our own process, PNG of it in the worker."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.render.cards import Card


@dataclass(frozen=True, slots=True)
class Studio:
    """The font of all pictures, and who turns SVG into PNG; that takes long and may fail."""

    font: bytes
    draw: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture before it is drawn, what it shows in words, and its numbers as a card."""

    svg: str
    description: str
    card: Card
