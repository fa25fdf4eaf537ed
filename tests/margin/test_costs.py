from decimal import Decimal

import pytest

from bot.margin.costs import (
    Deal,
    Holding,
    break_even_price,
    costs,
    days_until_eaten,
    interest_hours,
)
from tests.margin.accounts import near

ZERO = Decimal(0)
NOTHING = Holding(ZERO, ZERO, Decimal(8), ZERO, ZERO)
TAKER = Decimal("0.0005")
LONG = Deal(1, Decimal("0.5"), Decimal(65_000), inverse=False, fee_open=TAKER, fee_close=TAKER)
COIN = Deal(1, Decimal(1_000), Decimal(50_000), inverse=True, fee_open=TAKER, fee_close=TAKER)


def held(days: str, rate: str = "0", interval: str = "8") -> Holding:
    return NOTHING._replace(
        days=Decimal(days), funding_rate=Decimal(rate), interval=Decimal(interval)
    )


def borrowed(days: str, amount: str, rate: str) -> Holding:
    return NOTHING._replace(
        days=Decimal(days), borrowed=Decimal(amount), interest_rate=Decimal(rate)
    )


def test_both_fees_are_a_share_of_the_notional_at_the_entry() -> None:
    assert costs(LONG, NOTHING).notional == 32_500  # 0.5 · 65,000
    assert costs(LONG, NOTHING).fees == Decimal("32.5")  # 32,500 · (0.0005 + 0.0005)
    assert costs(COIN, NOTHING).notional == Decimal("0.02")  # 1,000 / 50,000
    assert costs(COIN, NOTHING).fees == Decimal("0.00002")  # 0.02 · 0.001


def test_a_long_pays_a_positive_rate_at_every_settlement_and_a_short_receives_it() -> None:
    found = costs(LONG, held("3", "0.0001"))

    assert found.settlements == 9  # 3 · 24 / 8
    assert found.funding == Decimal("29.25")  # 32,500 · 0.0001 · 9
    assert found.daily == Decimal("9.75")  # 29.25 / 3
    assert found.total == Decimal("61.75")  # 32.5 + 29.25
    assert costs(LONG._replace(sign=-1), held("3", "0.0001")).funding == Decimal("-29.25")
    assert costs(LONG, held("3", "-0.0001")).funding == Decimal("-29.25")


def test_a_shorter_interval_settles_more_often() -> None:
    assert costs(LONG, held("3", "0.0001", "1")).funding == 234  # 32,500 · 0.0001 · 72
    assert costs(LONG, held("0.5", "0.0001")).settlements == Decimal("1.5")  # 12 / 8


def test_funding_of_an_inverse_contract_is_paid_in_the_coin() -> None:
    found = costs(COIN, held("10", "0.0001"))

    assert found.funding == Decimal("0.00006")  # 0.02 · 0.0001 · 30
    assert found.total == Decimal("0.00008")


@pytest.mark.parametrize(
    ("days", "hours"), [("0", 1), ("1", 25), ("3", 73), ("0.5", 13), ("0.01", 2), ("30.01", 722)]
)
def test_interest_runs_by_the_clock_and_its_first_hour_at_once(days: str, hours: int) -> None:
    assert interest_hours(Decimal(days)) == hours  # ⌈24 · days⌉ + 1


def test_a_loan_from_13_55_to_14_30_bears_two_hours() -> None:
    days = Decimal(35) / 1_440  # 35 minutes
    loan = NOTHING._replace(days=days, borrowed=Decimal(1_000), interest_rate=Decimal("0.00001"))

    found = costs(LONG, loan)

    assert found.interest_hours == 2
    assert found.interest == Decimal("0.02")  # 1,000 · 0.00001 · 2


def test_interest_joins_the_costs_and_a_day_of_it_the_daily_carry() -> None:
    found = costs(LONG, borrowed("3", "5000", "0.00001"))

    assert found.interest == Decimal("3.65")  # 5,000 · 0.00001 · 73
    assert found.daily == Decimal("1.2")  # 5,000 · 0.00001 · 24
    assert found.total == Decimal("36.15")  # 32.5 + 3.65


def test_nothing_borrowed_bears_no_interest() -> None:
    assert costs(LONG, borrowed("3", "0", "0.00001")).interest_hours == 0
    assert costs(LONG, borrowed("0", "0", "0.00001")).interest == 0


def test_a_long_breaks_even_above_its_entry_by_both_fees_and_the_carry() -> None:
    found = costs(LONG, held("3", "0.0001"))

    # (65,000 · 1.0005 + 29.25 / 0.5) / 0.9995 = 65,091 / 0.9995
    assert found.break_even == near("65123.561780890445222611")
    assert found.binance_break_even == Decimal("65032.5")  # 65,000 · 1.0005


def test_a_short_breaks_even_below_its_entry_less_what_it_receives() -> None:
    found = costs(LONG._replace(sign=-1), held("3", "0.0001"))

    # (65,000 · 0.9995 + 29.25 / 0.5) / 1.0005 = 65,026 / 1.0005
    assert found.break_even == near("64993.503248375812093953")
    assert found.binance_break_even == Decimal("64967.5")  # 65,000 · 0.9995


def test_an_inverse_contract_breaks_even_by_its_own_formula() -> None:
    found = costs(COIN, held("10", "0.0001"))

    # 1.0005 / (0.9995 / 50,000 - 0.00006 / 1,000) = 1.0005 / 0.00001993
    assert found.break_even == near("50200.702458605117912694")
    assert found.binance_break_even == near("50025.012506253126563282")  # 50,000 / 0.9995
    # -0.9995 / (-1.0005 / 50,000 + 0.00006 / 1,000) = 0.9995 / 0.00001995
    short = costs(COIN._replace(sign=-1), held("10", "0.0001"))
    assert short.break_even == near("50100.250626566416040100")
    assert short.binance_break_even == near("49975.012493753123438281")  # 50,000 / 1.0005


def test_a_rebate_is_received() -> None:
    maker = LONG._replace(fee_open=Decimal("-0.0001"), fee_close=Decimal("-0.0001"))

    assert costs(maker, NOTHING).fees == Decimal("-6.5")  # 32,500 · -0.0002
    assert costs(maker, NOTHING).break_even == near("64987.0012998700129987")  # 64,993.5 / 1.0001


@pytest.mark.parametrize("inverse", [False, True])
def test_no_price_breaks_even_where_the_carry_is_more_than_the_trade_can_gain(
    *, inverse: bool
) -> None:
    deal = Deal(1 if inverse else -1, Decimal(1), Decimal(100), inverse, ZERO, ZERO)

    # a short gains at most q·E = 100, an inverse long at most n·C / E = 0.01
    assert break_even_price(deal, deal.notional * Decimal("0.99")) is not None
    assert break_even_price(deal, deal.notional) is None
    assert break_even_price(deal, deal.notional * 2) is None


@pytest.mark.parametrize("inverse", [False, True])
def test_no_price_is_needed_where_more_is_received_than_the_trade_can_lose(
    *, inverse: bool
) -> None:
    deal = Deal(-1 if inverse else 1, Decimal(1), Decimal(100), inverse, ZERO, ZERO)

    assert break_even_price(deal, -deal.notional * Decimal("0.99")) is not None
    assert break_even_price(deal, -deal.notional) is None


@pytest.mark.parametrize(
    ("margin", "fees", "daily", "days"),
    [
        ("3250", "32.5", "9.75", "330"),  # 3,217.5 / 9.75
        ("3250", "-32.5", "9.75", "336.66666666666666666667"),  # 3,282.5 / 9.75
        ("3250", "32.5", "0.5", "6435"),  # 3,217.5 / 0.5
        ("30", "32.5", "9.75", "0"),
        ("3250", "32.5", "0", None),
        ("3250", "32.5", "-9.75", None),
    ],
)
def test_the_carry_eats_what_the_fees_leave_of_the_margin(
    margin: str, fees: str, daily: str, days: str | None
) -> None:
    found = days_until_eaten(Decimal(margin), Decimal(fees), Decimal(daily))

    assert found == (None if days is None else near(days))
