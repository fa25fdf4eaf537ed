from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, parse
from bot.advisor.cost import Report, Request, answer
from bot.errors import IsocrossError

LONG = {"side": "long", "quantity": "0.5", "entry": "65000", "days": "3"}
FUNDED = {**LONG, "funding_rate": "0.0001"}
SPOT = {
    **LONG,
    "market": "spot_margin",
    "borrowed": "5000",
    "interest_hourly": "0.00001",
}
COIN = {
    "market": "coinm",
    "side": "long",
    "quantity": "10",
    "contract_size": "100",
    "entry": "50000",
    "days": "10",
    "funding_rate": "0.0001",
}


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-15"), abs=Decimal(0))


def test_what_is_not_given_is_taken_from_the_dated_parameters_and_said(book: Book) -> None:
    report = ask(book, FUNDED)

    assert report.fee_open == report.fee_close == Decimal("0.0005")
    assert report.fees == Decimal("32.5")  # 0.5 · 65,000 · 0.001
    assert report.funding_interval_hours == 8
    assert report.settlements == 9  # 3 · 24 / 8
    assert report.funding == Decimal("29.25")  # 32,500 · 0.0001 · 9
    assert report.total == Decimal("61.75")
    assert report.rates_as_of == date(2026, 11, 22)
    assert {"fees_estimated", "funding_interval_usual", "notional_at_entry"} <= set(
        report.assumptions
    )


def test_what_is_given_is_used_and_nothing_is_said_of_it(book: Book) -> None:
    report = ask(
        book,
        FUNDED,
        symbol="BTCUSDT",
        fee_open="-0.0001",
        fee_close="0.0004",
        funding_interval_hours="4",
    )

    assert report.fees == Decimal("9.75")  # 32,500 · 0.0003
    assert report.funding == Decimal("58.5")  # 32,500 · 0.0001 · 18
    assert report.rates_as_of is None
    assert report.assumptions == (
        "funding_rate_constant",
        "notional_at_entry",
        "close_fee_at_entry",
    )


def test_a_discount_takes_its_share_of_both_fees(book: Book) -> None:
    report = ask(book, FUNDED, fee_discount="0.1", fee_close="0.0002")

    assert report.fee_open == Decimal("0.00045")  # 0.0005 · 0.9
    assert report.fee_close == Decimal("0.00018")  # 0.0002 · 0.9
    assert report.fees == Decimal("20.475")  # 32,500 · 0.00063
    assert report.binance_break_even_price == Decimal("65029.25")  # 65,000 · 1.00045


def test_the_break_even_price_pays_both_fees_and_the_funding(book: Book) -> None:
    report = ask(book, FUNDED)

    # (65,000 · 1.0005 + 29.25 / 0.5) / 0.9995 = 65,091 / 0.9995
    assert report.break_even_price == near("65123.561780890445222611")
    assert report.break_even_move == near("0.00190095047523761880940")  # 123.56… / 65,000
    assert report.binance_break_even_price == Decimal("65032.5")  # 65,000 · 1.0005


def test_a_short_that_is_paid_may_break_even_above_its_entry(book: Book) -> None:
    report = ask(book, FUNDED, side="short", days="30")

    assert report.funding == Decimal("-292.5")  # 32,500 · 0.0001 · 90
    assert report.total == -260
    # (65,000 · 0.9995 + 292.5 / 0.5) / 1.0005 = 65,552.5 / 1.0005
    assert report.break_even_price == near("65519.740129935032483758")
    assert report.break_even_move is not None
    assert report.break_even_move < 0


def test_funding_that_is_not_given_is_left_out_and_asked_for(book: Book) -> None:
    report = ask(book, LONG)

    assert report.funding == 0
    assert report.total == report.fees
    assert "funding_not_counted" in report.assumptions
    assert "funding_not_counted" not in ask(book, LONG, funding_rate="0").assumptions


def test_spot_pays_its_own_fees_and_interest_by_the_clock(book: Book) -> None:
    report = ask(book, SPOT)

    assert report.fees == 65  # 32,500 · 0.002
    assert report.interest_hours == 73  # 24 · 3 + 1
    assert report.interest == Decimal("3.65")  # 5,000 · 0.00001 · 73
    assert report.total == Decimal("68.65")
    # (65,000 · 1.001 + 3.65 / 0.5) / 0.999 = 65,072.3 / 0.999
    assert report.break_even_price == near("65137.437437437437437437")
    assert "interest_by_started_hours" in report.assumptions


def test_interest_is_left_out_where_no_loan_is_told_and_nothing_where_none_is_taken(
    book: Book,
) -> None:
    told = {name: SPOT[name] for name in ("market", "side", "quantity", "entry", "days")}

    assert "interest_not_counted" in ask(book, told).assumptions
    report = ask(book, told, borrowed="0")
    assert report.interest == report.interest_hours == 0
    assert "interest_not_counted" not in report.assumptions


def test_a_borrowed_coin_is_said_to_grow_dearer_with_its_price(book: Book) -> None:
    assert "loan_valued_in_quote" in ask(book, SPOT, side="short").assumptions
    assert "loan_valued_in_quote" not in ask(book, SPOT).assumptions


def test_coin_margined_costs_are_in_the_coin(book: Book) -> None:
    report = ask(book, COIN)

    assert report.notional == Decimal("0.02")  # 10 · 100 / 50,000
    assert report.fees == Decimal("0.00002")  # 0.02 · 0.001
    assert report.funding == Decimal("0.00006")  # 0.02 · 0.0001 · 30
    # 1.0005 / (0.9995 / 50,000 - 0.00006 / 1,000) = 1.0005 / 0.00001993 USD
    assert report.break_even_price == near("50200.702458605117912694")
    assert report.binance_break_even_price == near("50025.012506253126563282")  # 50,000 / 0.9995
    assert "money_in_coin" in report.assumptions


def test_the_margin_shows_how_long_it_pays(book: Book) -> None:
    report = ask(book, FUNDED, margin="3250")

    assert report.margin_share == Decimal("0.009")  # 29.25 / 3,250
    assert report.days_until_costs_eat_margin == 330  # (3,250 - 32.5) / 9.75
    assert ask(book, FUNDED, margin="30").days_until_costs_eat_margin == 0
    assert ask(book, SPOT, margin="3250").days_until_costs_eat_margin == near(
        "2654.16666666666666666667"  # (3,250 - 65) / 1.2
    )


def test_no_margin_and_no_carry_mean_no_number_of_days(book: Book) -> None:
    assert ask(book, FUNDED).days_until_costs_eat_margin is None
    assert ask(book, FUNDED, side="short", margin="3250").days_until_costs_eat_margin is None
    assert ask(book, LONG, margin="3250").days_until_costs_eat_margin is None
    assert ask(book, FUNDED, margin="0").margin_share is None


def test_costs_that_take_too_much_of_the_expected_return_are_a_finding(book: Book) -> None:
    report = ask(book, FUNDED, expected_return="205")

    assert [finding.rule for finding in report.findings] == ["mistake.costs-eat-edge"]
    assert report.cost_share == near("0.301219512195121951219512")  # 61.75 / 205, above 0.3
    assert report.values == {"cost_share": report.cost_share}


def test_costs_within_the_limit_are_none(book: Book) -> None:
    assert not ask(book, FUNDED, expected_return="206").findings  # 61.75 / 206 = 0.29976
    assert not ask(book, FUNDED).findings
    assert ask(book, FUNDED, expected_return="0").cost_share is None


def test_a_position_that_is_not_held_costs_its_fees_and_the_first_hour(book: Book) -> None:
    assert ask(book, FUNDED, days="0").total == Decimal("32.5")
    assert ask(book, SPOT, days="0").interest == Decimal("0.05")  # 5,000 · 0.00001 · 1


@pytest.mark.parametrize(
    ("question", "more", "key", "details"),
    [
        (
            LONG,
            {"borrowed": "5000"},
            "impossible_combination",
            {"fields": ["market", "borrowed"], "values": ["usdm", "5000"]},
        ),
        (
            COIN,
            {"interest_hourly": "0.00001"},
            "impossible_combination",
            {"fields": ["market", "interest_hourly"], "values": ["coinm", "0.00001"]},
        ),
        (
            SPOT,
            {"funding_rate": "-0.0001"},
            "impossible_combination",
            {"fields": ["market", "funding_rate"], "values": ["spot_margin", "-0.0001"]},
        ),
        (
            LONG,
            {"contract_size": "100"},
            "impossible_combination",
            {"fields": ["market", "contract_size"], "values": ["usdm", "100"]},
        ),
        (
            COIN,
            {"symbol": "BTCUSDT"},
            "impossible_combination",
            {"fields": ["market", "symbol"], "values": ["coinm", "BTCUSDT"]},
        ),
        (
            LONG,
            {"symbol": "BTCUSD_PERP"},
            "impossible_combination",
            {"fields": ["market", "symbol"], "values": ["usdm", "BTCUSD_PERP"]},
        ),
        (COIN, {"contract_size": None}, "missing", {"fields": ["contract_size"]}),
        (SPOT, {"interest_hourly": None}, "missing", {"fields": ["interest_hourly"]}),
        (SPOT, {"borrowed": None}, "missing", {"fields": ["borrowed"]}),
        (LONG, {"days": "-1"}, "out_of_range", {"field": "days", "bound": "at_least"}),
        (FUNDED, {"funding_interval_hours": "0"}, "out_of_range", {"bound": "above"}),
        (LONG, {"quantity": "0"}, "out_of_range", {"field": "quantity"}),
        (LONG, {"entry": "1e31"}, "out_of_range", {"field": "entry", "bound": "at_most"}),
        (LONG, {"days": "1e999999999"}, "out_of_range", {"field": "days"}),
        (LONG, {"fee_open": "1"}, "out_of_range", {"field": "fee_open", "bound": "below"}),
        (LONG, {"fee_close": "-1"}, "out_of_range", {"field": "fee_close", "bound": "above"}),
        (LONG, {"fee_discount": "1.1"}, "out_of_range", {"field": "fee_discount"}),
        (FUNDED, {"margin": "-1"}, "out_of_range", {"field": "margin"}),
        (LONG, {"days": "NaN"}, "not_a_number", {"field": "days"}),
    ],
)
def test_a_wrong_question_is_refused_by_what_is_wrong(
    book: Book, question: dict[str, Any], more: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)

    said = dict(caught.value.details)
    assert caught.value.key == key
    assert said | details == said


def test_a_loan_of_nothing_is_no_contradiction_on_futures(book: Book) -> None:
    assert ask(book, LONG, borrowed="0", interest_hourly="0").interest == 0


@pytest.mark.parametrize("side", ["long", "short"])
@pytest.mark.parametrize("market", ["usdm", "coinm"])
def test_the_largest_and_smallest_numbers_are_answered(book: Book, market: str, side: str) -> None:
    size = {"contract_size": "1e30"} if market == "coinm" else {}
    report = ask(
        book,
        LONG,
        market=market,
        side=side,
        quantity="1e30",
        entry="1e-30",
        days="1e30",
        funding_rate="0.99",
        funding_interval_hours="1e-30",
        **size,
    )

    assert report.settlements == Decimal("24e60")  # 1e30 · 24 / 1e-30
    assert report.break_even_price is None or report.break_even_price > 0
