from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.margin.brackets import ladder
from bot.margin.linear import Position
from bot.margin.motion import Exposure, Motion, excess, loadings
from tests.margin.accounts import amounts

FLAT = ladder([(Decimal(0), Decimal("0.01"))])
ONE = Decimal(1)


def matrix(*rows: str) -> list[list[Decimal]]:
    return [[Decimal(each) for each in row.split()] for row in rows]


def correlations(found: Sequence[Sequence[Decimal]]) -> list[list[Decimal]]:
    full = [[*row, *[Decimal(0)] * (len(found) - len(row))] for row in found]
    return [
        [sum((a * b for a, b in zip(one, other, strict=True)), Decimal(0)) for other in full]
        for one in full
    ]


def test_what_exceeds_maintenance_counts_every_position_at_its_mark() -> None:
    long = Position(1, Decimal(2), Decimal(100), Decimal(90), FLAT)
    short = Position(-1, Decimal(1), Decimal(50), Decimal(40), FLAT)
    motion = Motion(Decimal(30), [Exposure(each, ONE, ONE, [ONE]) for each in (long, short)])

    # 30 - 2 · 10 + 1 · 10 - 0.01 · 180 - 0.01 · 40
    assert excess(motion) == Decimal("17.8")


def test_two_prices_share_as_much_of_their_shocks_as_they_correlate() -> None:
    # 0.6² + 0.8² = 1
    assert loadings(matrix("1 0.6", "0.6 1")) == matrix("1", "0.6 0.8")


def test_prices_that_move_as_one_get_one_shock() -> None:
    assert loadings(matrix("1 1", "1 1")) == matrix("1", "1 0")
    assert loadings(matrix("1 -1", "-1 1")) == matrix("1", "-1 0")


def test_three_prices_can_at_most_half_contradict_each_other() -> None:
    # all sums of the three are 0: 1 - 2 · 0.5
    assert loadings(matrix("1 -0.5 -0.5", "-0.5 1 -0.5", "-0.5 -0.5 1")) is not None
    assert loadings(matrix("1 -0.51 -0.51", "-0.51 1 -0.51", "-0.51 -0.51 1")) is None


@pytest.mark.parametrize(
    "rows",
    [
        ("1 1 0", "1 1 1", "0 1 1"),  # like the first, and unlike it
        ("1 0.9 -0.9", "0.9 1 0.9", "-0.9 0.9 1"),
        ("1 1.1", "1.1 1"),
    ],
)
def test_what_no_prices_can_do_has_no_loadings(rows: tuple[str, ...]) -> None:
    assert loadings(matrix(*rows)) is None


@given(st.lists(st.lists(amounts("-1", "1", 2), min_size=4, max_size=4), min_size=1, max_size=5))
def test_the_loadings_give_back_the_correlations(vectors: list[list[Decimal]]) -> None:
    lengths = [sum((each * each for each in row), Decimal(0)).sqrt() for row in vectors]
    kept = [
        [e / length for e in row] for row, length in zip(vectors, lengths, strict=True) if length
    ]
    asked = correlations(kept)

    found = loadings(asked)

    assert found is not None
    for row, expected in zip(correlations(found), asked, strict=True):
        assert all(
            abs(one - other) < Decimal("1e-5") for one, other in zip(row, expected, strict=True)
        )
