from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor import Book, parse
from bot.advisor.check import Request, answer
from bot.advisor.verdicts import Check
from bot.errors import IsocrossError
from tests.advisor.posted import CFX, MONEY, ask, details, found, passed, why
from tests.margin.accounts import unhurried

CHANGED = {
    "symbol": "BTCUSDT",
    "side": "long",
    "entries": ["65000"],
    "stop": "63000",
    "targets": ["70000"],
    "leverage": "10",
}


def judged(book: Book, **changed: object) -> dict[str, Any]:
    return found(ask(book, "", call={**CHANGED, **changed}, **MONEY))


def test_a_reading_that_somebody_looked_over_is_judged_in_place_of_the_text(book: Book) -> None:
    report = ask(book, CFX, call=CHANGED)

    assert report.calls[0].symbol == "BTCUSDT"
    assert passed(report)[Check.REACHABLE] is True


ON_THE_TRADE = {Check.REACHABLE, Check.LARGEST, Check.RISK}
ON_PRICES = {Check.GEOMETRY, Check.REWARD_RISK}
DOUBTS = {
    "symbol": ON_THE_TRADE | {Check.BRACKET_CAP},
    "market": ON_THE_TRADE | {Check.BRACKET_CAP},
    "side": ON_THE_TRADE | ON_PRICES,
    "entries": ON_THE_TRADE | ON_PRICES,
    "stop": ON_THE_TRADE | ON_PRICES | {Check.STOP_TRIGGER},
    "targets": ON_PRICES,
    "leverage": {Check.REACHABLE, Check.BRACKET_CAP},
    "margin_mode": set[str](),
}


@pytest.mark.parametrize("field", DOUBTS)
def test_a_verdict_that_rests_on_a_doubtful_field_is_left_open(book: Book, field: str) -> None:
    verdicts = judged(book, ask=[field])

    opened = {
        name
        for name, verdict in verdicts.items()
        if getattr(verdict.details, "reason", None) == "asked"
    }
    assert opened == DOUBTS[field]
    assert all(verdicts[name].passed is None for name in opened)
    assert {verdicts[name].details.field for name in opened} <= {field}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"symbol": None}, "missing"),
        ({"symbol": "FOOUSDT"}, "unknown_symbol"),
        ({"market": "spot"}, "spot"),
        ({"symbol": "BTCUSD_PERP", "market": "coinm"}, "coinm"),
        ({"side": None}, "missing"),
        ({"entries": []}, "missing"),
        ({"stop": None}, "missing"),
        ({"stop": None, "flags": ["stop_percent"]}, "stop_percent"),
        ({"stop": "66000"}, "stop_wrong_side"),
        ({"stop": "65000"}, "stop_wrong_side"),
        ({"flags": ["sats_prices"]}, "sats_prices"),
    ],
)
def test_what_cannot_be_judged_says_why(
    book: Book, changed: dict[str, object], reason: str
) -> None:
    verdicts = judged(book, **changed)

    for name in ON_THE_TRADE:
        assert verdicts[name].passed is None
        assert verdicts[name].details.reason == reason


def test_without_balance_or_risk_the_risk_is_open_and_the_rest_is_not(book: Book) -> None:
    assert why(book, CFX, Check.RISK) == ("missing", "balance")
    assert why(book, CFX, Check.RISK, balance="1000") == ("missing", "risk")
    assert passed(ask(book, CFX))[Check.REACHABLE] is False


def test_targets_that_nobody_can_mean_are_not_measured(book: Book) -> None:
    text = "LONG BTCUSDT entry 65000 stop 63000 tp 70, 75"

    assert why(book, text, Check.REWARD_RISK) == ("targets_order_of_magnitude", "targets")
    assert why(book, text, Check.GEOMETRY) == ("targets_order_of_magnitude", "targets")


@pytest.mark.parametrize(
    "text", ["BUY XAUUSD 2000 - 2010 SL 1990 TP 2050", "SELL EURUSD @ 1.0877 SL 1.0950 TP 1.08"]
)
def test_gold_and_currencies_are_read_and_get_no_verdict(book: Book, text: str) -> None:
    report = ask(book, text, **MONEY)

    assert len(report.calls) == 1
    assert "symbol_unknown" in report.calls[0].flags
    assert report.verdicts == ()


@pytest.mark.parametrize(
    "text", ["", "   ", "Good morning", "🎯 TP1 hit! +35% profit on #CFXUSDT, long from 0.2066"]
)
def test_a_text_that_is_no_call_has_none(book: Book, text: str) -> None:
    report = ask(book, text, **MONEY)

    assert (report.calls, report.verdicts, report.findings) == ((), (), ())


def test_every_call_of_a_text_is_judged(book: Book) -> None:
    report = ask(
        book, "LONG BTCUSDT entry 65000 stop 64000 10x\n\nSHORT ETHUSDT entry 3000 stop 3600 10x"
    )

    assert [call.symbol for call in report.calls] == ["BTCUSDT", "ETHUSDT"]
    assert found(report, 0)[Check.REACHABLE].passed is True
    assert found(report, 1)[Check.REACHABLE].passed is False  # 3,000 · 1.1 / 1.004 = 3,286.85


@pytest.mark.parametrize(("trigger", "verdict"), [(None, None), ("mark", True), ("last", False)])
def test_the_price_that_fires_the_stop_is_open_until_it_is_told(
    book: Book, trigger: str | None, verdict: object
) -> None:
    assert passed(ask(book, CFX, stop_trigger=trigger))[Check.STOP_TRIGGER] is verdict


def test_a_stop_that_waits_for_a_candle_can_come_too_late(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT entry 65000 stop 4h close below 63000 10x")

    assert passed(report)[Check.STOP_TRIGGER] is False
    assert found(report)[Check.STOP_TRIGGER].details.candle_close


def test_the_rules_name_a_mode_and_the_answer_that_would_settle_most(book: Book) -> None:
    advice = details(book, CFX, Check.MODE)

    assert advice.recommendation == "isolated"
    assert advice.settled is False
    assert advice.next_question in book.rulebook.traits
    assert advice.stated == "cross"
    assert details(book, CFX, Check.MODE, mode="isolated").stated == "isolated"
    assert passed(ask(book, CFX))[Check.MODE] is None


def test_a_text_of_4000_characters_is_read_and_one_more_is_refused(book: Book) -> None:
    assert ask(book, CFX.ljust(4_000)).calls

    with pytest.raises(IsocrossError) as caught:
        ask(book, CFX.ljust(4_001))

    assert caught.value.key == "too_long"
    assert caught.value.details["field"] == "text"
    assert caught.value.details["limit"] == "4000"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ({}, "missing"),
        ({"text": 5}, "bad_value"),
        ({"text": "", "call": {**CHANGED, "entries": ["0"]}}, "out_of_range"),
        ({"text": "", "call": {**CHANGED, "symbol": "__x__"}}, "unknown_symbol"),
        ({"text": "", "call": {**CHANGED, "side": "up"}}, "bad_value"),
        ({"text": "", "call": {**CHANGED, "stops": "1"}}, "unknown_field"),
    ],
)
def test_a_wrong_question_is_named(book: Book, question: dict[str, object], key: str) -> None:
    with pytest.raises(IsocrossError) as caught:
        answer(parse(Request, question), book)

    assert caught.value.key == key


PIECES = (
    *("LONG", "SHORT", "buy", "entry", "stop", "SL", "tp", "leverage", "cross", "spot", "sats"),
    *("BTCUSDT", "$eth", "XAUUSD", "BTCUSD", "#__X__USDT", "1000PEPE", "@everyone", "<@1>", "`"),
    *("0", "1", "65000", "0.0001", "9" * 30, "0." + "0" * 40 + "1", "20x", "5-10x", "-", "\n"),
)


@unhurried
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.text(max_size=20))
def test_whatever_is_posted_is_answered_and_only_plain_names_come_out(
    book: Book, pieces: list[str], noise: str
) -> None:
    report = ask(book, f"{' '.join(pieces)} {noise}", **MONEY)

    for call in report.calls:
        assert not set("@<`*|") & set(call.symbol or "")
        assert all(price > 0 for price in (*call.entries, *call.targets))


prices = st.decimals("0.0001", "90000", places=4, allow_nan=False)


@unhurried
@given(st.sampled_from(["long", "short"]), prices, prices, st.integers(1, 75))
def test_the_stop_is_reached_up_to_the_largest_leverage_and_not_above(
    book: Book, side: str, entry: Decimal, stop: Decimal, leverage: int
) -> None:
    call = {**CHANGED, "side": side, "entries": [entry], "stop": stop, "leverage": leverage}
    verdicts = found(ask(book, "", call=call))

    if verdicts[Check.LARGEST].passed is None:
        assert (entry <= stop) == (side == "long") or entry == stop
    else:
        most = verdicts[Check.LARGEST].details
        assert verdicts[Check.REACHABLE].passed == (leverage <= (most.leverage or 0))
        assert (most.leverage_with_room or 0) <= (most.leverage or 0)
