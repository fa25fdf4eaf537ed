from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.margin import sizing
from bot.margin.brackets import ladder
from bot.margin.linear import Position, account
from tests.margin.accounts import LADDER, amounts, near, positions, unhurried

FLAT = ladder([(Decimal(0), Decimal("0.01"))])


def opened(sign: int, quantity: str, entry: str) -> Position:
    return Position(sign, Decimal(quantity), Decimal(entry), Decimal(entry), FLAT)


def reaches(position: Position, stop: Decimal, leverage: Decimal) -> bool:
    wallet = position.quantity * position.entry / leverage
    found = account(wallet, [position], [])
    if found.under_water:
        return False
    return found.nearest is None or position.sign * (stop - found.nearest.price) > 0


def test_one_unit_loses_the_way_to_the_stop_and_both_fees() -> None:
    loss = sizing.loss_per_unit(Decimal(100), Decimal(90), Decimal("0.001"), Decimal("0.002"))

    assert loss == Decimal("10.28")  # 10 + 0.1 + 0.18


def test_the_quantity_is_rounded_down_to_the_lot() -> None:
    # 10 / 0.0207 = 483.09
    assert sizing.quantity(Decimal(10), Decimal("0.0207"), Decimal(1)) == 483
    assert sizing.quantity(Decimal(10), Decimal("0.0207"), Decimal("0.05")) == Decimal("483.05")
    assert sizing.quantity(Decimal(10), Decimal("0.0207"), Decimal(500)) == 0


@unhurried
@given(amounts("0.01", "100000", 2), amounts("0.0001", "900", 4), amounts("0.001", "20", 3))
def test_one_lot_more_would_lose_more_than_the_risk(
    risk: Decimal, per_unit: Decimal, lot: Decimal
) -> None:
    quantity = sizing.quantity(risk, per_unit, lot)

    assert quantity * per_unit <= risk < (quantity + lot) * per_unit
    assert quantity % lot == 0


@pytest.mark.parametrize(
    ("notional", "balance", "leverage"),
    [("99", "100", 1), ("100", "100", 1), ("100.01", "100", 2), ("1000", "100", 10)],
)
def test_the_smallest_leverage_is_the_first_whole_one_whose_margin_fits(
    notional: str, balance: str, leverage: int
) -> None:
    assert sizing.leverage_smallest(Decimal(notional), Decimal(balance)) == leverage


def test_maintenance_takes_its_share_of_the_largest_leverage() -> None:
    # 0.2066 · 0.9 / 0.99 at 10x is 0.1878, above the stop; at 9x it is 0.1855, below
    position = opened(1, "483", "0.2066")

    assert sizing.leverage_largest(position, Decimal("0.1859")) == 9


def test_a_stop_exactly_at_the_liquidation_price_is_not_reached() -> None:
    # short at 100, stop 110: 10 + 1.1 = 11.1 = 100 / 9.009; at 10x the margin is less
    assert sizing.leverage_largest(opened(-1, "1", "100"), Decimal(110)) == 9
    # long at 99, stop 90: 9 + 0.9 = 9.9 = 99 / 10 exactly
    assert sizing.leverage_largest(opened(1, "1", "99"), Decimal(90)) == 9


def test_no_leverage_reaches_a_stop_that_doubles_the_price() -> None:
    assert sizing.leverage_largest(opened(-1, "1", "100"), Decimal(200)) is None


def test_a_stop_with_room_asks_for_less_leverage() -> None:
    # 0.1859 - 0.0207 / 4 = 0.180725; at 7x the price is 0.17887, at 8x 0.18260
    position = opened(1, "483", "0.2066")

    assert sizing.leverage_roomy(position, Decimal("0.1859"), Decimal("0.25")) == 7
    assert sizing.leverage_roomy(position, Decimal("0.1859"), Decimal(0)) == 9


def test_room_above_a_short_is_above_its_stop() -> None:
    # 110 + 10 / 4 = 112.5: 100 / (12.5 + 1.125) = 7.34
    assert sizing.leverage_roomy(opened(-1, "1", "100"), Decimal(110), Decimal("0.25")) == 7


def test_where_the_room_ends_below_zero_only_1x_is_left() -> None:
    # 10 - 90 / 4 = -12.5
    assert sizing.leverage_roomy(opened(1, "1", "100"), Decimal(10), Decimal("0.25")) == 1


def test_the_bracket_s_largest_leverage_is_the_limit() -> None:
    capped = ladder([(Decimal(0), Decimal("0.01"))], leverages=[20])
    position = opened(1, "1", "100")._replace(brackets=capped)

    assert sizing.leverage_largest(position, Decimal(99)) == 20  # 1 + 0.99 would allow 50


@unhurried
@given(positions(), st.integers(1, 999))
def test_the_stop_is_reached_at_the_largest_leverage_and_not_at_one_more(
    position: Position, tenths_of_a_percent: int
) -> None:
    position = position._replace(mark=position.entry)
    away = Decimal(tenths_of_a_percent) / 1000
    stop = position.entry * (1 - position.sign * away)
    largest = sizing.leverage_largest(position, stop)

    assert largest is None or reaches(position, stop, largest)
    assert not reaches(position, stop, (largest or Decimal(0)) + 1)


def test_each_mode_ends_where_its_own_wallet_is_used_up() -> None:
    found = sizing.ends(opened(1, "1", "100"), Decimal(95), Decimal(10), Decimal(40))

    assert found.largest == 16  # 100 / (5 + 0.95) = 16.8
    assert found.isolated.nearest
    assert found.isolated.nearest.price == near("90.90909090909090909090")  # 90 / 0.99
    assert found.cross.nearest
    assert found.cross.nearest.price == near("60.60606060606060606060")  # 60 / 0.99


def test_fees_are_paid_on_the_notional_at_the_entry_and_at_the_stop() -> None:
    rate = Decimal("0.0005")
    paid = sizing.fees(Decimal(483), Decimal("0.2066"), Decimal("0.1859"), rate, rate)

    assert paid == Decimal("0.09478875")  # (99.7878 + 89.7897) · 0.0005


def test_the_reward_is_measured_by_the_way_to_the_stop() -> None:
    assert sizing.reward_risk(Decimal(100), Decimal(95), Decimal(115)) == 3


@pytest.mark.parametrize(
    ("sign", "notional", "loss"), [(1, 80, 80), (1, 500, 100), (-1, 80, 100), (-1, 0, 0)]
)
def test_cross_loses_at_most_the_balance_and_a_long_at_most_its_cost(
    sign: int, notional: int, loss: int
) -> None:
    assert sizing.cross_loss(sign, Decimal(notional), Decimal(100)) == loss


@unhurried
@given(positions(), amounts("1", "100", 2))
def test_a_position_is_opened_above_water_at_the_largest_leverage(
    position: Position, share: Decimal
) -> None:
    position = position._replace(mark=position.entry, brackets=LADDER)
    stop = position.entry * (1 - position.sign * share / 1000)
    largest = sizing.leverage_largest(position, stop)
    assume(largest)

    wallet = position.quantity * position.entry / (largest or 1)
    assert not account(wallet, [position], []).under_water
