"""What is typed, read tolerantly and never guessed: amounts, symbols, lists, command lines."""

from bot.options.desk import Desk
from bot.options.fields import Field, Kind, fields
from bot.options.house import EVERYWHERE, House, Referral
from bot.options.line import read_line
from bot.options.profile import Stored, personal_fields, storable, stored
from bot.options.requests import request
from bot.options.state import pack, spelt, unpack
from bot.options.symbols import SUGGESTIONS, suggest_symbols, symbol_from
from bot.options.taken_part import taken_part
from bot.options.topics import suggest_topics

__all__ = [
    "EVERYWHERE",
    "SUGGESTIONS",
    "Desk",
    "Field",
    "House",
    "Kind",
    "Referral",
    "Stored",
    "fields",
    "pack",
    "personal_fields",
    "read_line",
    "request",
    "spelt",
    "storable",
    "stored",
    "suggest_symbols",
    "suggest_topics",
    "symbol_from",
    "taken_part",
    "unpack",
]
