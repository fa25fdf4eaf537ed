"""What is typed, read tolerantly and never guessed: amounts, symbols, lists, command lines."""

from bot.options.desk import Desk
from bot.options.fields import Field, Kind, fields
from bot.options.line import read_line
from bot.options.requests import request
from bot.options.state import pack, spelt, unpack
from bot.options.symbols import SUGGESTIONS, suggest_symbols, symbol_from

__all__ = [
    "SUGGESTIONS",
    "Desk",
    "Field",
    "Kind",
    "fields",
    "pack",
    "read_line",
    "request",
    "spelt",
    "suggest_symbols",
    "symbol_from",
    "unpack",
]
