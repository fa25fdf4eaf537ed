"""A posted call as an answer holds it: what was read, and which fields a person has to settle."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from bot import calls
from bot.advisor.positions import SIGNS
from bot.advisor.request import (
    LARGEST,
    SMALLEST,
    Mode,
    Side,
    Strict,
    Symbol,
    bounded,
    keyed,
)
from bot.calls import CallMarket, EntryKind, Flag
from bot.errors import UnknownSymbol
from bot.margin.precision import quotient

MOST_PRICES: Final = 1_000
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
PLAIN: Final = re.compile(r"[^\W_]{1,30}(?:_[^\W_]{1,9})?")
"""A name that says nothing in markdown."""


def plain(symbol: str) -> str:
    """Return a symbol that can be shown as it is."""
    if not PLAIN.fullmatch(symbol):
        raise keyed(UnknownSymbol.key)
    return symbol


Price = Annotated[Decimal, BeforeValidator(bounded(above="0"))]
Times = Annotated[Decimal, BeforeValidator(bounded(at_least="1"))]
Prices = Annotated[tuple[Price, ...], Field(max_length=MOST_PRICES)]
Ascending = Annotated[Prices, AfterValidator(lambda prices: tuple(sorted(prices)))]


class Doubt(StrEnum):
    """A field that a person has to settle."""

    SYMBOL = "symbol"
    MARKET = "market"
    SIDE = "side"
    ENTRIES = "entries"
    STOP = "stop"
    TARGETS = "targets"
    LEVERAGE = "leverage"
    MARGIN_MODE = "margin_mode"


class Call(Strict):
    """One call; prices in the quote asset, entries ascending, targets as written.

    `leverage` is the lower of a range and `leverage_max` the upper; `ask` names what to settle.
    """

    symbol: Annotated[Symbol, AfterValidator(plain)] | None = None
    side: Side | None = None
    side_inferred: bool = False
    market: CallMarket = CallMarket.USDM
    entries: Ascending = ()
    entry_kind: EntryKind | None = None
    stop: Price | None = None
    stop_condition: str | None = None
    targets: Prices = ()
    leverage: Times | None = None
    leverage_max: Times | None = None
    margin_mode: Mode | None = None
    exchange: str | None = None
    flags: tuple[Flag, ...] = ()
    ask: tuple[Doubt, ...] = ()

    @property
    def sign(self) -> int:
        """+1 for a long, -1 for a short, 0 where the side is not known."""
        return SIGNS[self.side] if self.side else 0

    @property
    def entry(self) -> Decimal:
        """The average of the entries, in the quote asset; there must be one."""
        return quotient(sum(self.entries, ZERO), Decimal(len(self.entries)))

    @property
    def worst_entry(self) -> Decimal | None:
        """The entry that leaves the stop farthest away, where there are several."""
        if len(self.entries) < 2 or not self.sign:  # noqa: PLR2004 -- one entry is no zone
            return None
        return self.entries[-1] if self.sign > 0 else self.entries[0]

    @property
    def stop_distance(self) -> Decimal | None:
        """How far the stop lies from the average entry, a fraction of it."""
        if self.stop is None or not self.entries:
            return None
        return quotient(abs(self.entry - self.stop), self.entry)

    @property
    def leverage_stated(self) -> Decimal | None:
        """The largest leverage that the call states."""
        return self.leverage_max or self.leverage


def taken(found: calls.Call) -> Call:
    """Return a call as it was read; a name or number that cannot be one is asked for instead."""
    symbol = found.symbol if found.symbol and PLAIN.fullmatch(found.symbol) else None
    entries, targets = kept(found.entries), kept(found.targets)
    stop = single(found.stop)
    leverage, largest = single(found.leverage, ONE), single(found.leverage_max, ONE)
    lost = {
        Doubt.SYMBOL: symbol != found.symbol,
        Doubt.ENTRIES: entries != found.entries,
        Doubt.STOP: stop != found.stop,
        Doubt.TARGETS: targets != found.targets,
        Doubt.LEVERAGE: (leverage, largest) != (found.leverage, found.leverage_max),
    }
    return Call(
        symbol=symbol,
        side=Side(found.side) if found.side else None,
        side_inferred=found.side_inferred,
        market=found.market,
        entries=entries,
        entry_kind=found.entry_kind,
        stop=stop,
        stop_condition=found.stop_condition,
        targets=targets,
        leverage=leverage,
        leverage_max=largest,
        margin_mode=Mode(found.margin_mode) if found.margin_mode else None,
        exchange=found.exchange,
        flags=found.flags,
        ask=tuple(
            dict.fromkeys((*map(Doubt, found.ask), *(f for f, gone in lost.items() if gone)))
        ),
    )


def kept(prices: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return the numbers that can be prices."""
    return tuple(price for price in prices if single(price) is not None)[:MOST_PRICES]


def single(number: Decimal | None, least: Decimal = SMALLEST) -> Decimal | None:
    """Return a number that is at least *least* and not larger than we compute with."""
    return number if number is not None and least <= number <= LARGEST else None
