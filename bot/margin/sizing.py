"""How big, at which leverage: risk first; money in the quote asset, quantities in the base."""

from decimal import Decimal
from typing import Final, NamedTuple

from bot.margin.linear import Account, Position, account
from bot.margin.precision import exact

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


class Ends(NamedTuple):
    """What becomes of a position with nothing else open.

    `largest` is the largest whole leverage at which an isolated one still reaches its stop.
    """

    largest: Decimal | None
    isolated: Account
    cross: Account


@exact
def loss_per_unit(
    entry: Decimal, stop: Decimal, fee_open: Decimal = ZERO, fee_close: Decimal = ZERO
) -> Decimal:
    """Return what one unit loses between entry and stop, |E - S| + E·fee_open + S·fee_close.

    Fee rates are fractions of the notional at entry and at the stop.

    Source: docs/sources.md#sizing
    """
    return abs(entry - stop) + entry * fee_open + stop * fee_close


@exact
def quantity(risk: Decimal, per_unit: Decimal, lot: Decimal) -> Decimal:
    """Return the largest multiple of *lot* whose loss, quantity · per_unit, is within *risk*."""
    return risk // (per_unit * lot) * lot


@exact
def leverage_smallest(notional: Decimal, balance: Decimal) -> Decimal:
    """Return the smallest whole leverage, at least 1, whose margin fits the balance."""
    whole, rest = divmod(notional, balance)
    return max(whole + ONE if rest else whole, ONE)


@exact
def leverage_largest(position: Position, stop: Decimal) -> Decimal | None:
    """Return the largest whole leverage at which an isolated position still reaches its stop.

    With the wallet q·E / leverage the liquidation price lies beyond the stop where the balance
    there exceeds the maintenance margin there: q·E / leverage > q·|E - S| + MM(q·S). That holds
    at the entry too, which is nearer. The leverage is not above the largest of the position's
    bracket; None where not even 1x reaches the stop.
    """
    cost = position.quantity * position.entry
    loss = position.quantity * abs(position.entry - stop)
    whole, rest = divmod(cost, loss + position.brackets.maintenance(position.quantity * stop))
    reachable = whole if rest else whole - ONE
    allowed = position.brackets.at(cost).leverage
    largest = reachable if allowed is None else min(reachable, Decimal(allowed))
    return largest if largest >= ONE else None


@exact
def leverage_roomy(position: Position, stop: Decimal, room: Decimal) -> Decimal | None:
    """Return the largest whole leverage that also reaches a price beyond the stop.

    That price lies farther from the entry than the stop, by the fraction *room* of the distance
    between them: S + (S - E)·room. Where it is none, only 1x leaves a long that much room.
    """
    beyond = stop + (stop - position.entry) * room
    return leverage_largest(position, beyond) if beyond > ZERO else ONE


@exact
def ends(position: Position, stop: Decimal, margin: Decimal, balance: Decimal) -> Ends:
    """Return where a position ends, isolated with *margin* and in cross with *balance*."""
    return Ends(
        leverage_largest(position, stop),
        account(margin, [position], []),
        account(balance, [position], []),
    )


@exact
def fees(
    quantity: Decimal, entry: Decimal, stop: Decimal, fee_open: Decimal, fee_close: Decimal
) -> Decimal:
    """Return what opening at the entry and closing at the stop cost together."""
    return quantity * (entry * fee_open + stop * fee_close)


@exact
def reward_risk(entry: Decimal, stop: Decimal, target: Decimal) -> Decimal:
    """Return |target - entry| / |entry - stop|, before fees."""
    return abs(target - entry) / abs(entry - stop)


def cross_loss(sign: int, notional: Decimal, balance: Decimal) -> Decimal:
    """Return the most that cross loses: the balance, and for a long never more than its cost."""
    if not notional:
        return ZERO
    return min(balance, notional) if sign > 0 else balance
