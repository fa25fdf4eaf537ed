"""Find the zeros of a sum that is linear between the floors of its brackets.

Each leg adds sign · notional - maintenance to the sum, and notional = quantity · x for an axis x
that all legs share: the price of a linear contract, or 1 / price of an inverse one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import Final, NamedTuple, Protocol

from bot.margin.brackets import Bracket, Brackets
from bot.margin.precision import quotient

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


class Leg(Protocol):
    """A position whose notional grows with the axis; `sign` +1 gains from that, -1 loses."""

    @property
    def sign(self) -> int:
        """+1 or -1."""
        ...

    @property
    def quantity(self) -> Decimal:
        """Notional a unit of the axis, above 0."""
        ...

    @property
    def brackets(self) -> Brackets:
        """The ladder that charges the notional."""
        ...


class Zero(NamedTuple):
    """A place where the sum is 0, the first leg's bracket there, and whether the sum rises.

    The place is rounded to the digits that a report carries.
    """

    at: Decimal
    bracket: Bracket
    rising: bool


class Kink(NamedTuple):
    """A floor on the axis: its place times the scale, what changes there, and for which leg."""

    place: Decimal
    constant: Decimal
    slope: Decimal
    leg: int


def zeros(constant: Decimal, legs: Sequence[Leg]) -> list[Zero]:
    """Return every positive place at which the sum is 0, ascending.

    Args:
        constant: The sum at place 0, in the unit of the brackets.
        legs: One leg, or the two of a hedge.
    """
    return lone_zero(constant, legs[0]) if len(legs) == 1 else list(shared_zeros(constant, legs))


def lone_zero(constant: Decimal, leg: Leg) -> list[Zero]:
    """Return the zero of one leg, whose sum rises (or falls) throughout: at most one.

    x = -(constant + amount) / (quantity · (sign - rate)), in the last bracket at whose floor
    the sum has not reached 0 yet.
    """
    sign, rungs = leg.sign, leg.brackets.rungs

    def reached(bracket: Bracket) -> Decimal:
        return sign * (constant + (sign - bracket.rate) * bracket.floor + bracket.amount)

    passed = bisect_left(rungs, ZERO, key=reached)
    if not passed:
        return []
    bracket = rungs[passed - 1]
    slope = leg.quantity * (sign - bracket.rate)
    return [Zero(quotient(-constant - bracket.amount, slope), bracket, sign > 0)]


def shared_zeros(constant: Decimal, legs: Sequence[Leg]) -> Iterator[Zero]:
    """Yield the zeros of legs that share the axis, walking every piece from 0 upwards.

    Each piece is taken with its upper end, whose sign is computed once for both pieces that meet
    there: no zero is lost or found twice. A piece that is 0 throughout yields its two ends.
    """
    scale = prod((leg.quantity for leg in legs), start=ONE)
    slope = sum((leg.quantity * (leg.sign - leg.brackets.rungs[0].rate) for leg in legs), ZERO)
    start, asked = scale * constant, iter(legs[0].brackets.rungs)
    bracket = next(asked)
    for kink in kinks(legs):
        end = scale * constant + slope * kink.place
        if start < ZERO <= end or start > ZERO >= end:
            yield Zero(quotient(-constant, slope), bracket, start < ZERO)
        elif start == ZERO == slope:
            yield Zero(quotient(kink.place, scale), bracket, rising=False)
        start, constant, slope = end, constant + kink.constant, slope + kink.slope
        bracket = next(asked) if kink.leg == 0 else bracket
    if start < ZERO < slope or start > ZERO > slope:
        yield Zero(quotient(-constant, slope), bracket, start < ZERO)


def kinks(legs: Sequence[Leg]) -> list[Kink]:
    """Return the floors of all legs in the order in which the axis passes them.

    A floor lies at floor / quantity; times the quantities of all legs it is a plain product.
    """
    found: list[Kink] = []
    for number, leg in enumerate(legs):
        others = prod((other.quantity for other in legs if other is not leg), start=ONE)
        found += [
            Kink(
                above.floor * others,
                above.amount - below.amount,
                leg.quantity * (below.rate - above.rate),
                number,
            )
            for below, above in pairwise(leg.brackets.rungs)
        ]
    return sorted(found)
