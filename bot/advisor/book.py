"""All that answering needs besides the question."""

from dataclasses import dataclass
from datetime import date

from bot.margin.brackets import BracketTable
from bot.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Book:
    """The rules, the dated brackets of USDⓈ-M and of COIN-M, and the day of the answer."""

    rulebook: Rulebook
    brackets: BracketTable
    day: date
    coinm: BracketTable
