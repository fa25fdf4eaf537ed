"""What is said of a call: each verdict has numbers of its own, or the reason why there is none."""

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from bot.advisor.request import Mode, Strict
from bot.advisor.size import ByMode


class Check(StrEnum):
    """What is judged, in the order in which it is reported."""

    REACHABLE = "stop_reachable_in_isolated"
    REACHABLE_AT_LARGEST = "stop_reachable_in_isolated_at_largest"
    LARGEST = "largest_leverage_stop_reachable"
    GEOMETRY = "geometry"
    BRACKET_CAP = "bracket_cap"
    RISK = "risk"
    REWARD_RISK = "reward_risk"
    STOP_TRIGGER = "stop_trigger"
    MODE = "mode"


class Trigger(StrEnum):
    """Which price sets a stop off."""

    MARK = "mark"
    LAST = "last"


class Why(StrEnum):
    """Why something cannot be judged, or cannot be had."""

    ASKED = "asked"
    MISSING = "missing"
    PERCENT = "stop_percent"
    UNKNOWN_SYMBOL = "unknown_symbol"
    SPOT = "spot"
    COINM = "coinm"
    SATS = "sats_prices"
    ORDER_OF_MAGNITUDE = "targets_order_of_magnitude"
    WRONG_SIDE = "stop_wrong_side"
    BEYOND_BRACKETS = "beyond_brackets"
    LEVERAGE_ABOVE_BRACKET = "leverage_above_bracket"


class Reason(Strict):
    """Why there is no verdict, and the field that it wants where it is one."""

    reason: Why
    field: str | None = None


class End(Strict):
    """The same for the worst of several entries, where the stop is farthest away."""

    entry: Decimal
    liquidation_price: Decimal | None
    passed: bool


class Reach(Strict):
    """Where isolated ends at a leverage; distances are fractions of the entry judged."""

    leverage: Decimal
    entry: Decimal
    liquidation_price: Decimal | None
    liquidation_distance: Decimal | None
    stop_distance: Decimal
    under_water: bool
    worst: End | None


class Largest(Strict):
    """The largest whole leverages at which the stop comes first; `room` and rate are fractions."""

    leverage: Decimal | None
    leverage_with_room: Decimal | None
    room: Decimal
    worst_entry: Decimal | None
    worst_leverage: Decimal | None
    maintenance_rate: Decimal


class Geometry(Strict):
    """Whether the stop lies on the losing side; the targets that do not lie on the winning one."""

    stop: bool | None
    targets_wrong: tuple[Decimal, ...]
    targets_inside: tuple[Decimal, ...]


class Cap(Strict):
    """The leverage stated, and the largest that the contract allows for a position this large."""

    leverage: Decimal
    largest: Decimal


class Money(Strict):
    """The size that fits the risk; money in the quote asset, `risk` a fraction of the balance."""

    quantity: Decimal
    notional: Decimal
    lot: Decimal
    leverage: Decimal
    margin: Decimal
    loss_at_stop: Decimal
    loss_if_stop_fails: ByMode
    liquidation_price: ByMode
    fees: Decimal
    risk: Decimal
    risk_amount: Decimal
    findings: tuple[str, ...]


class Reward(Strict):
    """What one target brings for each unit at risk, before fees."""

    target: Decimal
    ratio: Decimal


class Rewards(Strict):
    """The reward of each target."""

    targets: tuple[Reward, ...]


class Firing(Strict):
    """What sets the stop off, as far as somebody said it."""

    trigger: Trigger | None
    candle_close: bool


class Advice(Strict):
    """The mode that the rules suggest for what is known, and the answer that would settle most."""

    recommendation: str
    lead: str
    settled: bool
    next_question: str | None
    stated: Mode | None


Details: TypeAlias = Reason | Reach | Largest | Geometry | Cap | Money | Rewards | Firing | Advice


class Verdict(Strict):
    """One verdict on one call; `passed` is None where the details say why there is none."""

    call: int
    check: Check
    passed: bool | None
    details: Details
