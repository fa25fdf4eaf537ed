"""What a position costs while it is held, and the prices that pay for it."""

from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple

from bot.margin.precision import exact, quotient, reported

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
HOURS_A_DAY: Final = 24


class Deal(NamedTuple):
    """A position and its fee rates after every discount; a negative rate is a rebate.

    `sign` is +1 long, -1 short; `units` are in the base asset. Those of an inverse contract
    (COIN-M) are contracts times their size, and its money is in the coin.
    """

    sign: int
    units: Decimal
    entry: Decimal
    inverse: bool
    fee_open: Decimal
    fee_close: Decimal

    @property
    def notional(self) -> Decimal:
        """Units at the entry: q·E in the quote asset, inverse n·C / E in the coin."""
        return self.units / self.entry if self.inverse else self.units * self.entry


class Holding(NamedTuple):
    """How long a position is held and what that costs; rates are fractions.

    `interval` is the hours between two settlements of funding, `borrowed` in the quote asset,
    `interest_rate` that of one hour.
    """

    days: Decimal
    funding_rate: Decimal
    interval: Decimal
    borrowed: Decimal
    interest_rate: Decimal

    @property
    def settlements(self) -> Decimal:
        """How often funding is settled, days · 24 / interval; it may be a fraction."""
        return self.days * HOURS_A_DAY / self.interval


class Costs(NamedTuple):
    """What is paid, in the money of the deal; what is received is negative.

    `daily` is the funding and interest of one day; a break-even price that no closing needs or
    no closing reaches is None.
    """

    notional: Decimal
    fees: Decimal
    settlements: Decimal
    funding: Decimal
    interest_hours: Decimal
    interest: Decimal
    daily: Decimal
    total: Decimal
    break_even: Decimal | None
    binance_break_even: Decimal | None


@exact
def costs(deal: Deal, holding: Holding) -> Costs:
    """Return what holding a position costs, both fees counted at the entry.

    Source: docs/sources.md#fees
    """
    notional = deal.notional
    fees = notional * (deal.fee_open + deal.fee_close)
    settlement = deal.sign * notional * holding.funding_rate
    funding = settlement * holding.settlements
    hours = interest_hours(holding.days) if holding.borrowed else ZERO
    hourly = holding.borrowed * holding.interest_rate
    carry = funding + hourly * hours
    return Costs(
        notional=reported(notional),
        fees=reported(fees),
        settlements=reported(holding.settlements),
        funding=reported(funding),
        interest_hours=reported(hours),
        interest=reported(hourly * hours),
        daily=reported(HOURS_A_DAY * (settlement / holding.interval + hourly)),
        total=reported(fees + carry),
        break_even=break_even_price(deal, carry),
        binance_break_even=break_even_price(deal._replace(fee_close=ZERO), ZERO),
    )


@exact
def interest_hours(days: Decimal) -> Decimal:
    """Return the hours that bear interest: one at once, then one at every full hour passed.

    A part of an hour passes one full hour of the clock at most, and is counted so.

    Source: docs/sources.md#interest
    """
    return (days * HOURS_A_DAY).to_integral_value(ROUND_CEILING) + ONE


@exact
def break_even_price(deal: Deal, carry: Decimal) -> Decimal | None:
    """Return the price at which closing nets nothing after both fees and the carry, or None.

    P = (E·(1 + s·f_open) + s·carry/q) / (1 - s·f_close), and of an inverse contract
    P = (s + f_close) / ((s - f_open)/E - carry/(n·C)).

    Args:
        deal: The position; the price is in quote per base.
        carry: Funding and interest paid, in the money of the deal.

    Source: docs/sources.md#break-even
    """
    sign, units, entry, inverse, fee_open, fee_close = deal
    if inverse:
        part = units * entry * (ONE + sign * fee_close)
        whole = units * (ONE - sign * fee_open) - sign * carry * entry
    else:
        part = units * entry * (ONE + sign * fee_open) + sign * carry
        whole = units * (ONE - sign * fee_close)
    return quotient(part, whole) if part > ZERO and whole > ZERO else None


@exact
def days_until_eaten(margin: Decimal, fees: Decimal, daily: Decimal) -> Decimal | None:
    """Return the days until fees and carry equal the margin, (margin - fees) / daily.

    It is 0 where the fees alone do, and None where the carry takes nothing.
    """
    return quotient(max(margin - fees, ZERO), daily) if daily > ZERO else None
