import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, parse
from bot.advisor.odds import Report, Request, answer
from bot.errors import IsocrossError
from bot.margin.motion import Chance, Motion

TOUCH = {"price": "65000", "barrier": "58700", "days": "7", "volatility": "0.6", "side": "long"}
FLAT = [{"floor": "0", "rate": "0.01"}]
TEN_TIMES = {
    "mode": "isolated",
    "symbol": "XUSDT",
    "side": "long",
    "quantity": "2",
    "entry": "100",
    "wallet": "20",
    "brackets": FLAT,
}
SWING = {"days": "7", "volatility": "0.6"}
BTC = {"symbol": "BTCUSDT", "side": "long", "quantity": "1", "entry": "65000", "volatility": "0.6"}
ETH = {"symbol": "ETHUSDT", "side": "long", "quantity": "10", "entry": "3400", "volatility": "0.8"}
SOL = {"symbol": "SOLUSDT", "side": "long", "quantity": "9", "entry": "150", "volatility": "1"}
PAIR = {"wallet": "9000", "positions": [BTC, ETH], "correlation": "0.8"}


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def refused(book: Book, question: dict[str, Any], **more: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)
    return caught.value.key, dict(caught.value.details)


def nobody(motion: Motion, horizons: Sequence[Decimal]) -> Sequence[Chance]:
    raise AssertionError(motion, horizons)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-12"), abs=Decimal(0))


def without(question: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name not in names}


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


def test_an_account_is_simulated_with_its_standard_error(book: Book) -> None:
    report = ask(book, {"days": "7"}, account=PAIR)

    assert report.method == "simulation"
    assert report.standard_error
    assert 0 < report.standard_error < Decimal("0.006")  # at most 0.5 / √10,000
    assert report.horizons[2].touch_probability == report.touch_probability
    assert report.brackets_as_of == book.brackets.as_of
    assert "correlation_constant" in report.assumptions


def test_one_volatility_serves_every_position_without_its_own(book: Book) -> None:
    bare = {**PAIR, "positions": [without(BTC, "volatility"), ETH]}

    assert ask(book, SWING, account=bare) == ask(book, {"days": "7"}, account=PAIR)


@pytest.mark.parametrize("given", ["0.8", [["1", "0.8"], ["0.8", "1"]]])
def test_one_number_and_its_matrix_are_the_same(book: Book, given: object) -> None:
    report = ask(book, {"days": "7"}, account={**PAIR, "correlation": given})

    assert report == ask(book, {"days": "7"}, account=PAIR)


def test_an_account_under_water_is_liquidated_already_and_nothing_is_simulated(
    book: Book,
) -> None:
    report = ask(replace(book, simulated=nobody), {"days": "7"}, account={**PAIR, "wallet": "10"})

    assert report.touch_probability == 1
    assert (report.method, report.standard_error) == ("closed_form", None)
    assert "already_liquidated" in report.assumptions


def test_both_legs_of_a_hedge_move_as_one_price(book: Book) -> None:
    other = {**BTC, "side": "short", "quantity": "0.9", "entry": "60000", "mark": "70000"}
    account = {"wallet": "9000", "positions": [{**BTC, "mark": "64000"}, other]}

    report = ask(book, {"days": "7"}, account=account)

    # 9,000 - 1,000 - 3,600 - maintenance is left, and 0.1 BTC of it moves
    assert report.touch_probability == 0
    assert "correlation_constant" not in report.assumptions


def test_brackets_of_ones_own_serve_both_legs(book: Book) -> None:
    leg = {**BTC, "symbol": "XUSDT", "brackets": FLAT}
    hedge = [leg, {**without(leg, "brackets"), "side": "short"}]

    report = ask(book, {"days": "7"}, account={"wallet": "9000", "positions": hedge})

    assert report.brackets_as_of is None


MATRIX = "account.correlation"


@pytest.mark.parametrize(
    ("given", "key", "details"),
    [
        ("1.01", "out_of_range", {"field": MATRIX, "bound": "at_most", "limit": "1"}),
        ("-2", "out_of_range", {"field": MATRIX, "bound": "at_least", "limit": "-1"}),
        ("much", "not_a_number", {"field": MATRIX}),
        ([["1", "2"], ["2", "1"]], "out_of_range", {"field": MATRIX}),
        (["1", "0.5"], "not_a_number", {"field": MATRIX}),
        ([["1"] * 51] * 51, "too_long", {"field": MATRIX, "limit": "50"}),
        ([], "bad_value", {"field": MATRIX, "allowed": ["3×3"]}),
        ([["1", "0"], ["0", "1"]], "bad_value", {"field": MATRIX, "allowed": ["3×3"]}),
        (
            [["1", "0", "0"], ["0", "0.9", "0"], ["0", "0", "1"]],
            "bad_value",
            {"field": "account.correlation.1.1", "value": "0.9", "allowed": ["1"]},
        ),
        (
            [["1", "0.5", "0"], ["0.4", "1", "0"], ["0", "0", "1"]],
            "impossible_combination",
            {"fields": [f"{MATRIX}.0.1", f"{MATRIX}.1.0"], "values": ["0.5", "0.4"]},
        ),
        (
            [["1", "0.9", "-0.9"], ["0.9", "1", "0.9"], ["-0.9", "0.9", "1"]],
            "bad_value",
            {"value": "1, 0.9, -0.9; 0.9, 1, 0.9; -0.9, 0.9, 1"},
        ),
        ("-0.6", "bad_value", {"value": "-0.6", "allowed": ["positive_semidefinite"]}),
    ],
)
def test_correlations_that_no_prices_have_are_refused(
    book: Book, given: object, key: str, details: dict[str, Any]
) -> None:
    account = {"wallet": "9000", "positions": [BTC, ETH, SOL], "correlation": given}

    found, told = refused(book, {"days": "7"}, account=account)

    assert found == key
    assert told | details == told


@pytest.mark.parametrize(
    ("positions", "fields"),
    [
        ([BTC, BTC], ["account.positions.0.symbol", "account.positions.1.symbol"]),
        (
            [ETH, BTC, {**BTC, "side": "short", "volatility": "0.7"}],
            ["account.positions.1.volatility", "account.positions.2.volatility"],
        ),
    ],
)
def test_two_positions_that_cannot_both_be_open_are_refused(
    book: Book, positions: list[dict[str, str]], fields: list[str]
) -> None:
    key, details = refused(book, {"days": "7"}, account={**PAIR, "positions": positions})

    assert (key, details["fields"]) == ("impossible_combination", fields)


def test_fifty_positions_are_the_most(book: Book) -> None:
    crowd = {**PAIR, "positions": [{**BTC, "symbol": f"C{number}USDT"} for number in range(51)]}

    key, details = refused(book, {"days": "7"}, account=crowd)

    assert (key, details["limit"]) == ("too_long", "50")


ALONE = """
import json, sys
from bot import app
from bot.advisor import FEATURES, parse

book, odds = app.build().book, FEATURES["odds"]
for question in json.loads(sys.argv[1]):
    report = odds.answer(parse(odds.request, question), book)
print(report.touch_probability, "numpy" in sys.modules)
"""


def test_the_same_question_has_the_same_answer_tomorrow_and_numpy_stays_with_the_worker(
    book: Book,
) -> None:
    question = {"days": "7", "account": PAIR}
    questions = json.dumps([TOUCH, question])

    run = [sys.executable, "-c", ALONE, questions]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout

    assert said.split() == [str(ask(book, question).touch_probability), "False"]
