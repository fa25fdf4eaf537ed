"""What a call says in each of its fields, before anything is made of it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from bot.calls.marks import Mark


class Leverage(NamedTuple):
    """The bounds of a stated leverage; one number is both."""

    low: Decimal
    high: Decimal


@dataclass(slots=True)
class Said:
    """Words and numbers as they stand, each list in the order of the text.

    `loose` are entries without a label, `added` further ones; `head` are the contracts named
    before the first price; `doubts` names the fields that a person has to settle.
    """

    contracts: list[str] = field(default_factory=list[str])
    head: list[str] = field(default_factory=list[str])
    sides: list[str] = field(default_factory=list[str])
    moods: list[str] = field(default_factory=list[str])
    entries: list[Decimal] = field(default_factory=list[Decimal])
    loose: list[Decimal] = field(default_factory=list[Decimal])
    added: list[Decimal] = field(default_factory=list[Decimal])
    stops: list[Decimal] = field(default_factory=list[Decimal])
    targets: list[Decimal] = field(default_factory=list[Decimal])
    leverages: list[Leverage] = field(default_factory=list[Leverage])
    modes: set[str] = field(default_factory=set[str])
    exchange: str | None = None
    stop_words: list[str] = field(default_factory=list[str])
    marks: set[Mark] = field(default_factory=set[Mark])
    doubts: set[str] = field(default_factory=set[str])
    labelled: bool = False
    range: bool = False
    breakout: bool = False
    now: bool = False
    bought_back: bool = False
    stop_percent: bool = False
    question: bool = False
    done: bool = False
    sats: bool = False

    def prices(self) -> list[Decimal]:
        """Return the entries; what has no label gives way to what has one."""
        return [*(self.entries or self.loose), *self.added]

    def is_priced(self) -> bool:
        """Tell whether an entry has been given."""
        return bool(self.entries or self.loose or self.added)

    def has(self, part: str, numbers: list[Decimal]) -> bool:
        """Tell whether a field is there, be it unreadable."""
        return bool(numbers) or part in self.doubts
