"""The chance that a cross account is liquidated, by simulation; only the worker imports this.

Prices are drawn at a few dozen moments; whether the account ended between two of them is not
drawn but weighed, by the chance that a Brownian bridge touches the end of the account there.
Looking at those moments alone would miss every account that ends and recovers in between.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import blake2b
from math import sqrt
from typing import Final, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.margin.brackets import Brackets
from bot.margin.linear import signed_cost
from bot.margin.motion import Chance, Motion
from bot.margin.precision import exact
from bot.margin.touch import DAYS_IN_YEAR, FLOAT

Floats: TypeAlias = NDArray[np.float64]

PATHS: Final = 10_000
PRICES: Final = 100_000
"""Drawn at a time: from ten positions on, paths grow fewer and the standard error larger."""

STEPS: Final = 20
"""From one horizon to the next."""

SEED_SIZE: Final = 16
FARTHEST: Final = 200.0
"""Logarithm of a price's largest change; further away nothing changes, and floats end at 709."""

FLAT: Final = 1e-100
"""Stands in for a slope or a time of 0, which would make far away a NaN."""

AWAY: Final = 1e150
"""The largest distance, whose square is a float."""


class Ladder(NamedTuple):
    """Brackets with money in units of the account."""

    floors: Floats
    rates: Floats
    amounts: Floats

    @classmethod
    def of(cls, brackets: Brackets, unit: Decimal) -> Self:
        """Return the floats of a ladder."""
        rungs = brackets.rungs
        return cls(
            np.array([float(rung.floor / unit) for rung in rungs]),
            np.array([float(rung.rate) for rung in rungs]),
            np.array([float(rung.amount / unit) for rung in rungs]),
        )


class Account(NamedTuple):
    """A motion as arrays, one place a position; money in units of all notionals together."""

    constant: float
    signs: Floats
    notionals: Floats
    ladders: Sequence[Ladder]
    volatilities: Floats
    wanders: Floats
    loadings: Floats

    @classmethod
    @exact
    def of(cls, motion: Motion) -> Self:
        """Return the floats of a motion; what is small among large numbers is summed before."""
        exposures = motion.exposures
        positions = [exposure.position for exposure in exposures]
        unit = sum((position.notional for position in positions), Decimal(0))
        wanders = [each.drift - each.volatility * each.volatility / 2 for each in exposures]
        loadings = np.zeros((len(exposures), len(exposures)))
        for place, each in enumerate(exposures):
            loadings[place, : len(each.loadings)] = [float(load) for load in each.loadings]
        return cls(
            constant=float((motion.wallet - signed_cost(positions)) / unit),
            signs=np.array([float(position.sign) for position in positions]),
            notionals=np.array([float(position.notional / unit) for position in positions]),
            ladders=[Ladder.of(position.brackets, unit) for position in positions],
            volatilities=np.array([float(each.volatility) for each in exposures]),
            wanders=np.array([float(wander) for wander in wanders]),
            loadings=loadings,
        )

    def seed(self) -> int:
        """Return a number that the same question always has, whatever way it is written."""
        digest = blake2b(np.float64(self.constant).tobytes(), digest_size=SEED_SIZE)
        for array in (self.signs, self.notionals, self.volatilities, self.wanders, self.loadings):
            digest.update(array.tobytes())
        for ladder in self.ladders:
            for array in ladder:
                digest.update(array.tobytes())
        return int.from_bytes(digest.digest())

    def standing(self, logs: Floats) -> tuple[Floats, Floats]:
        """Return what exceeds maintenance on each path, and its slope in each log price.

        Args:
            logs: Logarithms of the prices over their marks, a row a position, a column a path.
        """
        notionals = self.notionals[:, None] * np.exp(np.clip(logs, -FARTHEST, FARTHEST))
        slopes = self.signs[:, None] * notionals
        excess = np.full(logs.shape[1], self.constant)
        for place, ladder in enumerate(self.ladders):
            notional: Floats = notionals[place]
            rung = np.maximum(ladder.floors.searchsorted(notional) - 1, 0)
            slopes[place] -= ladder.rates[rung] * notional
            excess += slopes[place] + ladder.amounts[rung]
        return excess, slopes

    def distance(self, logs: Floats) -> Floats:
        """Return how far each path is from the end of the account; 0 is there, or beyond.

        The way to the nearest prices at which nothing exceeds maintenance, in standard deviations
        of a year, with the curvature that prices have on that way.
        """
        excess, slopes = self.standing(logs)
        volatilities = self.volatilities[:, None]
        pulls = self.loadings.T @ (slopes * volatilities)
        steepness = np.maximum(np.sqrt((pulls * pulls).sum(axis=0)), FLAT)
        direction = volatilities * (self.loadings @ pulls) / steepness
        curvature = (slopes * direction * direction).sum(axis=0) / steepness
        straight: Floats = np.maximum(excess, 0) / steepness
        curved: Floats = straight * (1 + straight * curvature / 2)
        return np.minimum(np.maximum(curved, straight / 2), AWAY)


def touched(
    motion: Motion, horizons: Sequence[Decimal], paths: int = PATHS, steps: int = STEPS
) -> list[Chance]:
    """Return the chance that the account is liquidated within each number of days.

    All of them are read off the same paths, so a later one is never less likely.

    Source: docs/sources.md#correlated-prices
    """
    drawn = min(paths, PRICES // len(motion.exposures))
    spans = sorted(set(horizons))
    years = [float(days) / DAYS_IN_YEAR for days in spans]
    with np.errstate(all="ignore"):
        chances = list(walk(Account.of(motion), years, drawn, steps))
    found = dict(zip(spans, chances, strict=True))
    return [found[days] for days in horizons]


def walk(account: Account, ends: Sequence[float], paths: int, steps: int) -> Iterator[Chance]:
    """Yield the chance that the account is liquidated until each end, in ascending years."""
    shocks = np.random.default_rng(account.seed())
    logs = np.zeros((len(account.signs), paths))
    before, alive, now = account.distance(logs), np.ones(paths), 0.0
    for end in ends:
        pause = (end - now) / steps or FLAT
        spreads = account.volatilities[:, None] * account.loadings * sqrt(pause)
        for _ in range(steps):
            logs += account.wanders[:, None] * pause
            logs += spreads @ shocks.standard_normal(logs.shape)
            after = account.distance(logs)
            alive *= -np.expm1(-2 * before * after / pause)
            before = after
        now = end
        yield estimate(1 - alive)


def estimate(ended: Floats) -> Chance:
    """Return the mean of what each path says, and its standard error, at least one path's."""
    paths = len(ended)
    error = max(float(ended.std()) / sqrt(paths), 1 / paths)
    return Chance(FLOAT.create_decimal(float(ended.mean())), FLOAT.create_decimal(error))
