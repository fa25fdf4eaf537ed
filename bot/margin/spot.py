"""Spot margin: what an account holds against what it owes, coin by coin; low is bad here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from bot.margin.brackets import Bracket, Brackets
from bot.margin.pieces import zeros
from bot.margin.precision import exact, quotient, reported

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
FREE: Final = Brackets((Bracket(ZERO, None, ZERO, ZERO),), (ZERO,), None)
"""The ladder that charges nothing."""


class Coin(NamedTuple):
    """One coin of an account, at its price in quote per coin.

    `held` and `owed`, interest included, in the coin. In Cross Pro, `counted` is the fraction of
    what is held that is collateral, and `brackets` charge the worth of what is owed, in quote.
    """

    held: Decimal
    owed: Decimal
    price: Decimal
    counted: Decimal = ONE
    brackets: Brackets = FREE


class Ratios(NamedTuple):
    """The levels at or below which Binance liquidates and calls; `call` where one is known."""

    liquidation: Decimal
    call: Decimal | None


class Band(StrEnum):
    """Where a level stands; at a ratio counts as below it."""

    SAFE = "safe"
    CALL = "call"
    LIQUIDATION = "liquidation"


class Gauge(NamedTuple):
    """A margin level taken apart: cover / demand, both in the quote asset."""

    cover: Decimal
    demand: Decimal

    def lack(self, ratio: Decimal) -> Decimal:
        """Return the cover missing to the ratio, in the quote asset; negative is to spare."""
        return ratio * self.demand - self.cover


class Leg(NamedTuple):
    """One side of a coin whose price moves."""

    sign: int
    quantity: Decimal
    brackets: Brackets


class Account(NamedTuple):
    """Where an account stands, and the prices of one coin that bring it to its ratios.

    `level` is None without a debt, a price where none does. Distances are fractions of the
    coin's price; `repay` and `add`, to the call ratio, are in the quote asset.
    """

    cover: Decimal
    demand: Decimal
    level: Decimal | None
    band: Band
    liquidation: Decimal | None
    call: Decimal | None
    distance: Decimal | None
    call_distance: Decimal | None
    repay: Decimal | None
    add: Decimal | None


@exact
def account(coins: Sequence[Coin], asked: Coin, ratios: Ratios, *, pro: bool) -> Account:
    """Return where an account stands and which price of the *asked* coin ends it.

    Args:
        coins: Every coin of the account; the others are held at their prices.
        asked: The one of them whose price moves.
        ratios: The level that liquidates and the one that calls.
        pro: Measure as Cross Pro does, net collateral over maintenance; else assets over debts.

    Source: docs/sources.md#spot-margin-level
    """
    gauge = pro_gauge(coins) if pro else classic_gauge(coins)
    find = pro_price if pro else classic_price
    call = ratios.call
    end = find(coins, asked, ratios.liquidation) if gauge.demand else None
    warning = find(coins, asked, call) if gauge.demand and call is not None else None
    return Account(
        cover=reported(gauge.cover),
        demand=reported(gauge.demand),
        level=quotient(gauge.cover, gauge.demand) if gauge.demand else None,
        band=band(gauge, ratios),
        liquidation=end,
        call=warning,
        distance=distance(end, asked),
        call_distance=distance(warning, asked),
        repay=None if pro or call is None else repayment(gauge, call),
        add=None if call is None else reported(max(gauge.lack(call), ZERO)),
    )


def classic_gauge(coins: Iterable[Coin]) -> Gauge:
    """Return Σ held · price over Σ owed · price."""
    cover = demand = ZERO
    for coin in coins:
        cover += coin.held * coin.price
        demand += coin.owed * coin.price
    return Gauge(cover, demand)


def pro_gauge(coins: Iterable[Coin]) -> Gauge:
    """Return the net collateral Σ (held · counted - owed) · price over the maintenance margin.

    Source: docs/sources.md#cross-pro
    """
    cover = demand = ZERO
    for coin in coins:
        cover += (coin.held * coin.counted - coin.owed) * coin.price
        demand += coin.brackets.maintenance(coin.owed * coin.price)
    return Gauge(cover, demand)


def classic_price(coins: Iterable[Coin], asked: Coin, ratio: Decimal) -> Decimal | None:
    """Return the price at which assets are *ratio* times the debts, or None.

    P = (R·D - A) / (held - R·owed), with A and D of the other coins. Where numerator and
    denominator are positive the level falls with the price, where they are negative it falls
    as the price rises; where their signs differ no price of this coin meets the ratio.
    """
    slope = asked.held - ratio * asked.owed
    lack = classic_gauge(coin for coin in coins if coin is not asked).lack(ratio)
    return quotient(lack, slope) if lack * slope > ZERO else None


def pro_price(coins: Iterable[Coin], asked: Coin, ratio: Decimal) -> Decimal | None:
    """Return the nearest price at which net collateral is *ratio* times the maintenance, or None.

    The difference is linear between the floors of the coin's brackets, so every piece is solved;
    there can be one such price on either side.
    """
    lack = pro_gauge(coin for coin in coins if coin is not asked).lack(ratio)
    legs = [
        Leg(1, asked.held * asked.counted, FREE),
        Leg(-1, asked.owed, times(asked.brackets, ratio)),
    ]
    moving = [leg for leg in legs if leg.quantity]
    prices = [zero.at for zero in zeros(-lack, moving)] if moving else []
    return min(prices, key=lambda price: abs(price - asked.price), default=None)


def times(brackets: Brackets, ratio: Decimal) -> Brackets:
    """Return the ladder that charges *ratio* times as much."""
    rungs = [
        replace(rung, rate=rung.rate * ratio, amount=rung.amount * ratio)
        for rung in brackets.rungs
    ]
    return replace(brackets, rungs=tuple(rungs))


def band(gauge: Gauge, ratios: Ratios) -> Band:
    """Return the band of a level; without a debt there is nothing to call or to liquidate."""
    if not gauge.demand:
        return Band.SAFE
    if gauge.lack(ratios.liquidation) >= ZERO:
        return Band.LIQUIDATION
    if ratios.call is not None and gauge.lack(ratios.call) >= ZERO:
        return Band.CALL
    return Band.SAFE


def distance(price: Decimal | None, asked: Coin) -> Decimal | None:
    """Return how far a price is from the coin's own, as a fraction of it."""
    return None if price is None else quotient(abs(price - asked.price), asked.price)


def repayment(gauge: Gauge, ratio: Decimal) -> Decimal | None:
    """Return what to repay from the account's own assets to come to *ratio*, in quote.

    (A - x) / (D - x) = R gives x = (R·D - A) / (R - 1). Nothing where the level is above the
    ratio already; None where the assets do not exceed the debts, for then no repayment does it.
    """
    lack = gauge.lack(ratio)
    if lack <= ZERO:
        return ZERO
    return quotient(lack, ratio - ONE) if gauge.cover > gauge.demand else None
