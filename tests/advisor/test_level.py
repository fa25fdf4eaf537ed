from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor import Book, parse
from bot.advisor.level import Report, Request, answer
from bot.errors import IsocrossError

BTC = {"coin": "BTC", "amount": "1", "price": "30000"}
DOLLARS = {"coin": "USDT", "amount": "20000"}
LONG = {"mode": "cross_3x", "assets": [BTC], "debts": [DOLLARS], "coin": "BTC"}
FLAT = [{"floor": "0", "rate": "0.02"}]
PRO = LONG | {"mode": "cross_pro", "debts": [DOLLARS | {"brackets": FLAT}]}
ISOLATED = LONG | {"mode": "isolated"}


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def refused(book: Book, question: dict[str, Any], **more: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)
    return caught.value.key, dict(caught.value.details)


def test_an_account_is_told_its_level_and_the_prices_that_end_it(book: Book) -> None:
    report = ask(book, LONG)

    assert report.margin_level == Decimal("1.5")  # 30,000 / 20,000
    assert report.band == "safe"
    assert report.liquidation_price == 22_000  # 1.1 · 20,000
    assert report.call_price == 26_000  # 1.3 · 20,000
    assert report.repay_to_safe == report.add_to_safe == 0
    assert report.cover == report.price == 30_000
    assert report.demand == 20_000
    assert report.quote == "USDT"


def test_a_report_is_written_as_text_that_loses_no_digit(book: Book) -> None:
    written = ask(book, LONG).model_dump(mode="json")

    assert written["distance"].startswith("0.26666666666666666666666666666666")  # 8,000 / 30,000
    assert written["thresholds"] == {"call": "1.3", "liquidation": "1.1", "as_of": "2026-11-22"}


def test_interest_is_part_of_the_debt(book: Book) -> None:
    report = ask(book, LONG, debts=[DOLLARS | {"interest": "100"}])

    assert report.demand == 20_100
    assert report.liquidation_price == 22_110  # 1.1 · 20,100
    assert "interest_accrues" in report.assumptions
    assert "interest_not_given" not in report.assumptions


def test_a_level_at_the_call_says_what_to_repay_or_add(book: Book) -> None:
    report = ask(book, LONG, assets=[BTC | {"price": "25000"}])

    assert report.band == "call"
    assert report.repay_to_safe == pytest.approx(Decimal("3333.3333333333333333"))  # 1,000 / 0.3
    assert report.add_to_safe == 1_000  # 1.3 · 20,000 - 25,000


@pytest.mark.parametrize(
    ("mode", "leverage", "call", "liquidation"),
    [
        ("cross_3x", None, "1.3", "1.1"),
        ("cross_5x", None, "1.16", "1.1"),
        ("isolated", "3", "1.22", "1.18"),
        ("isolated", "5.0", "1.19", "1.15"),
        ("isolated", "10", "1.1", "1.05"),
    ],
)
def test_every_kind_of_account_has_its_own_dated_ratios(
    book: Book, mode: str, leverage: str | None, call: str, liquidation: str
) -> None:
    thresholds = ask(book, LONG, mode=mode, leverage=leverage).thresholds

    assert (thresholds.call, thresholds.liquidation) == (Decimal(call), Decimal(liquidation))
    assert thresholds.as_of == date(2026, 11, 22)


def test_a_ratio_that_is_typed_wins(book: Book) -> None:
    report = ask(book, LONG, liquidation_ratio="1.2")

    assert report.liquidation_price == 24_000
    assert report.call_price == 26_000
    assert report.thresholds.as_of == date(2026, 11, 22)


def test_with_both_ratios_typed_isolated_needs_no_class_and_no_table(book: Book) -> None:
    report = ask(book, ISOLATED, liquidation_ratio="1.1575", call_ratio="1.2")

    assert report.liquidation_price == 23_150
    assert report.thresholds.as_of is None
    assert "isolated_ratios_disputed" not in report.assumptions


@pytest.mark.parametrize(
    ("ratios", "missing"),
    [
        ({}, ["leverage"]),
        ({"liquidation_ratio": "1.15"}, ["call_ratio"]),
        ({"call_ratio": "1.2"}, ["liquidation_ratio"]),
    ],
)
def test_isolated_without_its_class_asks_for_what_is_missing(
    book: Book, ratios: dict[str, str], missing: list[str]
) -> None:
    assert refused(book, ISOLATED, **ratios) == ("missing", {"fields": missing})


def test_a_class_that_isolated_does_not_have_names_those_that_it_has(book: Book) -> None:
    assert refused(book, ISOLATED, leverage="4") == (
        "bad_value",
        {"field": "leverage", "value": "4", "allowed": ["3", "5", "10"]},
    )


@pytest.mark.parametrize("ratios", [{"call_ratio": "1.09"}, {"liquidation_ratio": "1.31"}])
def test_a_call_below_the_liquidation_is_refused(book: Book, ratios: dict[str, str]) -> None:
    key, details = refused(book, LONG, **ratios)

    assert key == "impossible_combination"
    assert details["fields"] == ["call_ratio", "liquidation_ratio"]


def test_cross_pro_has_no_call_and_no_repayment_but_a_liquidation(book: Book) -> None:
    report = ask(book, PRO)

    assert report.margin_level == 25  # (30,000 - 20,000) / 400
    assert report.liquidation_price == 20_400
    assert (report.call_price, report.repay_to_safe, report.add_to_safe) == (None, None, None)
    assert report.thresholds.call is None
    assert report.thresholds.liquidation == 1
    assert {"pro_call_unknown", "collateral_counted_whole"} <= set(report.assumptions)


def test_a_liquidation_costs_more_in_cross_pro(book: Book) -> None:
    assert ask(book, LONG).clearance_fee == Decimal("0.02")
    assert ask(book, PRO).clearance_fee == Decimal("0.03")


def test_a_haircut_counts_in_cross_pro_alone(book: Book) -> None:
    cut = [BTC | {"collateral_ratio": "0.9"}]

    assert ask(book, PRO, assets=cut).cover == 7_000  # 27,000 - 20,000
    assert ask(book, LONG, assets=cut).cover == 30_000
    assert "cross_pro_only" in ask(book, LONG, assets=cut).assumptions


def test_cross_pro_asks_for_the_maintenance_rates_of_what_is_owed(book: Book) -> None:
    assert refused(book, PRO, debts=[DOLLARS]) == (
        "missing",
        {"fields": ["debts.0.brackets"], "value": "USDT"},
    )
    assert ask(book, PRO, debts=[DOLLARS | {"amount": "0"}]).margin_level is None


def test_without_debts_there_is_no_level(book: Book) -> None:
    report = ask(book, LONG, debts=[])

    assert (report.margin_level, report.liquidation_price, report.distance) == (None, None, None)
    assert report.band == "safe"
    assert "interest_accrues" not in report.assumptions


def test_one_coin_has_one_price_wherever_it_is_typed(book: Book) -> None:
    debts = [{"coin": "btc", "amount": "0.5"}]

    assert ask(book, LONG, debts=debts).demand == 15_000
    assert refused(book, LONG, debts=[debts[0] | {"price": "30001"}]) == (
        "impossible_combination",
        {"fields": ["assets.0.price", "debts.0.price"], "values": ["30000", "30001"]},
    )


def test_a_dollar_coin_counts_as_one_unless_a_price_is_typed(book: Book) -> None:
    assert "dollar_coins_at_one" in ask(book, LONG).assumptions
    typed = ask(book, LONG, debts=[DOLLARS | {"price": "0.99"}])
    assert typed.demand == 19_800
    assert typed.quote is None
    assert "dollar_coins_at_one" not in typed.assumptions


def test_other_coins_are_held_at_their_prices(book: Book) -> None:
    more = ask(book, LONG, assets=[BTC, {"coin": "ETH", "amount": "1", "price": "1100"}])

    assert more.liquidation_price == 20_900  # 22,000 - 1,100
    assert "other_coins_held" in more.assumptions
    assert "other_coins_held" not in ask(book, LONG).assumptions


def test_an_isolated_account_of_more_than_a_pair_is_remarked_on(book: Book) -> None:
    assets = [BTC, {"coin": "ETH", "amount": "1", "price": "2000"}]

    report = ask(book, ISOLATED, assets=assets, leverage="10")

    assert "isolated_is_a_pair" in report.assumptions
    assert "isolated_is_a_pair" not in ask(book, ISOLATED, leverage="10").assumptions


@pytest.mark.parametrize(
    ("more", "key", "details"),
    [
        ({"assets": []}, "missing", {"fields": ["assets"]}),
        (
            {"coin": "ETH"},
            "bad_value",
            {"field": "coin", "value": "ETH", "allowed": ["BTC", "USDT"], "did_you_mean": []},
        ),
        (
            {"assets": [{"coin": "ETH", "amount": "1"}]},
            "missing",
            {"fields": ["assets.0.price"], "value": "ETH"},
        ),
        (
            {"assets": [BTC, BTC]},
            "impossible_combination",
            {"fields": ["assets.0.coin", "assets.1.coin"], "values": ["BTC", "BTC"]},
        ),
        (
            {"debts": [DOLLARS, DOLLARS]},
            "impossible_combination",
            {"fields": ["debts.0.coin", "debts.1.coin"], "values": ["USDT", "USDT"]},
        ),
        (
            {"assets": [BTC | {"amount": "-1"}]},
            "out_of_range",
            {"field": "assets.0.amount", "value": "-1", "bound": "at_least", "limit": "0"},
        ),
        (
            {"assets": [BTC | {"price": "0"}]},
            "out_of_range",
            {"field": "assets.0.price", "value": "0", "bound": "above", "limit": "0"},
        ),
        (
            {"assets": [BTC | {"coin": "B T C"}]},
            "bad_value",
            {"field": "assets.0.coin", "value": "B T C"},
        ),
        (
            {"assets": [BTC] * 51},
            "too_long",
            {"field": "assets", "length": "51", "limit": "50"},
        ),
        (
            {"debts": [DOLLARS | {"interest": "NaN"}]},
            "not_a_number",
            {"field": "debts.0.interest", "value": "NaN"},
        ),
    ],
)
def test_what_cannot_be_answered_is_named(
    book: Book, more: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    assert refused(book, LONG, **more) == (key, details)


def test_brackets_that_are_no_table_are_refused_where_they_stand(book: Book) -> None:
    wrong = [{"floor": "10", "rate": "0.02"}]

    assert refused(book, PRO, debts=[DOLLARS | {"brackets": wrong}]) == (
        "out_of_range",
        {"field": "debts.0.brackets.0.floor", "value": "10", "bound": "at_most", "limit": "0"},
    )


@settings(deadline=None)
@given(st.permutations(["BTC", "ETH", "SOL", "BNB"]))
def test_the_order_of_the_coins_changes_nothing(book: Book, order: list[str]) -> None:
    assets = {name: BTC | {"coin": name, "price": f"{len(name)}{ord(name[0])}"} for name in order}

    report = ask(book, LONG, assets=[assets[name] for name in order])
    sorted_ = ask(book, LONG, assets=[assets[name] for name in sorted(order)])

    assert report == sorted_
