"""A posted trade call, as far as its text says it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

Prices: TypeAlias = tuple[Decimal, ...]

LONG: Final = "long"
SHORT: Final = "short"


class CallMarket(StrEnum):
    """Where the contract of a call is traded."""

    USDM = "usdm"
    COINM = "coinm"
    SPOT = "spot"
    UNKNOWN = "unknown"


class EntryKind(StrEnum):
    """How a call wants to get in."""

    LIMIT = "limit"
    ZONE = "zone"
    MARKET = "market"
    BREAKOUT = "breakout"


class Flag(StrEnum):
    """A doubt about a call, or a finding in it."""

    NO_STOP = "no_stop"
    NO_LEVERAGE = "no_leverage"
    STOP_PERCENT = "stop_percent"
    QUOTE_ASSUMED = "quote_assumed"
    SIDE_CONFLICT = "side_conflict"
    STOP_WRONG_SIDE = "stop_wrong_side"
    TARGET_WRONG_SIDE = "target_wrong_side"
    TARGET_INSIDE_ENTRY_ZONE = "target_inside_entry_zone"
    TARGETS_ORDER_OF_MAGNITUDE = "targets_order_of_magnitude"
    CANDLE_CLOSE_STOP = "candle_close_stop"
    SYMBOL_UNKNOWN = "symbol_unknown"
    SATS_PRICES = "sats_prices"


@dataclass(frozen=True, slots=True)
class Call:
    """One call; prices in the quote asset, entries ascending, targets as written.

    `leverage` is the lower of a range, `leverage_max` the upper; `ask` names the fields that a
    person has to settle.
    """

    symbol: str | None
    side: str | None
    side_inferred: bool
    market: CallMarket
    entries: Prices
    entry_kind: EntryKind | None
    stop: Decimal | None
    stop_condition: str | None
    targets: Prices
    leverage: Decimal | None
    leverage_max: Decimal | None
    margin_mode: str | None
    exchange: str | None
    flags: tuple[Flag, ...]
    ask: tuple[str, ...]
