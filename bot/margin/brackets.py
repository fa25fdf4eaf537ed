"""Maintenance brackets: which share of a position must stay covered, by its notional."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from typing import Final, NamedTuple

from bot.errors import Missing, OutOfRange, UnknownSymbol
from bot.margin.names import perpetual
from bot.margin.precision import exact

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Bracket:
    """The rate for notionals with floor < notional <= cap, in quote (COIN-M: in the coin).

    `amount` is what makes maintenance = notional · rate - amount continuous at the floor;
    `cap` is None where the ladder has no end, `leverage` (the largest) where it is not known.
    """

    floor: Decimal
    cap: Decimal | None
    rate: Decimal
    amount: Decimal
    leverage: int | None = None


@dataclass(frozen=True, slots=True)
class Brackets:
    """An immutable ladder of brackets from floor 0 upwards, made by `ladder`.

    `cap` is the largest notional, or None where the ladder has no end.
    """

    rungs: tuple[Bracket, ...]
    floors: tuple[Decimal, ...]
    cap: Decimal | None

    def at(self, notional: Decimal) -> Bracket:
        """Return the bracket of a notional; above the cap, the last one."""
        return self.rungs[bisect_left(self.floors, notional, 1) - 1]

    def maintenance(self, notional: Decimal) -> Decimal:
        """Return the maintenance margin notional · rate - amount, in the unit of the notional."""
        bracket = self.at(notional)
        return notional * bracket.rate - bracket.amount

    def covers(self, notional: Decimal) -> bool:
        """Say whether the notional lies within the last bracket."""
        return self.cap is None or notional <= self.cap

    @property
    def first(self) -> "Brackets":
        """The first bracket alone and without an end, for a position of no particular size."""
        return Brackets((replace(self.rungs[0], cap=None),), self.floors[:1], None)


@exact
def ladder(
    tiers: Sequence[tuple[Decimal, Decimal]],
    cap: Decimal | None = None,
    *,
    leverages: Sequence[int] = (),
    field: str = "brackets",
) -> Brackets:
    """Return the ladder of (floor, rate) pairs, with the amounts that make it continuous.

    amount₁ = 0, amountₙ = amountₙ₋₁ + floorₙ · (rateₙ - rateₙ₋₁)

    Args:
        tiers: Floors in quote (COIN-M: in the coin), strictly ascending from 0, and rates as
            fractions between 0 and 1, never falling.
        cap: The largest notional of the last bracket, or None.
        leverages: The largest leverage of each bracket, where it is known.
        field: How the errors name the table.

    Raises:
        Missing: There is no bracket.
        OutOfRange: A floor or rate that such a table cannot have.

    Source: docs/sources.md#brackets
    """
    check(tiers, cap, field)
    floors = tuple(floor for floor, _ in tiers)
    limits: Sequence[int | None] = leverages or [None] * len(tiers)
    amount, before, rungs = ZERO, ZERO, list[Bracket]()
    for (floor, rate), end, leverage in zip(tiers, (*floors[1:], cap), limits, strict=True):
        amount += floor * (rate - before)
        rungs.append(Bracket(floor, end, rate, amount, leverage))
        before = rate
    return Brackets(tuple(rungs), floors, cap)


class Demand(NamedTuple):
    """A bound that a number of the table must keep."""

    holds: bool
    field: str
    value: Decimal
    bound: str
    limit: Decimal


def demands(
    tiers: Sequence[tuple[Decimal, Decimal]], cap: Decimal | None, field: str
) -> Iterator[Demand]:
    """Yield what makes a table: floors from 0 upwards, rates between 0 and 1, never falling."""
    (first, lowest), (last, highest) = tiers[0], tiers[-1]
    yield Demand(first == ZERO, f"{field}.0.floor", first, "at_most", ZERO)
    yield Demand(lowest > ZERO, f"{field}.0.rate", lowest, "above", ZERO)
    for place, ((floor, rate), (next_floor, next_rate)) in enumerate(pairwise(tiers), 1):
        yield Demand(next_floor > floor, f"{field}.{place}.floor", next_floor, "above", floor)
        yield Demand(next_rate >= rate, f"{field}.{place}.rate", next_rate, "at_least", rate)
    yield Demand(highest < ONE, f"{field}.{len(tiers) - 1}.rate", highest, "below", ONE)
    if cap is not None:
        yield Demand(cap > last, f"{field}.cap", cap, "above", last)


def check(tiers: Sequence[tuple[Decimal, Decimal]], cap: Decimal | None, field: str) -> None:
    """Refuse a table that is empty or breaks a demand; nothing is sorted or repaired."""
    if not tiers:
        raise Missing(fields=[field])
    for holds, place, value, bound, limit in demands(tiers, cap, field):
        if not holds:
            raise OutOfRange(field=place, value=str(value), bound=bound, limit=str(limit))


@dataclass(frozen=True, slots=True)
class BracketTable:
    """The recorded brackets of every contract of a market, on the day they were read.

    `sizes` are the dollars of one contract, where a market counts in contracts.
    """

    as_of: date
    symbols: Mapping[str, Brackets]
    sizes: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])

    def listed(self, symbol: str) -> str | None:
        """Return the name under which the table has a contract, or None.

        What has no line of its own, a delivery contract of COIN-M or the bare pair, has that of
        the pair's perpetual.
        """
        return next((name for name in (symbol, perpetual(symbol)) if name in self.symbols), None)

    def of(self, symbol: str) -> Brackets:
        """Return the brackets of a contract.

        Raises:
            UnknownSymbol: The table has no such contract; the nearest spellings are named.
        """
        found = self.symbols.get(symbol) or self.symbols.get(perpetual(symbol))
        if found:
            return found
        alike = [name for name in self.symbols if symbol in name or symbol[:1] == name[:1]]
        raise UnknownSymbol(value=symbol, did_you_mean=get_close_matches(symbol, alike))

    def size_of(self, symbol: str) -> Decimal | None:
        """Return the dollars of one contract, where the table knows them."""
        return self.sizes.get(self.listed(symbol) or symbol)


def parse(text: str) -> BracketTable:
    """Return the table that the text of a file of rules/brackets/ describes.

    Every number stands there as a string, so that none passes through a float.
    """
    recorded = json.loads(text)
    symbols = {
        symbol: brackets
        for table in recorded["tables"]
        for brackets in [recorded_ladder(table["brackets"], table["cap"])]
        for symbol in table["symbols"]
    }
    sizes = {
        symbol: Decimal(table["contract_size"])
        for table in recorded["tables"]
        if "contract_size" in table
        for symbol in table["symbols"]
    }
    day = date.fromisoformat(recorded["as_of"])
    return BracketTable(day, dict(sorted(symbols.items())), sizes)


def recorded_ladder(brackets: Iterable[Sequence[str]], cap: str | None) -> Brackets:
    """Return the ladder of recorded [floor, rate] or [floor, rate, largest leverage] texts."""
    floors, rates, *leverages = zip(*brackets, strict=True)
    tiers = list(zip(map(Decimal, floors), map(Decimal, rates), strict=True))
    largest = [int(leverage) for column in leverages for leverage in column]
    return ladder(tiers, None if cap is None else Decimal(cap), leverages=largest)
