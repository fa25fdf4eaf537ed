from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.margin.brackets import ladder
from bot.margin.spot import Account, Band, Coin, Ratios, account
from tests.margin.accounts import FAR, amounts, ladders, near, summed_maintenance, unhurried

CROSS = Ratios(Decimal("1.1"), Decimal("1.3"))
PRO = Ratios(Decimal(1), None)
SMALL = Fraction(1, 10**30)


def coin(held: str, owed: str, price: str) -> Coin:
    return Coin(Decimal(held), Decimal(owed), Decimal(price))


def classic(*coins: Coin, ratios: Ratios = CROSS) -> Account:
    return account(coins, coins[0], ratios, pro=False)


def owing(owed: str, price: str, *tiers: tuple[str, str]) -> Coin:
    brackets = ladder([(Decimal(floor), Decimal(rate)) for floor, rate in tiers])
    return coin("0", owed, price)._replace(brackets=brackets)


@st.composite
def coins(draw: st.DrawFn) -> list[Coin]:
    return draw(
        st.lists(
            st.builds(
                Coin,
                held=st.just(Decimal(0)) | amounts("0.01", "900", 2),
                owed=st.just(Decimal(0)) | amounts("0.01", "900", 2),
                price=amounts("0.01", "900", 2),
                counted=amounts("0", "1", 2),
                brackets=ladders(),
            ),
            min_size=1,
            max_size=4,
        ).filter(lambda found: any(each.owed for each in found))
    )


ratios = st.builds(Ratios, liquidation=amounts("1.01", "1.2", 2), call=amounts("1.21", "1.5", 2))


def moved(coins: Sequence[Coin], price: Fraction) -> list[tuple[Coin, Fraction]]:
    first, *others = coins
    return [(first, price), *((other, Fraction(other.price)) for other in others)]


def classic_excess(coins: Sequence[Coin], price: Fraction, ratio: Decimal) -> Fraction:
    return sum(
        (
            (Fraction(each.held) - Fraction(ratio) * Fraction(each.owed)) * at
            for each, at in moved(coins, price)
        ),
        Fraction(0),
    )


def pro_excess(coins: Sequence[Coin], price: Fraction, ratio: Decimal) -> Fraction:
    return sum(
        (
            (Fraction(each.held) * Fraction(each.counted) - Fraction(each.owed)) * at
            - Fraction(ratio) * summed_maintenance(each.brackets, Fraction(each.owed) * at)
            for each, at in moved(coins, price)
        ),
        Fraction(0),
    )


def is_nothing(excess: Fraction, size: Fraction) -> bool:
    return abs(excess) <= SMALL * max(abs(size), Fraction(1))


def test_a_borrowed_long_is_called_and_liquidated_as_the_coin_falls() -> None:
    found = classic(coin("1", "0", "30000"), coin("0", "20000", "1"))

    assert found.level == Decimal("1.5")  # 30,000 / 20,000
    assert found.band is Band.SAFE
    assert found.liquidation == 22_000  # 1.1 · 20,000
    assert found.call == 26_000  # 1.3 · 20,000
    assert found.distance == near("0.26666666666666666667")  # 8,000 / 30,000
    assert found.call_distance == near("0.13333333333333333333")  # 4,000 / 30,000
    assert found.repay == found.add == 0


def test_a_short_is_called_and_liquidated_as_the_coin_rises() -> None:
    found = classic(coin("0", "1", "20000"), coin("30000", "0", "1"))

    assert found.level == Decimal("1.5")
    assert found.liquidation == near("27272.727272727272727")  # 30,000 / 1.1
    assert found.call == near("23076.923076923076923")  # 30,000 / 1.3
    assert found.distance == near("0.36363636363636363636")


def test_an_account_of_cents_has_its_prices_and_its_repayment_too() -> None:
    found = classic(coin("0", "0.00001", "20000"), coin("0.25", "0", "1"))

    assert found.level == Decimal("1.25")  # 0.25 / 0.2
    assert found.liquidation == near("22727.272727272727")  # 0.25 / (1.1 · 0.00001)
    assert found.call == near("19230.769230769231")  # 0.25 / (1.3 · 0.00001)
    assert found.add == Decimal("0.01")  # 1.3 · 0.2 - 0.25
    assert found.repay == near("0.033333333333333333")  # 0.01 / 0.3


def test_a_coin_both_held_and_owed_counts_on_both_sides() -> None:
    found = classic(coin("3", "1", "100"), coin("0", "180", "1"))

    assert found.level == near("1.0714285714285714286")  # 300 / 280
    assert found.liquidation == near("104.21052631578947368")  # 198 / (3 - 1.1)
    assert found.call == near("137.64705882352941176")  # 234 / (3 - 1.3)


def test_the_level_may_meet_one_ratio_and_never_the_other() -> None:
    # as the coin rises, 1.2 held for each owed, the level falls towards 1.2
    found = classic(coin("1.2", "1", "100"), coin("200", "100", "1"))

    assert found.level == Decimal("1.6")  # 320 / 200
    assert found.call == 700  # (1.3 · 100 - 200) / (1.2 - 1.3)
    assert found.liquidation is None
    assert found.distance is None


@pytest.mark.parametrize(
    "coins",
    [
        [coin("1", "0", "100"), coin("300", "200", "1")],  # the rest alone stands at 1.5
        [coin("0", "1", "100"), coin("100", "200", "1")],  # the rest alone is below already
        [coin("1.1", "1", "100"), coin("0", "50", "1")],  # at any price 55 short
        [coin("2", "1", "100")],  # 2 at any price
    ],
)
def test_where_no_price_of_the_coin_meets_the_ratio_there_is_none(coins: list[Coin]) -> None:
    assert classic(*coins).liquidation is None


def test_without_a_debt_there_is_no_level_and_no_price() -> None:
    found = classic(coin("1", "0", "100"), coin("5", "0", "1"))

    assert (found.level, found.liquidation, found.call) == (None, None, None)
    assert found.band is Band.SAFE
    assert found.repay == found.add == 0


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("131", Band.SAFE),
        ("130", Band.CALL),
        ("111", Band.CALL),
        ("110", Band.LIQUIDATION),
        ("0", Band.LIQUIDATION),
    ],
)
def test_at_a_ratio_counts_as_below_it(held: str, expected: Band) -> None:
    assert classic(coin(held, "0", "1"), coin("0", "100", "1")).band is expected


def test_what_to_repay_or_add_leads_to_the_call_ratio() -> None:
    found = classic(coin("120", "0", "1"), coin("0", "100", "1"))

    assert found.repay == near("33.333333333333333333")  # (130 - 120) / 0.3
    assert found.add == 10  # 130 - 120


@pytest.mark.parametrize("held", ["100", "80"])
def test_no_repayment_helps_where_the_assets_do_not_exceed_the_debts(held: str) -> None:
    found = classic(coin(held, "0", "1"), coin("0", "100", "1"))

    assert found.repay is None
    assert found.add == 130 - Decimal(held)


def test_at_the_call_ratio_itself_nothing_is_missing_even_where_that_is_one() -> None:
    even = Ratios(Decimal(1), Decimal(1))

    found = classic(coin("100", "0", "1"), coin("0", "100", "1"), ratios=even)

    assert found.repay == found.add == 0


@unhurried
@given(coins(), ratios)
def test_at_the_reported_price_the_level_is_the_ratio(found: list[Coin], asked: Ratios) -> None:
    report = classic(*found, ratios=asked)

    for price, ratio in ((report.liquidation, asked.liquidation), (report.call, asked.call)):
        if price is not None and ratio is not None:
            size = Fraction(price) * Fraction(found[0].held + found[0].owed)
            assert is_nothing(classic_excess(found, Fraction(price), ratio), size)


@unhurried
@given(coins(), ratios)
def test_there_is_a_price_where_and_only_where_the_level_passes_the_ratio(
    found: list[Coin], asked: Ratios
) -> None:
    at_nothing = classic_excess(found, Fraction(0), asked.liquidation)
    far_away = classic_excess(found, FAR, asked.liquidation)

    assert (classic(*found, ratios=asked).liquidation is not None) is (at_nothing * far_away < 0)


@unhurried
@given(coins(), ratios)
def test_after_the_repayment_or_the_addition_the_level_is_the_call_ratio(
    found: list[Coin], asked: Ratios
) -> None:
    report = classic(*found, ratios=asked)
    cover, demand, call = Fraction(report.cover), Fraction(report.demand), asked.call
    assume(report.band is not Band.SAFE)
    assert call is not None
    assert report.add is not None

    assert is_nothing(cover + Fraction(report.add) - Fraction(call) * demand, cover)
    if report.repay is None:
        assert cover <= demand
    else:
        rest = demand - Fraction(report.repay)
        assert rest > 0
        assert is_nothing(cover - Fraction(report.repay) - Fraction(call) * rest, cover)


@unhurried
@given(found=coins(), more=amounts("0.01", "900", 2), pro=st.booleans())
def test_more_held_never_lowers_the_level_and_more_owed_never_raises_it(
    found: list[Coin], more: Decimal, *, pro: bool
) -> None:
    first, *others = found
    assume(any(other.owed for other in others))
    level = account(found, first, CROSS, pro=pro).level
    richer = first._replace(held=first.held + more)
    deeper = first._replace(owed=first.owed + more)
    assert level is not None

    up = account([richer, *others], richer, CROSS, pro=pro).level
    down = account([deeper, *others], deeper, CROSS, pro=pro).level
    assert up is not None
    assert down is not None
    assert up >= level
    assert down <= level or level < 0  # more maintenance brings what is negative nearer to 0


def test_cross_pro_charges_every_debt_by_its_own_brackets() -> None:
    btc = owing("13", "30000", ("0", "0.05"), ("50000", "0.07"), ("100000", "0.08"))
    eth = owing("13", "3000", ("0", "0.05"), ("30000", "0.07"))
    dollars = coin("500000", "0", "1")

    found = account([dollars, btc, eth], dollars, PRO, pro=True)

    assert btc.brackets.at(Decimal(390_000)).amount == 2_000  # 50,000·0.02 + 100,000·0.01
    assert eth.brackets.at(Decimal(39_000)).amount == 600  # 30,000·0.02
    assert found.demand == 31_330  # 390,000·0.08 - 2,000 + 39,000·0.07 - 600
    assert found.cover == 71_000  # 500,000 - 390,000 - 39,000


def test_cross_pro_measures_net_collateral_by_maintenance() -> None:
    btc = owing("1", "10000", ("0", "0.02"))._replace(held=Decimal(2))
    dollars = owing("79928", "1", ("0", "0.03"))._replace(held=Decimal(79_928))

    found = account([btc, dollars], btc, PRO, pro=True)

    assert found.level == near("3.8493517691620731069")  # 10,000 / (200 + 2,397.84)
    assert found.band is Band.SAFE
    assert found.liquidation == near("2446.7755102040816327")  # P = 0.02·P + 2,397.84
    assert (found.call, found.repay, found.add) == (None, None, None)


def test_collateral_of_cents_has_its_price_in_cross_pro_too() -> None:
    held = coin("0.00001", "0", "20000")
    found = account([held, owing("0.15", "1", ("0", "0.1"))], held, PRO, pro=True)

    assert found.liquidation == 16_500  # 0.00001 · P - 0.15 = 0.015


def test_a_haircut_counts_against_the_account_in_cross_pro() -> None:
    btc = coin("1", "0", "10000")._replace(counted=Decimal("0.9"))
    dollars = owing("5000", "1", ("0", "0.02"))

    found = account([btc, dollars], btc, PRO, pro=True)

    assert found.level == 40  # (9,000 - 5,000) / 100
    assert found.liquidation == near("5666.6666666666666667")  # 5,100 / 0.9


def test_a_debt_alone_is_followed_through_its_brackets_in_cross_pro() -> None:
    eth = owing("10", "100", ("0", "0.05"), ("1500", "0.1"))
    dollars = coin("2000", "0", "1")

    found = account([eth, dollars], eth, PRO, pro=True)

    assert found.level == 20  # (2,000 - 1,000) / 50
    assert found.liquidation == near("188.63636363636363636")  # 2,000 = 10 P·1.1 - 75


def test_in_cross_pro_two_prices_can_end_an_account_and_the_nearer_is_told() -> None:
    # 1.05 held for each owed: the account gains by a 20th and is charged 2 %, then 10 % of it
    eth = owing("100", "20", ("0", "0.02"), ("3000", "0.1"))._replace(held=Decimal(105))
    dollars = owing("30", "1", ("0", "0.02"))

    dear = eth._replace(price=Decimal(40))

    low = account([eth, dollars], eth, PRO, pro=True)
    high = account([dear, dollars], dear, PRO, pro=True)

    assert low.liquidation == near("10.2")  # 5 P - 30 = 2 P + 0.6
    assert high.liquidation == near("41.88")  # 5 P - 30 = 10 P - 240 + 0.6


def test_a_typed_call_ratio_gives_cross_pro_a_call_and_an_addition() -> None:
    dollars = owing("5000", "1", ("0", "0.02"))
    btc = coin("1", "0", "5120")

    found = account([btc, dollars], btc, Ratios(Decimal(1), Decimal("1.5")), pro=True)

    assert found.band is Band.CALL  # 120 / 100
    assert found.call == 5_150
    assert found.add == 30  # 1.5 · 100 - 120
    assert found.repay is None


def test_a_coin_that_neither_counts_nor_is_owed_moves_nothing_in_cross_pro() -> None:
    idle = coin("5", "0", "7")._replace(counted=Decimal(0))
    dollars = owing("5000", "1", ("0", "0.02"))

    assert account([idle, dollars], idle, PRO, pro=True).liquidation is None


@unhurried
@given(coins(), amounts("0.5", "3", 2))
def test_the_price_of_cross_pro_is_the_nearest_at_which_it_meets_the_ratio(
    found: list[Coin], ratio: Decimal
) -> None:
    asked = found[0]
    price = account(found, asked, Ratios(ratio, None), pro=True).liquidation
    floors = [Fraction(rung.floor) for rung in asked.brackets.rungs]
    kinks = [floor / Fraction(asked.owed) for floor in floors if asked.owed]

    if price is not None:
        size = Fraction(price) * Fraction(asked.held + asked.owed)
        assert is_nothing(pro_excess(found, Fraction(price), ratio), size)
    low, high = sorted((Fraction(asked.price), Fraction(price or asked.price)))
    if price is None:
        low, high = Fraction(0), FAR
    inside = [kink for kink in kinks if low < kink < high]
    edges = sorted([low, *inside, high])
    middles = [(first + second) / 2 for first, second in pairwise(edges)]
    signs = {pro_excess(found, place, ratio) > 0 for place in [*inside, *middles]}
    assert len(signs) <= 1


def test_an_ordinary_decimal_context_loses_no_digit() -> None:
    held = "100000000000000000000.00000000000000000001"
    even = Ratios(Decimal(1), Decimal(1))

    found = classic(coin(held, "0", "1"), coin("0", "1e20", "1"), ratios=even)

    assert found.band is Band.SAFE
    assert found.level == Decimal("1.0000000000000000000000000000000000000001")
