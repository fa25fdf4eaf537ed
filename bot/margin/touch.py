"""How likely a price is to touch a barrier; the one place where numbers may be floats.

Every exponent stays a logarithm until the last step: the textbook form multiplies an exponential
that overflows by a tail that underflows.
"""

from decimal import Decimal
from math import erfc, exp, log, log1p, pi, sqrt
from typing import Final

from bot.margin.precision import context, exact

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
DAYS_IN_YEAR: Final = 365
NEAR: Final = Decimal("0.5")
"""Up to this distance, a fraction of the price, log1p keeps the digits that log would lose."""

DEEP: Final = 37.0
"""Standard deviations at which erfc nearly underflows, and the tail's series has twelve digits."""

FLOAT: Final = context(15)
"""The digits that a float carries."""


@exact
def touch_probability(
    price: Decimal, barrier: Decimal, days: Decimal, volatility: Decimal, drift: Decimal = ZERO
) -> Decimal:
    """Return the chance that a price touches the barrier within so many days, in [0, 1].

    The price is a geometric Brownian motion that is watched all the time and never jumps. With
    T = days / 365, b = ln(barrier / price), m = (drift - volatility²/2) · T and
    s = volatility · √T, for a barrier below the price:

        Φ((b - m) / s) + exp(2·b·m / s²) · Φ((b + m) / s)

    For one above it, b and m change their signs.

    Args:
        price: Where the price is now, above 0.
        barrier: The price to be touched, above 0 and on either side.
        days: Above or equal to 0.
        volatility: A fraction a year, above 0.
        drift: Of the price, a fraction a year.

    Source: docs/sources.md#touching-a-price
    """
    if barrier == price:
        return ONE
    if not days:
        return ZERO
    wander = drift - volatility * volatility / 2
    away = -float(wander) if barrier < price else float(wander)
    years = float(days) / DAYS_IN_YEAR
    chance = log_chance(log_distance(price, barrier), away, years, float(volatility))
    return min(Decimal(chance).exp(FLOAT), ONE) or ZERO


def log_distance(price: Decimal, barrier: Decimal) -> float:
    """Return |ln(barrier / price)|, also where the two differ in their last digits only."""
    share = (barrier - price) / price
    return abs(log1p(float(share)) if abs(share) < NEAR else log(float(barrier / price)))


def log_chance(distance: float, towards: float, years: float, volatility: float) -> float:
    """Return the logarithm of the chance that a drifting motion covers a distance.

    Args:
        distance: Above 0, in logarithms of the price.
        towards: How fast the logarithm drifts to the barrier a year; negative is away from it.
        years: Above 0.
        volatility: Of the logarithm a year.
    """
    spread = volatility * sqrt(years)
    ends_beyond = (distance - towards * years) / spread
    comes_back = (distance + towards * years) / spread
    if comes_back >= 0:
        returns = scaled_log_tail(comes_back) - ends_beyond * ends_beyond / 2
    else:
        returns = 2 * towards / volatility * distance / volatility + log_tail(comes_back)
    more, less = sorted((log_tail(ends_beyond), returns), reverse=True)
    return more + log1p(exp(less - more))


def log_tail(deviations: float) -> float:
    """Return the logarithm of the normal tail 1 - Φ(x)."""
    if deviations < DEEP:
        return log(erfc(deviations / sqrt(2)) / 2)
    return scaled_log_tail(deviations) - deviations * deviations / 2


def scaled_log_tail(deviations: float) -> float:
    """Return the logarithm of (1 - Φ(x)) · exp(x²/2), for x of 0 or more.

    Deep in the tail it is that of 1 / (x√2π) · (1 - 1/x² + 3/x⁴ - 15/x⁶ + 105/x⁸).
    """
    if deviations < DEEP:
        return log_tail(deviations) + deviations * deviations / 2
    square = 1 / (deviations * deviations)
    series = square * (-1 + square * (3 + square * (-15 + square * 105)))
    return log1p(series) - log(deviations * sqrt(2 * pi))
