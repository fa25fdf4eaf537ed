from decimal import Decimal

from bot.margin.brackets import Brackets, ladder
from bot.margin.linear import Position, account
from tests.margin.accounts import LADDER, near

FLAT = ladder([(Decimal(0), Decimal("0.01"))])
STEEP = ladder([(Decimal(0), Decimal("0.01")), (Decimal(100), Decimal("0.5"))])


def position(
    sign: int, quantity: str, entry: str, mark: str = "", brackets: Brackets = FLAT
) -> Position:
    return Position(sign, Decimal(quantity), Decimal(entry), Decimal(mark or entry), brackets)


def test_a_ten_times_long_is_liquidated_where_its_balance_is_one_percent_of_the_notional() -> None:
    found = account(Decimal(10), [position(1, "1", "100")], [])

    # 10 + P - 100 = 0.01 P, so P = 90 / 0.99
    assert found.below
    assert found.below.price == near("90.909090909090909090909")
    assert found.above is None
    assert found.nearest == found.below
    assert found.distance == near("0.090909090909090909")  # 9.0909 / 100


def test_a_ten_times_short_is_liquidated_above_its_entry() -> None:
    found = account(Decimal(10), [position(-1, "1", "100")], [])

    assert found.above
    assert found.above.price == near("108.91089108910891")  # 110 / 1.01
    assert found.below is None


def test_the_bracket_is_the_one_at_the_liquidation_price() -> None:
    # 10,000 + N - 60,000 = 0.005 N - 50, so N = 49,950 / 0.995, above the floor of 50,000
    found = account(Decimal(10_000), [position(1, "1", "60000", brackets=LADDER)], [])

    assert found.below
    assert found.below.price == near("50201.005025125628")
    assert found.below.bracket.floor == 50_000
    assert found.below.bracket.amount == 50  # 50,000 · 0.001


def test_a_long_path_crosses_several_brackets() -> None:
    # From 300,000 (1 %) down to 30,000 (0.4 %): 270,120 + N - 300,000 = 0.004 N
    found = account(Decimal(270_120), [position(1, "3", "100000", brackets=LADDER)], [])

    assert found.below
    assert found.below.price == 10_000
    assert found.below.bracket.rate == Decimal("0.004")


def test_a_notional_exactly_at_a_floor_still_belongs_to_the_bracket_below() -> None:
    # 10,200 + N - 60,000 = 0.004 N at N = 50,000, although 50,000 / 3 is no decimal price
    found = account(Decimal(10_200), [position(1, "3", "20000", brackets=LADDER)], [])

    assert found.below
    assert found.below.bracket.cap == 50_000


def test_a_long_that_its_wallet_pays_in_full_has_no_liquidation_price() -> None:
    found = account(Decimal(100), [position(1, "1", "100")], [])

    assert found.nearest is None
    assert found.distance is None
    assert found.bankruptcy is None


def test_a_short_that_its_wallet_covers_once_still_ends_near_twice_the_entry() -> None:
    found = account(Decimal(100), [position(-1, "1", "100")], [])

    assert found.above
    assert found.above.price == near("198.01980198019802")  # 200 / 1.01


def test_the_rest_of_a_wallet_almost_as_large_as_the_notional_is_not_lost() -> None:
    wallet = Decimal("99999.9999999999999999999999999999999999")
    found = account(wallet, [position(1, "1000", "100")], [])

    # (100,000 - wallet) / (1,000 · 0.99) = 1e-34 / 990
    assert found.below
    assert found.below.price == near("1.0101010101010101e-37")


def test_forty_digits_of_every_number_count() -> None:
    quantity = Decimal("1.000000000000000000000000000000000000001")
    entry = Decimal("1.000000000000000000000000000000000000003")
    found = account(
        Decimal("1.000000000000000000000000000000000000004"),
        [Position(1, quantity, entry, entry, FLAT)],
        [],
    )

    # quantity · entry - wallet = 3e-78
    assert found.below
    assert found.below.price == near("3.0303030303030303e-78")


def test_a_losing_short_of_the_pool_lowers_the_room_of_a_long() -> None:
    long, short = position(1, "1", "100"), position(-1, "2", "50", mark="53")
    found = account(Decimal(30), [long], [short])

    # free = 30 + 2 · (50 - 53) - 0.01 · 106 = 22.94, P = (100 - 22.94) / 0.99
    assert found.below
    assert found.below.price == near("77.838383838383838")
    assert found.balance == 24  # 30 - 6
    assert found.maintenance == Decimal("2.06")  # 1 + 1.06
    assert found.ratio == near("0.08583333333333333")  # 2.06 / 24
    assert found.bankruptcy == 76  # 100 - (30 - 6)


def test_a_winning_short_of_the_pool_gives_a_long_more_room() -> None:
    long, short = position(1, "1", "100"), position(-1, "2", "50", mark="47")
    found = account(Decimal(30), [long], [short])

    # free = 30 + 6 - 0.94 = 35.06, P = (100 - 35.06) / 0.99
    assert found.below
    assert found.below.price == near("65.595959595959596")


def test_half_a_hedge_ends_below_and_far_above() -> None:
    long, short = (
        position(1, "1", "100", brackets=STEEP),
        position(-1, "0.5", "100", brackets=STEEP),
    )
    found = account(Decimal(20), [long, short], [])

    # below: 20 + 0.5 (P - 100) = 0.01 · 1.5 P, P = 30 / 0.485
    # above: the long pays 0.5 P - 49 and from P = 200 the short 0.25 P - 49:
    #        20 + 0.5 P - 50 = 0.75 P - 98, P = 68 / 0.25
    assert found.below
    assert found.above
    assert found.below.price == near("61.855670103092784")
    assert found.above.price == 272
    assert found.nearest == found.below
    assert found.above.bracket.rate == Decimal("0.5")


def test_an_equal_hedge_ends_only_above_as_its_maintenance_grows() -> None:
    legs = [position(1, "1", "100"), position(-1, "1", "100")]
    found = account(Decimal(5), legs, [])

    assert found.below is None
    assert found.above
    assert found.above.price == 250  # 5 = 2 · 0.01 · P
    assert found.bankruptcy is None


def test_an_account_under_water_reports_where_it_ended() -> None:
    found = account(Decimal(10), [position(1, "1", "100", mark="90")], [])

    assert found.under_water
    assert found.balance == 0
    assert found.ratio is None
    assert found.below is None
    assert found.above
    assert found.above.price == near("90.909090909090909")


def test_an_account_exactly_at_its_liquidation_price_is_liquidated() -> None:
    found = account(Decimal("10.9"), [position(1, "1", "100", mark="90")], [])

    # 10.9 - 10 = 0.9 = 0.01 · 90
    assert found.under_water
    assert found.ratio == 1
    assert found.below
    assert found.below.price == 90
    assert found.above is None


def test_a_short_exactly_at_its_liquidation_price_ends_above() -> None:
    found = account(Decimal("11.1"), [position(-1, "1", "100", mark="110")], [])

    # 11.1 - 10 = 1.1 = 0.01 · 110
    assert found.above
    assert found.above.price == 110
    assert found.below is None


def test_a_path_past_the_cap_extends_the_last_bracket_and_says_so() -> None:
    capped = ladder([(Decimal(0), Decimal("0.01"))], cap=Decimal(105))
    found = account(Decimal(10), [position(-1, "1", "100", brackets=capped)], [])

    assert found.above
    assert found.above.price == near("108.91089108910891")
    assert found.above.beyond_cap


def test_a_path_that_ends_within_the_last_bracket_says_nothing_of_the_cap() -> None:
    capped = ladder([(Decimal(0), Decimal("0.01"))], cap=Decimal(110))
    found = account(Decimal(10), [position(-1, "1", "100", brackets=capped)], [])

    assert found.above
    assert not found.above.beyond_cap


def test_a_hedge_that_never_moves_ends_at_both_ends_of_the_stretch_where_nothing_is_left() -> None:
    # Long 3 at 20 % from the start, short 2: slope 3 · 0.8 - 2 · 1.2 = 0 up to the floor of 100.
    rising = ladder([(Decimal(0), Decimal("0.2")), (Decimal(120), Decimal("0.4"))])
    legs = [
        position(1, "3", "10", brackets=rising),
        position(-1, "2", "15", brackets=rising),
    ]
    found = account(Decimal(0), legs, [])

    # 3 (P - 10) - 2 (P - 15) - 0.2 · 5 P = 0 for every P up to 120 / 3
    assert found.under_water
    assert found.above
    assert found.above.price == 40
    assert found.below is None


def test_the_notional_and_its_bracket_are_those_at_the_mark() -> None:
    long = position(1, "3", "10", mark="20000", brackets=LADDER)

    assert long.notional == 60_000  # 3 · 20,000
    assert long.bracket.floor == 50_000
