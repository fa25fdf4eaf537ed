from decimal import Decimal

import pytest

from bot.margin import inverse
from bot.margin.brackets import Brackets, ladder
from bot.margin.linear import Position
from tests.margin.accounts import near

FLAT = ladder([(Decimal(0), Decimal("0.004"))])
STEEP = ladder([(Decimal(0), Decimal("0.01")), (Decimal(1), Decimal("0.5"))])


def contracts(
    sign: int, count: str, entry: str, mark: str = "", brackets: Brackets = FLAT
) -> Position:
    dollars = Decimal(count) * 100
    return inverse.position(sign, dollars, Decimal(entry), Decimal(mark or entry), brackets)


def test_a_ten_times_long_loses_faster_than_the_price_falls() -> None:
    found = inverse.account(Decimal("0.05"), [contracts(1, "100", "20000")], [])

    # 0.05 + 10,000 (1 / 20,000 - 1 / P) = 0.004 · 10,000 / P, so P = 10,040 / 0.55
    assert found.below
    assert found.below.price == near("18254.545454545454")
    assert found.above is None
    assert found.nearest == found.below
    assert found.mark == 20_000
    assert found.distance == near("0.08727272727272727")  # 1,745.4545 / 20,000
    assert found.bankruptcy == near("18181.818181818181")  # 10,000 / 0.55
    assert found.balance == Decimal("0.05")
    assert found.maintenance == Decimal("0.002")  # 0.5 · 0.004
    assert found.ratio == Decimal("0.04")


def test_a_ten_times_short_ends_further_away_than_a_linear_one() -> None:
    found = inverse.account(Decimal("0.05"), [contracts(-1, "100", "20000")], [])

    # 0.05 - 10,000 (1 / 20,000 - 1 / P) = 40 / P, so P = 9,960 / 0.45
    assert found.above
    assert found.above.price == near("22133.333333333333")
    assert found.below is None


def test_a_long_that_its_wallet_pays_in_full_still_has_a_liquidation_price() -> None:
    found = inverse.account(Decimal("0.5"), [contracts(1, "100", "20000")], [])

    assert found.below
    assert found.below.price == 10_040  # 10,000 · 1.004 / (0.5 + 0.5)


@pytest.mark.parametrize("entry", ["20000", "30000", "70000", "61234.5"])
def test_a_short_whose_wallet_covers_it_has_no_liquidation_price(entry: str) -> None:
    short = inverse.position(-1, Decimal(entry) * 2, Decimal(entry), Decimal(entry), FLAT)

    # entry · 2 dollars are 2 coins, although 1 / entry may never end
    found = inverse.account(Decimal(2), [short], [])

    assert found.nearest is None
    assert found.distance is None
    assert found.bankruptcy is None


def test_one_contract_more_and_the_short_has_a_price_far_away() -> None:
    found = inverse.account(Decimal(2), [contracts(-1, "601", "30000")], [])

    # 60,100 (0.004 - 1) / (2 - 60,100 / 30,000) = 59,859.6 / (100 / 30,000)
    assert found.above
    assert found.above.price == near("17957880")


def test_what_cancels_out_in_a_pool_is_nothing_although_no_quotient_ends() -> None:
    # each of the three has earned 100 / 300 - 100 / 600 = 1 / 6 of a coin
    cheap = ladder([(Decimal(0), Decimal("1e-9"))])
    sixths = [contracts(1, "1", "300", "600", cheap)] * 3
    owed = Decimal("5e-10")  # 3 · 1e-9 · 100 / 600

    # owed + 0.5 - owed = 10,000 / 20,000
    found = inverse.account(owed, [contracts(-1, "100", "20000")], sixths)

    assert found.above is None


def test_the_bracket_is_the_one_at_the_liquidation_price() -> None:
    tiers = ladder([(Decimal(0), Decimal("0.004")), (Decimal(5), Decimal("0.005"))])
    found = inverse.account(Decimal(1), [contracts(1, "1000", "20000", brackets=tiers)], [])

    # 5 coins at the entry, more below: 1 + 5 - N = 0.005 N - 0.005, N = 6.005 / 1.005
    assert found.below
    assert found.below.price == near("16736.053288925895")  # 100,000 / 5.97512…
    assert found.below.bracket.amount == Decimal("0.005")


def test_others_of_the_pool_count_at_their_marks_with_their_sign() -> None:
    other = contracts(-1, "100", "20000", "25000")
    found = inverse.account(Decimal("0.2"), [contracts(1, "100", "20000")], [other])

    # -10,000 (1 / 20,000 - 1 / 25,000) = -0.1, and 0.4 · 0.004 = 0.0016
    assert found.balance == Decimal("0.1")
    assert found.maintenance == Decimal("0.0036")  # 0.002 + 0.0016
    assert found.below
    assert found.below.price == near("16778.074866310160428")  # 10,040 / (0.2 - 0.1016 + 0.5)


def test_half_a_hedge_ends_above_and_far_below() -> None:
    legs = [
        contracts(-1, "100", "20000", brackets=STEEP),
        contracts(1, "50", "20000", brackets=STEEP),
    ]
    found = inverse.account(Decimal("0.1"), legs, [])

    # above: 0.1 - 0.25 + 5,000 / P = 0.01 · 15,000 / P, P = 4,850 / 0.15
    # below: maintenance 7,500 / P - 0.98 with both above 1 coin: 0.83 = 2,500 / P
    assert found.above
    assert found.above.price == near("32333.333333333333")
    assert found.below
    assert found.below.price == near("3012.0481927710843")
    assert found.nearest == found.above  # 12,333 above the mark against 16,988 below


def test_an_equal_hedge_ends_only_below_as_its_maintenance_grows() -> None:
    legs = [contracts(1, "100", "20000"), contracts(-1, "100", "20000")]
    found = inverse.account(Decimal("0.05"), legs, [])

    assert found.above is None
    assert found.below
    assert found.below.price == 1_600  # 0.05 = 2 · 0.004 · 10,000 / P


@pytest.mark.parametrize(("sign", "side"), [(1, "below"), (-1, "above")])
def test_an_account_exactly_at_its_liquidation_price_is_liquidated(sign: int, side: str) -> None:
    # 100 / 30,000 coins at the mark, whose maintenance is all that is left
    free = ladder([(Decimal(0), Decimal("0.03"))])
    found = inverse.account(Decimal("0.0001"), [contracts(sign, "1", "30000", "", free)], [])

    assert found.under_water
    assert found.ratio == 1
    assert found.nearest
    assert found.nearest.price == 30_000
    assert found.nearest == getattr(found, side)
