import json
import subprocess
import sys
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import terminal
from bot.advisor import FEATURES
from bot.margin.brackets import BracketTable
from bot.options import Desk

TYPED = "1234.56789"

unhurried = settings(deadline=None)

NUMBERS = [
    "0",
    "-0",
    "-1",
    "1e-31",
    "1e31",
    "NaN",
    "Infinity",
    "1e999999999",
    "1e9999999999999999999",
]
EDGES = ["1e-30", "1e30", "1e-10", "1e18", "0.5", "3", "7" * 30, "0." + "3" * 97, "9." + "9" * 98]
WRITTEN = [
    *(f'"{number}"' for number in [*NUMBERS, "9" * 10_000, "0x10", "1_000", "٣", "\\ud800"]),
    *("NaN", "-Infinity", "1e999999999", "1e9999999999999999999", "9" * 10_000, "0.5", "-1"),
    *("true", "null", "[]", "{}", "[" * 50 + "]" * 50, '[{"floor": 1}]'),
]
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
AMOUNTS = st.sampled_from(EDGES)
FLAT = [{"floor": "0", "rate": "1e-30"}]
STEEP = [{"floor": "0", "rate": "0.5"}, {"floor": "1e-30", "rate": "0.999999"}]
LONG = [{"floor": str(floor), "rate": "0.01"} for floor in range(100)]
NO_TABLES = [
    [],
    [{"floor": "0", "rate": "0.01"}, {"floor": "0", "rate": "0.02"}],
    [{"floor": "5", "rate": "0.01"}],
    [{"floor": "0", "rate": "0.02"}, {"floor": "5", "rate": "0.01"}],
    [*LONG, {"floor": "100", "rate": "0.01"}],
]
SYMBOLS = {
    "usdm": ["BTCUSDT", "龙虾USDT", "GONEUSDT"],
    "coinm": ["BTCUSD_PERP", "BTCUSD", "BTCUSD_261225"],
}


def position(market: str, tables: list[list[dict[str, str]]]) -> dict[str, Any]:
    return {
        "symbol": st.sampled_from(SYMBOLS[market]),
        "side": st.sampled_from(["long", "short"]),
        "quantity": AMOUNTS,
        "entry": AMOUNTS,
        "brackets": st.sampled_from(tables),
    }


def question(market: str, *more: list[dict[str, str]]) -> st.SearchStrategy[dict[str, Any]]:
    asked = position(market, [FLAT, STEEP, LONG, *more])
    others = st.lists(st.fixed_dictionaries(asked, optional={"mark": AMOUNTS}), max_size=3)
    return st.fixed_dictionaries(
        {**asked, "market": st.just(market), "mode": st.sampled_from(["cross", "isolated"])},
        optional={
            **dict.fromkeys(("mark", "contract_size", "stop", "daily_range"), AMOUNTS),
            "wallet": AMOUNTS,
            "leverage": st.sampled_from(["1", "3", "1e30"]),
            "others": others | others.map(lambda others: others * 30),
        },
    )


QUESTIONS = question("usdm") | question("coinm")
DOUBTFUL = question("usdm", *NO_TABLES) | question("coinm", *NO_TABLES)


def answered(desk: Desk, line: str) -> dict[str, Any]:
    text = terminal.dumped(terminal.answered(desk, line, "en"))
    assert text.encode()
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    assert set(found) in ({"feature", "report"}, {"feature", "error"})
    assert "report" in found or found["error"]["key"] != "internal"
    return found


@unhurried
@given(st.text())
def test_any_line_gets_one_line(desk: Desk, line: str) -> None:
    assert answered(desk, line)


@unhurried
@given(st.sampled_from([*FEATURES]), ANY)
def test_any_json_gets_one_line(desk: Desk, feature: str, request: object) -> None:
    assert answered(desk, json.dumps({"feature": feature, "request": request}))


@settings(unhurried, max_examples=400)
@given(DOUBTFUL)
def test_numbers_at_the_edge_of_what_is_read_are_answered_or_refused(
    desk: Desk, asked: dict[str, Any]
) -> None:
    assert answered(desk, json.dumps({"feature": "liquidation", "request": asked}))


@unhurried
@given(QUESTIONS, st.data())
def test_one_hostile_value_among_good_ones_is_refused(
    desk: Desk, asked: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([*asked, "wish"]))
    hostile = data.draw(st.sampled_from(WRITTEN))
    line = json.dumps({"feature": "liquidation", "request": {**asked, name: "@here"}})

    assert answered(desk, line.replace('"@here"', hostile))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("1e9999999999999999999", "out_of_range"),
        ("9" * 10_000, "too_long"),
        ("0." + "3" * 10_000, "too_long"),
        ("NaN", "not_a_number"),
        ("1e-31", "out_of_range"),
        ("0", "out_of_range"),
    ],
)
@pytest.mark.parametrize("name", ["quantity", "entry", "mark", "contract_size"])
def test_a_number_that_cannot_be_is_refused_by_name(
    desk: Desk, name: str, written: str, key: str
) -> None:
    line = json.dumps({"feature": "liquidation", "request": {name: "@here"}})
    error = answered(desk, line.replace('"@here"', written))["error"]

    assert (error["key"], error["details"]["field"]) == (key, name)


def test_a_line_longer_than_any_question_is_not_read(desk: Desk) -> None:
    error = answered(desk, " " * terminal.LINE_LENGTH + "{}")["error"]

    assert error["key"] == "too_long"
    assert error["details"]["field"] == "line"


def test_a_list_is_counted_before_it_is_read(desk: Desk) -> None:
    line = json.dumps({"feature": "liquidation", "request": {"others": ["nonsense"] * 50}})
    error = answered(desk, line)["error"]

    assert error["details"] == {"field": "others", "length": "50", "limit": "49"}


def test_bytes_that_are_no_text_and_half_characters_do_not_end_the_stream() -> None:
    lines = (
        b'\xff\xfe\n{"feature": "\\ud800", "request": {}}\r\n{"feature": "mode",\r"request": {}}'
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot", "answer"], input=lines, capture_output=True, check=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]

    assert [answer.get("error", {}).get("key") for answer in found] == [
        "not_json",
        "unknown_feature",
        None,
    ]


def test_a_failure_of_ours_is_logged_without_what_was_asked(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = replace(desk.book, brackets=cast("BracketTable", None))
    request = {"mode": "cross", "symbol": "BTCUSDT", "side": "long", "wallet": TYPED}
    line = json.dumps(
        {"feature": "liquidation", "request": {**request, "quantity": "1", "entry": TYPED}}
    )

    answer = terminal.answered(replace(desk, book=broken), line, "en")

    log = "".join(capsys.readouterr())
    assert answer["error"]["key"] == "internal"
    assert answer["error"]["details"]["id"] in log
    assert TYPED not in log
