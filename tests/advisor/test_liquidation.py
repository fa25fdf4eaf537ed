from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor import Book, parse
from bot.advisor.liquidation import Report, Request, answer
from bot.errors import IsocrossError

ISOLATED = {
    "mode": "isolated",
    "symbol": "BTCUSDT",
    "side": "long",
    "quantity": "1",
    "entry": "20000",
    "wallet": "2000",
}
CROSS = ISOLATED | {"mode": "cross"}
ETH_SHORT = {"symbol": "ETHUSDT", "side": "short", "quantity": "2", "entry": "3400"}
FLAT = [{"floor": "0", "rate": "0.01"}]


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def refused(book: Book, question: dict[str, Any], **more: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)
    return caught.value.key, dict(caught.value.details)


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-15"), abs=Decimal(0))


def test_a_ten_times_long_ends_nine_and_a_half_percent_below(book: Book) -> None:
    report = ask(book, ISOLATED)

    assert report.liquidation_price == near("18072.289156626506024")  # 18,000 / 0.996
    assert report.liquidation_price_below == report.liquidation_price
    assert report.liquidation_price_above is None
    assert report.distance == near("0.096385542168674698795")  # 1,927.71 / 20,000
    assert report.bankruptcy_price == 18_000
    assert report.margin_balance == 2_000
    assert report.maintenance_margin == 80  # 20,000 · 0.004
    assert report.margin_ratio == Decimal("0.04")
    assert report.bracket.rate == Decimal("0.004")
    assert report.wallet_source == "given"
    assert report.brackets_as_of == date(2026, 9, 29)


def test_a_report_is_written_as_text_that_loses_no_digit(book: Book) -> None:
    written = ask(book, ISOLATED).model_dump(mode="json")

    assert written["liquidation_price"].startswith("18072.28915662650602409638554216867469879518")
    assert written["liquidation_price_above"] is None
    assert written["brackets_as_of"] == "2026-09-29"


def test_without_a_wallet_an_isolated_one_is_estimated_from_the_leverage(book: Book) -> None:
    question = {name: value for name, value in ISOLATED.items() if name != "wallet"}
    report = ask(book, question, leverage="10")

    assert report.wallet == 2_000  # 20,000 / 10
    assert report.wallet_source == "estimated"
    assert report.liquidation_price == near("18072.289156626506024")
    assert {"wallet_estimated", "fee_not_deducted"} <= set(report.assumptions)


def test_the_wallet_counts_and_not_the_leverage_where_both_are_given(book: Book) -> None:
    report = ask(book, ISOLATED, leverage="20")

    assert report.wallet_source == "given"
    assert report.liquidation_price == near("18072.289156626506024")


@settings(deadline=None)
@given(leverage=st.integers(1, 125))
def test_leverage_in_cross_changes_nothing(book: Book, leverage: int) -> None:
    plain, geared = ask(book, CROSS), ask(book, CROSS, leverage=str(leverage))

    assert geared.liquidation_price == plain.liquidation_price
    assert geared.margin_ratio == plain.margin_ratio
    assert "leverage_not_in_cross" in geared.assumptions


def test_the_other_positions_of_a_pool_count_at_their_marks(book: Book) -> None:
    report = ask(book, CROSS, others=[ETH_SHORT | {"mark": "3500", "brackets": FLAT}])

    # free = 2,000 - 200 - 70 = 1,730, P = (20,000 - 1,730) / 0.996
    assert report.liquidation_price == near("18343.373493975903614")
    assert report.margin_balance == 1_800
    assert report.maintenance_margin == 150  # 80 + 7,000 · 0.01
    assert report.bankruptcy_price == 18_200
    assert "others_held" in report.assumptions
    assert "nothing_else_open" not in report.assumptions


def test_in_isolated_no_other_position_counts(book: Book) -> None:
    report = ask(book, ISOLATED, others=[ETH_SHORT | {"mark": "9000"}])

    assert report.liquidation_price == near("18072.289156626506024")
    assert "others_not_shared" in report.assumptions


def test_the_other_side_of_the_symbol_shares_its_price_and_its_brackets(book: Book) -> None:
    leg = {"symbol": "BTCUSDT", "side": "short", "quantity": "1", "entry": "20000"}
    report = ask(book, CROSS, brackets=FLAT, others=[leg])

    assert report.liquidation_price == 100_000  # 2,000 = 2 · 0.01 · P
    assert report.liquidation_price_below is None
    assert report.bankruptcy_price is None
    assert "hedge_shares_price" in report.assumptions
    assert report.brackets_as_of is None


def test_a_hedge_leg_has_the_mark_of_the_first(book: Book) -> None:
    leg = {"symbol": "BTCUSDT", "side": "short", "quantity": "0.5", "entry": "20000"}
    apart = ask(book, CROSS, mark="19000", others=[leg | {"mark": "30000"}])

    assert apart.margin_balance == 1_500  # 2,000 - 1,000 + 500
    assert "hedge_mark_shared" in apart.assumptions


def test_a_hedge_reports_the_price_on_either_side(book: Book) -> None:
    tiers = [{"floor": "0", "rate": "0.01"}, {"floor": "30000", "rate": "0.5"}]
    leg = {"symbol": "BTCUSDT", "side": "short", "quantity": "0.5", "entry": "20000"}
    report = ask(book, CROSS, brackets=tiers, others=[leg])

    # below: 2,000 + 0.5 P - 10,000 = 0.015 P; above: 0.5 P - 8,000 = 0.75 P - 29,400
    assert report.liquidation_price_below == near("16494.845360824742268")  # 8,000 / 0.485
    assert report.liquidation_price_above == 85_600  # 21,400 / 0.25
    assert report.liquidation_price == report.liquidation_price_below


def test_a_hedge_leg_may_have_brackets_of_its_own(book: Book) -> None:
    leg = {"symbol": "BTCUSDT", "side": "short", "quantity": "1", "entry": "20000"}
    dearer = leg | {"brackets": [{"floor": "0", "rate": "0.03"}]}
    report = ask(book, CROSS, brackets=FLAT, others=[dearer])

    assert report.liquidation_price == 50_000  # 2,000 = (0.01 + 0.03) · P
    assert report.bracket.rate == Decimal("0.01")


def test_a_path_beyond_the_last_bracket_goes_on_with_it_and_says_so(book: Book) -> None:
    last = book.brackets.of("BTCUSDT").rungs[-1]
    assert last.cap is not None
    report = ask(
        book, ISOLATED, side="short", quantity="1000", wallet="1e12", entry=str(last.cap / 1000)
    )

    assert report.bracket.floor == last.floor
    assert "last_bracket_extended" in report.assumptions


def test_no_price_names_the_bracket_at_the_mark(book: Book) -> None:
    report = ask(book, ISOLATED, wallet="20000")

    assert report.liquidation_price is None
    assert report.distance is None
    assert report.bankruptcy_price is None
    assert report.bracket.floor == 0


def test_an_account_already_under_water_reports_where_it_ended(book: Book) -> None:
    report = ask(book, ISOLATED, mark="18000")

    assert report.liquidation_price == near("18072.289156626506024")
    assert report.liquidation_price_above == report.liquidation_price
    assert report.margin_ratio is None
    assert "sizing.under-water" in rules(report)


def test_a_stop_beyond_liquidation_is_a_finding_with_the_values_it_read(book: Book) -> None:
    report = ask(book, ISOLATED, stop="18000")

    assert "mistake.stop-beyond-liquidation" in rules(report)
    assert report.values["stop_distance"] == Decimal("0.1")
    assert report.values["liquidation_distance"] == near("0.096385542168674698795")


def test_a_stop_before_liquidation_is_none(book: Book) -> None:
    assert "mistake.stop-beyond-liquidation" not in rules(ask(book, ISOLATED, stop="19000"))


def test_a_liquidation_within_a_few_ordinary_days_is_a_finding(book: Book) -> None:
    report = ask(book, ISOLATED, daily_range="0.04")

    assert "sizing.liquidation-inside-noise" in rules(report)  # 0.0964 / 0.04 = 2.4 days
    assert "sizing.liquidation-inside-noise" not in rules(ask(book, ISOLATED, daily_range="0.03"))


def test_a_stop_that_locks_a_profit_in_is_allowed_and_compared_with_nothing(book: Book) -> None:
    report = ask(book, ISOLATED, mark="24000", stop="23000")

    assert "mistake.stop-beyond-liquidation" not in rules(report)


def test_a_stop_is_not_compared_with_a_price_on_the_other_side_of_the_entry(book: Book) -> None:
    leg = {"symbol": "BTCUSDT", "side": "short", "quantity": "2", "entry": "20000"}
    report = ask(book, CROSS, stop="15000", others=[leg])

    assert report.liquidation_price == report.liquidation_price_above  # near 21,600
    assert "mistake.stop-beyond-liquidation" not in rules(report)


def test_more_leverage_than_the_money_needs_is_a_finding(book: Book) -> None:
    report = ask(book, ISOLATED, leverage="20")

    assert "mistake.leverage-beyond-need" in rules(report)
    assert report.values["leverage_excess"] == 2  # 20 / (20,000 / 2,000)
    assert "mistake.leverage-beyond-need" not in rules(ask(book, ISOLATED, leverage="10"))


def test_a_pool_with_little_free_margin_is_a_finding(book: Book) -> None:
    report = ask(book, CROSS, leverage="11")

    assert "sizing.buffer-thin" in rules(report)
    assert report.values["buffer"] == near("0.090909090909090909")  # (2,000 - 20,000 / 11) / 2,000
    assert "sizing.buffer-thin" not in rules(ask(book, CROSS, leverage="20"))


def test_the_answer_says_what_it_takes_for_granted(book: Book) -> None:
    assert ask(book, CROSS, mark="20000").assumptions == (
        "nothing_else_open",
        "single_asset_mode",
        "brackets_old",
    )
    assert ask(book, ISOLATED, brackets=FLAT).assumptions == (
        "mark_is_entry",
        "auto_add_margin_off",
        "brackets_given",
    )


def test_brackets_are_old_only_after_some_time(book: Book) -> None:
    fresh = replace(book, day=date(2026, 10, 30))

    assert "brackets_old" not in ask(fresh, ISOLATED).assumptions


@pytest.mark.parametrize(
    ("more", "key", "details"),
    [
        ({"market": "spot_margin"}, "mode_unavailable", {"value": "spot_margin"}),
        (
            {"market": "coinm"},
            "impossible_combination",
            {"fields": ["symbol", "market"], "values": ["BTCUSDT", "coinm"]},
        ),
        (
            {"symbol": "BTCUSD_PERP"},
            "impossible_combination",
            {"fields": ["symbol", "market"], "values": ["BTCUSD_PERP", "usdm"]},
        ),
        ({"mode": "cross", "wallet": None}, "missing", {"fields": ["wallet"]}),
        ({"wallet": None}, "missing", {"fields": ["wallet", "leverage"]}),
        ({"wallet": "-1"}, "out_of_range", {"field": "wallet", "value": "-1", "limit": "0"}),
        ({"symbol": "BTCUSTD"}, "unknown_symbol", {"value": "BTCUSTD"}),
        ({"quantity": "1e9"}, "beyond_brackets", {"symbol": "BTCUSDT"}),
        ({"leverage": "151"}, "leverage_above_bracket", {"leverage": "151", "largest": 150}),
        (
            {"stop": "20000"},
            "impossible_combination",
            {"fields": ["stop", "entry", "side"], "values": ["20000", "20000", "long"]},
        ),
        (
            {"side": "short", "stop": "19000"},
            "impossible_combination",
            {"fields": ["stop", "entry", "side"], "values": ["19000", "20000", "short"]},
        ),
        (
            {"brackets": [{"floor": "5", "rate": "0.01"}]},
            "out_of_range",
            {"field": "brackets.0.floor", "value": "5", "bound": "at_most", "limit": "0"},
        ),
        ({"brackets": []}, "missing", {"fields": ["brackets"]}),
        ({"daily_range": "0"}, "out_of_range", {"field": "daily_range"}),
        ({"others": [ETH_SHORT] * 50}, "too_long", {"field": "others", "limit": "49"}),
        ({"leverge": "5"}, "unknown_field", {"did_you_mean": ["leverage"]}),
    ],
)
def test_a_wrong_question_is_refused_by_what_is_wrong(
    book: Book, more: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    found, said = refused(book, ISOLATED, **more)

    assert found == key
    assert said | details == said


@pytest.mark.parametrize(
    ("other", "key", "details"),
    [
        (
            {"symbol": "BTCUSDT", "side": "long"},
            "impossible_combination",
            {"fields": ["symbol", "others.1.symbol"], "values": ["BTCUSDT long"] * 2},
        ),
        ({"symbol": "NOPEUSDT"}, "unknown_symbol", {"value": "NOPEUSDT"}),
        ({"quantity": "1e9"}, "beyond_brackets", {"symbol": "ETHUSDT"}),
        (
            {"brackets": [{"floor": "0", "rate": "0.1"}, {"floor": "9", "rate": "0.05"}]},
            "out_of_range",
            {"field": "others.1.brackets.1.rate", "limit": "0.1"},
        ),
    ],
)
def test_a_wrong_position_of_the_pool_is_refused_by_its_place(
    book: Book, other: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    found, said = refused(
        book, CROSS, others=[ETH_SHORT | {"symbol": "SOLUSDT"}, ETH_SHORT | other]
    )

    assert found == key
    assert said | details == said


def test_a_third_leg_of_one_symbol_is_refused(book: Book) -> None:
    leg = {"symbol": "BTCUSDT", "side": "short", "quantity": "1", "entry": "20000"}
    found, said = refused(book, CROSS, others=[leg, leg])

    assert found == "impossible_combination"
    assert said["fields"] == ["symbol", "others.1.symbol"]


def test_a_contract_that_is_no_longer_listed_is_answered_with_its_own_brackets(book: Book) -> None:
    assert ask(book, ISOLATED, symbol="GONEUSDT", brackets=FLAT).liquidation_price


def test_beyond_the_last_bracket_is_judged_at_the_mark(book: Book) -> None:
    cap = book.brackets.of("BTCUSDT").cap
    assert cap is not None
    question = ISOLATED | {"quantity": str(cap / 20_000), "wallet": str(cap)}

    assert ask(book, question).bracket.cap == cap
    assert refused(book, question, mark="20001")[0] == "beyond_brackets"
