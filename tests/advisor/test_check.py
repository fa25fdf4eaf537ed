from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor import Book, parse
from bot.advisor.check import Report, Request, answer
from bot.advisor.verdicts import Check
from bot.errors import IsocrossError
from tests.margin.accounts import unhurried

CFX = "🟢 Long #CFXUSDT\nLeverage: Cross (20x)\nEntry 0.2066\nTargets: 0.2097, 0.2118\nSL: 0.1859"
MONEY = {"balance": "1000", "risk": {"fraction": "0.01"}}


def ask(book: Book, text: str, **more: object) -> Report:
    return answer(parse(Request, {"text": text, **more}), book)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-9"), abs=Decimal(0))


def found(report: Report, call: int = 0) -> dict[str, Any]:
    return {str(v.check): v for v in report.verdicts if v.call == call}


def passed(report: Report) -> dict[str, bool | None]:
    return {name: verdict.passed for name, verdict in found(report).items()}


def details(book: Book, text: str, check: str, **more: object) -> Any:  # noqa: ANN401 -- of its check
    return found(ask(book, text, **more))[check].details


def why(book: Book, text: str, check: str, **more: object) -> tuple[str, str | None]:
    verdict = found(ask(book, text, **more))[check]
    assert verdict.passed is None
    return str(verdict.details.reason), verdict.details.field


def test_the_call_is_reported_with_the_fields_that_programs_rely_on(book: Book) -> None:
    written = ask(book, CFX).model_dump(mode="json")["calls"]

    assert written == [
        {
            "symbol": "CFXUSDT",
            "side": "long",
            "side_inferred": False,
            "market": "usdm",
            "entries": ["0.2066"],
            "entry_kind": "limit",
            "stop": "0.1859",
            "stop_condition": None,
            "targets": ["0.2097", "0.2118"],
            "leverage": "20",
            "leverage_max": None,
            "margin_mode": "cross",
            "exchange": None,
            "flags": [],
            "ask": [],
        }
    ]


def test_a_stop_past_isolated_liquidation_is_never_reached(book: Book) -> None:
    verdict = found(ask(book, CFX))[Check.REACHABLE]

    assert verdict.passed is False
    assert verdict.details.liquidation_price == near("0.198252525252525")  # 0.2066 · 0.95 / 0.99
    assert verdict.details.liquidation_distance == near("0.0404040404040404")  # 0.04 / 0.99
    assert verdict.details.stop_distance == near("0.100193610842207")  # 0.0207 / 0.2066


def test_the_largest_leverage_reaches_the_stop_and_the_next_does_not(book: Book) -> None:
    most = details(book, CFX, Check.LARGEST)

    # 9x: 0.2066 · (8 / 9) / 0.99 = 0.18550 < 0.1859; 10x: 0.2066 · 0.9 / 0.99 = 0.18782
    assert most.leverage == 9
    # 0.1859 - 0.0207 / 4 = 0.180725; 7x: 0.17887 lies below it, 8x: 0.18260 does not
    assert most.leverage_with_room == 7
    assert most.maintenance_rate == Decimal("0.01")


def test_the_money_is_sized_at_a_leverage_that_reaches_the_stop(book: Book) -> None:
    money = details(book, CFX, Check.RISK, **MONEY, lot="1")

    assert money.quantity == 483  # 10 / 0.0207 = 483.09
    assert money.notional == Decimal("99.7878")  # 483 · 0.2066
    assert money.leverage == 7
    assert money.margin == near("14.2554")  # 99.7878 / 7
    assert money.loss_at_stop == Decimal("9.9981")  # 483 · 0.0207
    assert money.loss_if_stop_fails.isolated == near("14.2554")
    assert money.loss_if_stop_fails.cross == Decimal("99.7878")  # no long loses more than it cost
    assert money.liquidation_price.cross is None  # 1,000 pays for all of 99.79
    assert money.fees == Decimal("0.09478875")  # (99.7878 + 483 · 0.1859) · 0.0005


def test_a_stated_leverage_at_which_the_stop_comes_first_is_kept_for_the_size(book: Book) -> None:
    money = details(book, CFX.replace("20x", "5x"), Check.RISK, **MONEY, lot="1")

    assert money.leverage == 5
    assert money.margin == near("19.95756")  # 99.7878 / 5


@pytest.mark.parametrize(
    ("text", "leverage", "end", "reached"),
    [
        # long: E · (1 - 1/L) / (1 - r); short: E · (1 + 1/L) / (1 + r)
        ("LONG BTCUSDT entry 65000 stop 63000 10x", 10, "58734.9397590361", True),
        ("LONG BTCUSDT entry 65000 stop 63000 25x", 25, "62650.6024096386", True),
        ("LONG BTCUSDT entry 65000 stop 63000 30x", 30, "63085.6760374833", False),
        ("SHORT BTCUSDT entry 65000 stop 67000 25x", 25, "67330.6772908367", True),
        ("SHORT BTCUSDT entry 65000 stop 67000 30x", 30, "66899.0703851262", False),
        ("SHORT ETHUSDT entry 3000 stop 3600 3x", 3, "3984.06374501992", True),
        ("SHORT ETHUSDT entry 3000 stop 3600 5x", 5, "3585.65737051793", False),
        ("LONG DOGEUSDT entry 0.2 stop 0.19 18x", 18, "0.1901246994", False),
        ("LONG DOGEUSDT entry 0.2 stop 0.19 17x", 17, "0.1894668285", True),
    ],
)
def test_the_stop_is_held_against_the_liquidation_price(
    book: Book, text: str, leverage: int, end: str, *, reached: bool
) -> None:
    verdict = found(ask(book, text))[Check.REACHABLE]

    assert verdict.details.leverage == leverage
    assert verdict.details.liquidation_price == near(end)
    assert verdict.passed is reached


def test_a_long_at_1x_is_never_liquidated(book: Book) -> None:
    verdict = found(ask(book, "LONG BTCUSDT entry 65000 stop 20000 1x"))[Check.REACHABLE]

    assert verdict.passed
    assert verdict.details.liquidation_price is None


def test_a_range_of_leverages_is_judged_at_both_ends(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT entry 65000 stop 63000 10-50x")

    # at 50x 65,000 · 0.98 / 0.996 = 63,955.82
    assert passed(report)[Check.REACHABLE] is True
    assert passed(report)[Check.REACHABLE_AT_LARGEST] is False
    assert found(report)[Check.REACHABLE_AT_LARGEST].details.leverage == 50
    assert Check.REACHABLE_AT_LARGEST not in found(ask(book, CFX))


def test_a_zone_is_judged_at_its_average_and_the_worst_entry_is_named(book: Book) -> None:
    report = ask(book, "SHORT BTCUSDT zone 65000-66000 stop 68000 23x")
    reach, most = found(report)[Check.REACHABLE].details, found(report)[Check.LARGEST].details

    assert reach.entry == 65_500
    assert reach.liquidation_price == near("68075.52399")  # 65,500 · 24/23 / 1.004
    assert found(report)[Check.REACHABLE].passed is True
    assert reach.worst.entry == 65_000
    assert reach.worst.liquidation_price == near("67555.8635319")  # 65,000 · 24/23 / 1.004
    assert reach.worst.passed is False
    assert most.leverage == 23  # 65,500 / (2,500 + 272) = 23.63
    assert most.worst_leverage == 19  # 65,000 / (3,000 + 272) = 19.87


def test_the_worst_entry_of_a_long_zone_is_its_upper_end(book: Book) -> None:
    reach = details(book, "LONG BTCUSDT zone 64000-65000 stop 62000 10x", Check.REACHABLE)

    assert reach.worst.entry == 65_000


def test_a_leverage_past_what_the_contract_allows_is_named(book: Book) -> None:
    report = ask(book, "LONG CFXUSDT entry 0.2066 stop 0.205 100x")

    assert passed(report)[Check.BRACKET_CAP] is False
    assert found(report)[Check.BRACKET_CAP].details.leverage == 100
    assert found(report)[Check.BRACKET_CAP].details.largest == 75
    assert found(report)[Check.REACHABLE].details.under_water  # a margin of 1 % is all maintenance


def test_a_large_size_is_judged_in_its_own_bracket(book: Book) -> None:
    money = {"balance": "100000", "risk": {"amount": "1500"}}
    report = ask(book, CFX, **money, lot="1")

    # 1,500 / 0.0207 = 72,463.77: 72,463 · 0.2066 = 14,970.86, where maintenance is 2 % less 75
    assert found(report)[Check.LARGEST].details.maintenance_rate == Decimal("0.02")
    # 14,970.86 / (1,499.98 + 72,463 · 0.1859 · 0.02 - 75) = 8.83
    assert found(report)[Check.LARGEST].details.leverage == 8
    assert found(report)[Check.BRACKET_CAP].details.largest == 25
    assert "first_bracket" not in report.assumptions
    assert "first_bracket" in ask(book, CFX).assumptions


def test_a_position_larger_than_binance_allows_fails(book: Book) -> None:
    report = ask(book, CFX, balance="1e12", risk={"fraction": "0.5"})

    assert passed(report)[Check.RISK] is False
    assert found(report)[Check.RISK].details.reason == "beyond_brackets"
    assert found(report)[Check.REACHABLE].passed is False


def test_more_at_risk_than_the_rules_allow_fails(book: Book) -> None:
    report = ask(book, CFX, balance="1000", risk={"fraction": "0.05"})

    assert passed(report)[Check.RISK] is False
    assert "sizing.risk-too-high" in found(report)[Check.RISK].details.findings
    assert "sizing.risk-too-high" in [finding.rule for finding in report.findings]


def test_a_risk_too_small_for_one_lot_fails(book: Book) -> None:
    report = ask(book, CFX, **MONEY, lot="1000")

    assert passed(report)[Check.RISK] is False
    assert found(report)[Check.RISK].details.quantity == 0


def test_more_at_risk_than_the_balance_is_the_askers_mistake(book: Book) -> None:
    with pytest.raises(IsocrossError) as caught:
        ask(book, CFX, balance="100", risk={"amount": "200"})

    assert caught.value.key == "out_of_range"


def test_what_each_target_brings_is_measured_by_the_risk(book: Book) -> None:
    rewards = details(book, "SHORT BTCUSDT entry 65000 stop 66000 tp 64000, 62500", "reward_risk")

    assert [(reward.target, reward.ratio) for reward in rewards.targets] == [
        (64_000, 1),  # 1,000 / 1,000
        (62_500, Decimal("2.5")),  # 2,500 / 1,000
    ]


def test_a_target_where_the_trade_loses_is_named(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT entry 65000 stop 63000 tp 64000, 67000")

    assert passed(report)[Check.GEOMETRY] is False
    assert found(report)[Check.GEOMETRY].details.targets_wrong == (64_000,)
    assert found(report)[Check.REWARD_RISK].details.targets[0].ratio == Decimal("-0.5")


def test_a_target_inside_the_entries_is_named_and_is_no_fault(book: Book) -> None:
    report = ask(book, "SHORT BTCUSDT zone 65000-66000 stop 68000 tp 65500, 60000")

    assert passed(report)[Check.GEOMETRY] is True
    assert found(report)[Check.GEOMETRY].details.targets_inside == (65_500,)


def test_a_stop_among_the_entries_is_no_stop_for_all_of_them(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT zone 64000-66000 stop 64500 tp 70000 5x")

    assert passed(report)[Check.GEOMETRY] is False
    assert found(report)[Check.GEOMETRY].details.stop is False


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
