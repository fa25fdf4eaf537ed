"""COIN-M: contracts of a fixed number of dollars, whose profit and margin are in the coin.

n contracts of C dollars at a price P are worth n·C/P coins and have earned s·n·C·(1/E - 1/P). In
x = 1/P that is a linear position: sign -s, quantity n·C, entry 1/E, mark 1/M.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.margin import linear
from bot.margin.brackets import Brackets
from bot.margin.linear import Account, End, Position
from bot.margin.precision import exact, turned

ONE: Final = Decimal(1)


@exact
def position(
    sign: int, dollars: Decimal, entry: Decimal, mark: Decimal, brackets: Brackets
) -> Position:
    """Return contracts as the linear position in 1/P that they are.

    Args:
        sign: +1 long, -1 short.
        dollars: What the contracts stand for together, n·C, above 0.
        entry: Entry price, dollars a coin.
        mark: Mark price, dollars a coin.
        brackets: The ladder that charges the notional, in the coin.
    """
    return Position(-sign, dollars, ONE / entry, ONE / mark, brackets)


@exact
def account(wallet: Decimal, legs: Sequence[Position], others: Sequence[Position]) -> Account:
    """Return where the account of *legs* stands, in the coin, and where it ends, in dollars.

    Args:
        wallet: Isolated wallet of the position, or cross wallet balance, in the coin.
        legs: The position asked about and, in cross, the other side of its hedge, made by
            `position`.
        others: The other positions of a cross pool of the same coin, held at their marks.

    Source: docs/sources.md#coinm-liquidation
    """
    found = linear.account(wallet, legs, others)
    return found._replace(
        mark=turned(found.mark),
        below=in_dollars(found.above),
        above=in_dollars(found.below),
        bankruptcy=found.bankruptcy and turned(found.bankruptcy),
    )


def in_dollars(end: End | None) -> End | None:
    """Return an end on the axis 1/P as one on that of the price."""
    return end and end._replace(price=turned(end.price))
