import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book
from tests.advisor.chances import (
    BTC,
    ETH,
    FLAT,
    PAIR,
    SOL,
    SWING,
    TOUCH,
    ask,
    nobody,
    refused,
    without,
)


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
