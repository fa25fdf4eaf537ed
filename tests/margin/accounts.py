from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from bot.margin.brackets import Brackets, ladder
from bot.margin.linear import Position

FAR = Fraction(10) ** 40

TIERS = [("0", "0.004"), ("50000", "0.005"), ("250000", "0.01"), ("1000000", "0.025")]
LADDER = ladder([(Decimal(floor), Decimal(rate)) for floor, rate in TIERS])


unhurried = settings(deadline=None)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-15"), abs=Decimal(0))


def amounts(low: str, high: str, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(low, high, allow_nan=False, allow_infinity=False, places=places)


def with_power(number: Decimal, power: int) -> Decimal:
    return number.scaleb(power - number.adjusted())


def long_numbers(low: int, high: int) -> st.SearchStrategy[Decimal]:
    digits = st.integers(1, 10**40 - 1).map(Decimal)
    return st.builds(with_power, digits, st.integers(low, high - 1))


@st.composite
def far_positions(draw: st.DrawFn) -> Position:
    entry = draw(long_numbers(-10, 9))
    return Position(
        sign=draw(st.sampled_from([1, -1])),
        quantity=draw(long_numbers(-8, 13)),
        entry=entry,
        mark=draw(st.just(entry) | long_numbers(-10, 9)),
        brackets=draw(ladders()),
    )


@st.composite
def ladders(draw: st.DrawFn) -> Brackets:
    size = draw(st.integers(1, 6))
    steps = draw(st.lists(amounts("0.5", "40000", 2), min_size=size - 1, max_size=size - 1))
    rates = draw(st.lists(amounts("0.001", "0.6", 4), min_size=size, max_size=size))
    floors = [sum(steps[:count], Decimal(0)) for count in range(size)]
    return ladder(list(zip(floors, sorted(rates), strict=True)))


@st.composite
def positions(draw: st.DrawFn, sign: int = 0) -> Position:
    return Position(
        sign=sign or draw(st.sampled_from([1, -1])),
        quantity=draw(amounts("0.001", "900", 3)),
        entry=draw(amounts("0.01", "900", 4)),
        mark=draw(amounts("0.01", "900", 4)),
        brackets=draw(ladders()),
    )


@st.composite
def legs(draw: st.DrawFn) -> list[Position]:
    first = draw(positions())
    if draw(st.booleans()):
        return [first]
    second = draw(positions(sign=-first.sign))
    return [first, second._replace(mark=first.mark)]


def summed_maintenance(brackets: Brackets, notional: Fraction) -> Fraction:
    ends = [*(Fraction(rung.floor) for rung in brackets.rungs), max(FAR, notional)]
    slices = pairwise(ends)
    return sum(
        (
            Fraction(rung.rate) * max(min(notional, end) - floor, Fraction(0))
            for rung, (floor, end) in zip(brackets.rungs, slices, strict=True)
        ),
        Fraction(0),
    )


def excess(price: Fraction, free: Fraction, legs: Sequence[Position]) -> Fraction:
    return free + sum(
        leg.sign * Fraction(leg.quantity) * (price - Fraction(leg.entry))
        - summed_maintenance(leg.brackets, price * Fraction(leg.quantity))
        for leg in legs
    )


def held(others: Sequence[Position]) -> Fraction:
    return sum(
        (excess(Fraction(other.mark), Fraction(0), [other]) for other in others),
        Fraction(0),
    )


def ends_by_search(free: Fraction, legs: Sequence[Position]) -> Iterator[Fraction]:
    floors = {
        Fraction(rung.floor) / Fraction(leg.quantity)
        for leg in legs
        for rung in leg.brackets.rungs
    }
    edges = sorted(floors)
    found: set[Fraction] = set()
    for low, high in pairwise([*edges, edges[-1] + 1, FAR]):
        start, end = excess(low, free, legs), excess(high, free, legs)
        if start * end <= 0 and start != end:
            found.add(low - start * (high - low) / (end - start))
    yield from sorted(price for price in found if price > 0)
