from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from bot.render.pictures.axis import Axis, runs

D = Decimal
PERCENT = Axis(D(0), D(1), 160, 640)
LADDER = Axis(D(0), D(100), 700, 100)


class Point(NamedTuple):
    lost: tuple[int, ...]


def test_a_number_lies_where_its_share_of_the_axis_ends() -> None:
    assert PERCENT.at(D("0.25")) == D("280.0")  # 160 + 0.25 · (640 - 160)
    assert LADDER.at(D(100)) == D("100.0")  # upwards, pixels grow less
    assert LADDER.at(D(120)) == D("100.0")  # beyond the end, at the end


def test_ticks_are_round_numbers_within_the_axis() -> None:
    assert PERCENT.ticks(4) == [D(0), D("0.5"), D(1)]  # 0.25 apart is not round: 0.5
    assert Axis(D("-0.23"), D("0.03"), 0, 1).ticks(6) == [
        D("-0.2"), D("-0.15"), D("-0.1"), D("-0.05"), D(0),
    ]  # fmt: skip


def test_an_axis_without_any_height_draws_all_at_its_start() -> None:
    flat = Axis(D(5), D(5), 560, 200)

    assert flat.at(D(5)) == 560
    assert flat.ticks(5) == [D(5)]


def test_labels_of_far_prices_stand_at_their_prices() -> None:
    assert LADDER.labels([D(10), D(90)], 40) == [D("640.0"), D("160.0")]


def test_labels_of_near_prices_keep_apart_and_in_order() -> None:
    # 50 and 49 lie at 400 and 406; the lower one is moved down to 440
    assert LADDER.labels([D(50), D(49)], 40) == [D("400.0"), D("440.0")]


@given(st.lists(st.decimals(0, 100, places=2), max_size=8))
def test_labels_stay_on_the_picture_and_never_touch(prices: list[Decimal]) -> None:
    found = sorted(LADDER.labels(prices, 42))

    assert all(100 <= pixel <= 700 for pixel in found)
    assert all(upper - lower >= 42 for lower, upper in pairwise(found))


def test_a_curve_is_parted_where_something_is_lost() -> None:
    whole, gone = Point(()), Point((1,))

    assert [run.points for run in runs([gone, gone, whole], "lost")] == [[gone, gone], [whole]]
