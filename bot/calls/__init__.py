"""Posted trade calls: text to typed calls."""

from bot.calls.call import Call, CallMarket, EntryKind, Flag
from bot.calls.lexicon import Lexicon
from bot.calls.reading import Reader

__all__ = ["Call", "CallMarket", "EntryKind", "Flag", "Lexicon", "Reader"]
