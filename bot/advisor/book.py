"""All that answering needs besides the question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from bot.calls import Reader
from bot.library import Library
from bot.margin.brackets import BracketTable
from bot.margin.motion import Chance, Motion
from bot.rulebook import Rulebook

Simulated: TypeAlias = Callable[[Motion, Sequence[Decimal]], Sequence[Chance]]


@dataclass(frozen=True, slots=True)
class Book:
    """The rules, the brackets of USDⓈ-M and of COIN-M, the day, who helps, and what is taught.

    `simulated` returns the chance that an account is liquidated within each number of days,
    `reader` reads posted calls.
    """

    rulebook: Rulebook
    brackets: BracketTable
    day: date
    coinm: BracketTable
    simulated: Simulated
    reader: Reader
    library: Library = field(default_factory=Library)
