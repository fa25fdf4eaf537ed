"""Words, cards and number formats; the only jinja2."""

from bot.render.cards import Card, plain
from bot.render.formats import territory, thousands_separator
from bot.render.pictures import Picture, Studio
from bot.render.startup import read, startup_error
from bot.render.words import CommandWords, OptionWords, Words

__all__ = [
    "Card",
    "CommandWords",
    "OptionWords",
    "Picture",
    "Studio",
    "Words",
    "plain",
    "read",
    "startup_error",
    "territory",
    "thousands_separator",
]
