import io
import json
from decimal import Decimal
from typing import Any

import pytest

from bot import terminal
from bot.errors import UnknownFeature, UnknownSymbol
from bot.options import Desk

TEN_TIMES = {
    "market": "usdm",
    "mode": "isolated",
    "symbol": "BTCUSDT",
    "side": "long",
    "quantity": "1",
    "entry": "20000",
    "wallet": "2000",
}


def answers(desk: Desk, *lines: object) -> list[dict[str, Any]]:
    out = io.StringIO()
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    terminal.answer(desk, [text + "\n" for text in texts], out, "en")
    return [json.loads(line) for line in out.getvalue().splitlines()]


def key_of(answer: dict[str, Any]) -> object:
    error = answer["error"]
    assert error["text"]
    return error["key"]


def test_a_typed_command_is_answered_in_plain_words(desk: Desk) -> None:
    said = terminal.ask(desk, "/mode strategy:event_driven", "en", as_json=False)

    assert said.splitlines()[0].startswith("Use isolated margin")
    assert "**" not in said
    assert "not advice" in said


def test_json_holds_the_report_with_its_words(desk: Desk) -> None:
    said = json.loads(terminal.ask(desk, "/mode strategy:event_driven", "en", as_json=True))

    assert said["recommendation"] == "isolated"
    assert said["reasons"][0]["rule"] == "isolated.event"
    assert said["reasons"][0]["because"]


CALL = "LONG CFXUSDT Entry:0.2066\nSL:0.1859\nLeverage:20x"


def test_a_posted_call_is_read_with_its_own_names_and_values(desk: Desk) -> None:
    said = terminal.ask(desk, f"/check text:{CALL} balance:1000 risk:1%", "en", as_json=False)

    assert said.splitlines()[0].startswith("Read as: LONG CFXUSDT · entry 0.2066")
    assert "For a loss of 10 USDT at the stop" in said


def test_a_check_is_written_as_json_with_decimal_strings(desk: Desk) -> None:
    request = {"text": CALL, "balance": "1000", "risk": {"fraction": "0.01"}}

    report = answers(desk, {"feature": "check", "request": request})[0]["report"]

    verdicts = {verdict["check"]: verdict for verdict in report["verdicts"]}
    assert report["calls"][0]["entries"] == ["0.2066"]
    assert verdicts["largest_leverage_stop_reachable"]["details"]["leverage"] == "9"
    assert verdicts["stop_reachable_in_isolated"]["passed"] is False
    assert report["findings"][0]["because"]


def test_a_command_that_is_none_is_a_keyed_mistake(desk: Desk) -> None:
    with pytest.raises(UnknownFeature):
        terminal.ask(desk, "/moed market:usdm", "en", as_json=False)


def test_every_line_gets_one_line_in_order(desk: Desk) -> None:
    found = answers(
        desk,
        {"feature": "liquidation", "request": TEN_TIMES},
        "",
        "nonsense",
        "[1]",
        {"feature": "guess", "request": {}},
        {"feature": "mode"},
        {"feature": "mode", "request": {}, "wish": 1},
        {"feature": "mode", "request": {"markt": "usdm"}},
        {"feature": "mode", "request": {"market": "usdn"}},
        {"feature": "mode", "request": {"legs": "offsetting", "open_positions": 1}},
        {"feature": "liquidation", "request": {**TEN_TIMES, "wallet": "1e31"}},
        {"feature": "liquidation", "request": {**TEN_TIMES, "quantity": "0"}},
        {"feature": "liquidation", "request": {**TEN_TIMES, "symbol": "BTCUSDX"}},
        {"feature": "liquidation", "request": {**TEN_TIMES, "market": "spot_margin"}},
        {"feature": "liquidation", "request": {**TEN_TIMES, "quantity": "1000000000"}},
        {"feature": "liquidation", "request": []},
        {"feature": "mode", "request": {"market": "usdm"}},
    )

    price = found[0]["report"]
    # (2,000 - 20,000) / (0.004 - 1) = 18,072.289…
    assert Decimal(price["liquidation_price"]).quantize(Decimal("0.001")) == Decimal("18072.289")
    assert [key_of(answer) for answer in found[1:-1]] == [
        "not_json",
        "not_json",
        "not_json",
        "unknown_feature",
        "missing",
        "unknown_field",
        "unknown_trait",
        "bad_value",
        "impossible_combination",
        "out_of_range",
        "out_of_range",
        "unknown_symbol",
        "mode_unavailable",
        "beyond_brackets",
        "bad_value",
    ]
    assert "report" in found[-1]


def test_numbers_in_json_are_exact_however_they_are_written(desk: Desk) -> None:
    line = json.dumps({"feature": "liquidation", "request": TEN_TIMES}).replace('"2000"', "2000.1")

    report = answers(desk, line)[0]["report"]

    assert isinstance(report, dict)
    assert report["margin_balance"] == "2000.1"


def test_brackets_are_shown_with_their_date(desk: Desk) -> None:
    shown = terminal.brackets_shown(desk, "btc")

    assert shown.splitlines()[0] == "BTCUSDT · brackets of Sep 29, 2026"
    assert "0.4%" in shown
    with pytest.raises(UnknownSymbol):
        terminal.brackets_shown(desk, "nothing")


@pytest.mark.parametrize("typed", ["BTCUSD_PERP", "btcusd", "btcusd perp"])
def test_brackets_of_contracts_are_shown_with_their_coin_and_size(desk: Desk, typed: str) -> None:
    first = terminal.brackets_shown(desk, typed).splitlines()[0]

    assert first == (
        "BTCUSD_PERP · brackets of Jul 28, 2024, notionals in BTC · 100 USD a contract"
    )
