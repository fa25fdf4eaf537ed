"""Stress: the same positions in cross and in isolated while prices jump; money in quote."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.margin.linear import Position
from bot.margin.precision import exact, quotient, remainder, reported

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
LOWEST: Final = Decimal(-1)
HIGHEST: Final = Decimal(10)
"""Between -100 % (not reached) and +1,000 % lie the common moves that are looked at."""


class Stake(NamedTuple):
    """A position, its wallet if it is isolated, and how many times a common move its price moves.

    `wallet` is in the quote asset and without open profit.
    """

    position: Position
    wallet: Decimal
    beta: Decimal


class Outcome(NamedTuple):
    """What one shock leaves of an account; what is liquidated counts as 0.

    `lost` names the isolated positions that are liquidated by their places.
    """

    cross: Decimal
    cross_liquidated: bool
    isolated: Decimal
    lost: tuple[int, ...]


class Survival(NamedTuple):
    """The smallest common moves that liquidate something, and whom isolated loses first.

    Moves are signed fractions; None where no move from -100 % to +1,000 % liquidates anything,
    0 where something is liquidated already.
    """

    cross: Decimal | None
    isolated: Decimal | None
    first: tuple[int, ...]


class Kink(NamedTuple):
    """A move, over / per, at which a notional passes a floor, and what changes in the excess."""

    at: Decimal
    over: Decimal
    per: Decimal
    constant: Decimal
    slope: Decimal


@exact
def shocked(wallet: Decimal, stakes: Sequence[Stake], moves: Sequence[Decimal]) -> Outcome:
    """Return what is left when the price of each position becomes mark · (1 + move).

    Cross is liquidated when wallet + ΣU ≤ ΣMM, an isolated position when its wallet + U ≤ its MM.

    Args:
        wallet: All money of the account, isolated wallets included.
        stakes: The positions.
        moves: One fraction above -1 for each of them.

    Source: docs/sources.md#stress
    """
    equity, maintenance, gone, lost = wallet, ZERO, ZERO, list[int]()
    for place, ((position, own, _), move) in enumerate(zip(stakes, moves, strict=True)):
        notional = position.notional * (ONE + move)
        profit = position.sign * (notional - position.quantity * position.entry)
        charged = position.brackets.maintenance(notional)
        equity += profit
        maintenance += charged
        if own + profit <= charged:
            gone += own + profit
            lost.append(place)
    liquidated = equity <= maintenance
    cross = ZERO if liquidated else reported(equity)
    return Outcome(cross, liquidated, remainder(equity, gone), tuple(lost))


@exact
def survival(wallet: Decimal, stakes: Sequence[Stake]) -> Survival:
    """Return the common move that each mode survives: p = mark · (1 + move · beta), at least 0.

    Args:
        wallet: All money of the account, isolated wallets included.
        stakes: The positions.

    Source: docs/sources.md#stress
    """
    alone = [ending_move(stake.wallet, [stake]) for stake in stakes]
    isolated = nearest(alone)
    first = [place for place, move in enumerate(alone) if move is not None and move == isolated]
    return Survival(ending_move(wallet, stakes), isolated, tuple(first))


def ending_move(wallet: Decimal, stakes: Sequence[Stake]) -> Decimal | None:
    """Return the common move nearest to none at which wallet + ΣU - ΣMM is 0.

    The excess is linear in the move between the places where a notional passes a floor or a
    price becomes 0, so walking these places outward finds the zero itself.
    """
    constant, slope = wallet, ZERO
    for position, _, beta in stakes:
        rung = position.bracket
        kept = position.notional * (position.sign - rung.rate)
        constant += kept + rung.amount - position.sign * position.quantity * position.entry
        slope += kept * beta
    if constant <= ZERO:
        return ZERO
    down, up = (crossing(constant, slope, kinks(stakes, end)) for end in (LOWEST, HIGHEST))
    return nearest([None if down == LOWEST else down, up])


def nearest(moves: Iterable[Decimal | None]) -> Decimal | None:
    """Return the smallest move of those that exist; of two equal ones, the fall."""
    found = [move for move in moves if move is not None]
    return min(found, key=lambda move: (abs(move), move), default=None)


def crossing(constant: Decimal, slope: Decimal, walked: Iterable[Kink]) -> Decimal | None:
    """Return where constant + slope · move, above 0 at no move, first reaches 0.

    The sign at a kink is that of constant · per + slope · over, in which nothing is rounded.
    """
    for kink in walked:
        if constant * kink.per + slope * kink.over <= ZERO:
            return quotient(-constant, slope)
        constant += kink.constant
        slope += kink.slope
    return None


def kinks(stakes: Sequence[Stake], end: Decimal) -> list[Kink]:
    """Return the kinks between no move and the last one, *end*, in the order of a walk outward."""
    found = [kink for stake in stakes for kink in kinks_of(stake, end)]
    found.sort(key=lambda kink: abs(kink.at))
    return [*found, Kink(end, end, ONE, ZERO, ZERO)]


def kinks_of(stake: Stake, end: Decimal) -> Iterator[Kink]:
    """Yield where the notional of one position, N · (1 + move · beta), passes a floor.

    Passing floor 0 downwards, the price stays 0 and nothing changes any more.
    """
    position, _, beta = stake
    notional = position.notional
    swing = notional * beta
    last = notional + swing * end
    kept = amount = ZERO
    for rung in position.brackets.rungs:
        weight = position.sign - rung.rate
        added, freed = weight - kept, rung.amount - amount
        kept, amount = weight, rung.amount
        if notional <= rung.floor < last:
            way = ONE
        elif last < rung.floor < notional:
            way = -ONE
        else:
            continue
        over, per = (rung.floor - notional) * (ONE if swing > ZERO else -ONE), abs(swing)
        change = way * (added * notional + freed)
        yield Kink(over / per, over, per, change, way * added * swing)
