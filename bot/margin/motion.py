"""An account whose prices move together: what a simulation of it starts from."""

from collections.abc import Sequence
from decimal import Decimal
from operator import mul
from typing import Final, NamedTuple, TypeAlias

from bot.margin.linear import Position, pool
from bot.margin.precision import exact, quotient

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
NEGLIGIBLE: Final = Decimal("1e-12")
"""A variance this small is none: correlations that programs print have no more digits."""

Matrix: TypeAlias = Sequence[Sequence[Decimal]]


class Exposure(NamedTuple):
    """A position whose price moves: how much, where to, and with which shocks.

    `volatility` and `drift` are fractions of the price a year; `loadings` says how much of each
    independent shock the price takes, their squares summing to 1.
    """

    position: Position
    volatility: Decimal
    drift: Decimal
    loadings: Sequence[Decimal]


class Motion(NamedTuple):
    """A cross account whose prices move; `wallet` is its balance in the quote asset."""

    wallet: Decimal
    exposures: Sequence[Exposure]


class Chance(NamedTuple):
    """A probability and its standard error, both in [0, 1]."""

    probability: Decimal
    standard_error: Decimal


@exact
def excess(motion: Motion) -> Decimal:
    """Return the margin balance above maintenance at the marks, in the quote asset."""
    held = pool([exposure.position for exposure in motion.exposures])
    return motion.wallet + held.profit - held.maintenance


@exact
def loadings(correlations: Matrix) -> list[list[Decimal]] | None:
    """Return how prices load on independent shocks, or None where none can be so correlated.

    The lower triangle L with L·Lᵀ = correlations, by Cholesky; a price that the ones before it
    settle gets no shock of its own.

    Args:
        correlations: Symmetric, with 1 on the diagonal.

    Source: docs/sources.md#correlated-prices
    """
    found: list[list[Decimal]] = []
    for row in correlations:
        own: list[Decimal] = []
        for before, correlation in zip(found, row, strict=False):
            left = correlation - sum(map(mul, own, before), ZERO)
            if before[-1]:
                own.append(quotient(left, before[-1]))
            elif left * left > NEGLIGIBLE:
                return None
            else:
                own.append(ZERO)
        variance = ONE - sum(map(mul, own, own), ZERO)
        if variance < -NEGLIGIBLE:
            return None
        own.append(variance.sqrt() if variance > NEGLIGIBLE else ZERO)
        found.append(own)
    return found
