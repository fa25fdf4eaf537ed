from typing import Any

import pytest

from bot.advisor import Book
from tests.advisor.chances import (
    BTC,
    ETH,
    PAIR,
    SWING,
    TEN_TIMES,
    TOUCH,
    ask,
    near,
    refused,
    without,
)


def test_a_barrier_is_touched_as_often_as_the_formula_says(book: Book) -> None:
    report = ask(book, TOUCH)

    assert report.touch_probability == near("0.231224219966437")  # of the formula, sixty digits
    assert (report.method, report.standard_error) == ("closed_form", None)
    assert report.distance == near("0.0969230769230769")  # 6,300 / 65,000
    assert {"no_jumps", "margin_constant", "watched_continuously", "no_drift"} <= {
        *report.assumptions
    }


def test_the_same_chance_is_told_for_a_day_three_days_a_week_and_a_month(book: Book) -> None:
    report = ask(book, TOUCH, days="2")

    assert [horizon.days for horizon in report.horizons] == [1, 3, 7, 30]
    assert report.horizons[2].touch_probability == ask(book, TOUCH).touch_probability
    chances = [horizon.touch_probability for horizon in report.horizons]
    assert chances[0] < report.touch_probability < chances[1] < chances[2] < chances[3]


@pytest.mark.parametrize("side", ["long", "short", None])
@pytest.mark.parametrize("barrier", ["58700", "71300"])
def test_the_side_changes_no_chance_since_a_touch_is_a_touch(
    book: Book, barrier: str, side: str | None
) -> None:
    anybody = ask(book, without(TOUCH, "side"), barrier=barrier)

    assert ask(book, TOUCH, barrier=barrier, side=side) == anybody
    assert 0 < anybody.touch_probability < 1


def test_a_price_at_the_barrier_has_touched_it(book: Book) -> None:
    report = ask(book, TOUCH, barrier="65000.0", days="0")

    assert report.touch_probability == 1
    assert report.distance == 0


def test_a_trend_towards_the_barrier_makes_a_touch_likelier(book: Book) -> None:
    falling, rising = (ask(book, TOUCH, drift=drift) for drift in ("-0.5", "0.5"))

    assert falling.touch_probability > ask(book, TOUCH).touch_probability
    assert rising.touch_probability < ask(book, TOUCH).touch_probability
    assert "no_drift" not in rising.assumptions


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ({}, ["price", "barrier", "days", "volatility"]),
        (without(TOUCH, "volatility"), ["volatility"]),
        (without(TOUCH, "days", "price"), ["price", "days"]),
        ({"liquidation": TEN_TIMES}, ["days", "volatility"]),
        ({"account": PAIR}, ["days"]),
        ({"account": {"wallet": "1", "positions": []}, "days": "7"}, ["account.positions"]),
        (
            {"account": {**PAIR, "positions": [BTC, without(ETH, "volatility")]}, "days": "7"},
            ["account.positions.1.volatility"],
        ),
        ({"account": without(PAIR, "correlation"), "days": "7"}, ["account.correlation"]),
    ],
)
def test_what_is_not_given_is_asked_and_never_invented(
    book: Book, question: dict[str, Any], missing: list[str]
) -> None:
    assert refused(book, question) == ("missing", {"fields": missing})


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"liquidation": TEN_TIMES}, ["barrier", "liquidation"]),
        ({"account": PAIR}, ["barrier", "account"]),
    ],
)
def test_two_things_to_be_touched_are_one_too_many(
    book: Book, more: dict[str, Any], fields: list[str]
) -> None:
    key, details = refused(book, TOUCH, **more)

    assert (key, details["fields"]) == ("impossible_combination", fields)


@pytest.mark.parametrize(
    ("more", "key", "field"),
    [
        ({"price": "0"}, "out_of_range", "price"),
        ({"barrier": "-1"}, "out_of_range", "barrier"),
        ({"days": "-0.1"}, "out_of_range", "days"),
        ({"volatility": "0"}, "out_of_range", "volatility"),
        ({"volatility": "NaN"}, "not_a_number", "volatility"),
        ({"drift": "1e31"}, "out_of_range", "drift"),
        ({"side": "up"}, "bad_value", "side"),
    ],
)
def test_what_cannot_be_is_refused(book: Book, more: dict[str, Any], key: str, field: str) -> None:
    found, details = refused(book, TOUCH, **more)

    assert (found, details["field"]) == (key, field)


def test_the_price_that_liquidates_is_the_barrier(book: Book) -> None:
    report = ask(book, SWING, liquidation=TEN_TIMES)
    touch = ask(book, TOUCH, price="100", barrier=str(report.barrier))

    assert report.barrier == near("90.9090909090909")  # (20 - 200) / (2 · 0.01 - 2) = 180 / 1.98
    assert report.touch_probability == touch.touch_probability
    assert report.price == 100
    assert report.brackets_as_of is None


def test_half_the_leverage_is_half_the_size_on_the_same_wallet(book: Book) -> None:
    report = ask(book, SWING, liquidation=TEN_TIMES)

    # (20 - 100) / (0.01 - 1) = 80 / 0.99
    assert report.half_leverage_barrier == near("80.8080808080808")
    half = ask(book, TOUCH, price="100", barrier=str(report.half_leverage_barrier))
    assert report.horizons[3].half_leverage_probability == half.horizons[3].touch_probability


def test_half_a_leverage_that_gave_the_wallet_keeps_that_wallet(book: Book) -> None:
    estimated = {**without(TEN_TIMES, "wallet"), "leverage": "10"}

    report = ask(book, SWING, liquidation=estimated)

    assert report.half_leverage_barrier == near("80.8080808080808")
    assert "wallet_estimated" in report.assumptions


def test_the_stop_is_told_beside_the_liquidation(book: Book) -> None:
    report = ask(book, SWING, liquidation={**TEN_TIMES, "stop": "95"})
    touch = ask(book, TOUCH, price="100", barrier="95")

    assert [horizon.stop_probability for horizon in report.horizons] == [
        horizon.touch_probability for horizon in touch.horizons
    ]


def test_a_position_that_no_price_ends_is_never_liquidated(book: Book) -> None:
    report = ask(book, SWING, liquidation={**TEN_TIMES, "mode": "cross", "wallet": "500"})

    assert report.touch_probability == 0
    assert report.barrier is None
    assert "no_liquidation_price" in report.assumptions


def test_a_position_under_water_is_liquidated_already(book: Book) -> None:
    report = ask(book, SWING, liquidation={**TEN_TIMES, "mark": "90"})

    assert report.touch_probability == 1
    assert {horizon.touch_probability for horizon in report.horizons} == {1}
    assert "already_liquidated" in report.assumptions


def test_the_price_now_is_the_mark(book: Book) -> None:
    marked = ask(book, SWING, liquidation={**TEN_TIMES, "mark": "96"})

    assert ask(book, SWING, price="96", side="long", liquidation=TEN_TIMES) == marked
    assert marked.touch_probability > ask(book, SWING, liquidation=TEN_TIMES).touch_probability


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"price": "97"}, ("price", "liquidation.mark")),
        ({"side": "short"}, ("side", "liquidation.side")),
    ],
)
def test_a_question_that_contradicts_its_position_is_refused(
    book: Book, more: dict[str, Any], fields: tuple[str, str]
) -> None:
    key, details = refused(book, SWING, liquidation={**TEN_TIMES, "mark": "96"}, **more)

    assert (key, details["fields"]) == ("impossible_combination", fields)


def test_a_hedge_counts_its_nearer_end_and_says_so(book: Book) -> None:
    leg = {"symbol": "XUSDT", "side": "short", "quantity": "1", "entry": "100"}
    steep = [{"floor": "0", "rate": "0.01"}, {"floor": "2000", "rate": "0.5"}]
    hedge = {**TEN_TIMES, "mode": "cross", "others": [leg], "brackets": steep}

    report = ask(book, SWING, liquidation=hedge)

    assert report.barrier
    assert report.barrier < 100
    assert "farther_end_left_out" in report.assumptions
    assert report.half_leverage_barrier is None
