from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.margin.brackets import Brackets, ladder
from bot.margin.linear import Position, account
from bot.margin.stress import Stake, Survival, shocked, survival
from tests.margin.accounts import LADDER, amounts, excess, near, positions, unhurried

FLAT = ladder([(Decimal(0), Decimal("0.01"))])
STEP = Fraction(1, 10**30)
LAST = {-1: Fraction(1), 1: Fraction(10)}

WALLETS = amounts("0", "20000", 2)
BETAS = st.just(Decimal(1)) | amounts("-2", "4", 2)


def stake(sign: int, quantity: str, entry: str, wallet: str, brackets: Brackets = FLAT) -> Stake:
    position = Position(sign, Decimal(quantity), Decimal(entry), Decimal(entry), brackets)
    return Stake(position, Decimal(wallet), Decimal(1))


LONG = stake(1, "1", "100", "10")
SHORT = stake(-1, "2", "50", "10")


@st.composite
def staked(draw: st.DrawFn) -> list[Stake]:
    found = draw(st.lists(st.builds(Stake, positions(), WALLETS, BETAS), min_size=1, max_size=4))
    return draw(st.permutations(found))


def excess_after(move: Fraction, wallet: Decimal, stakes: Sequence[Stake]) -> Fraction:
    return Fraction(wallet) + sum(
        excess(
            max(Fraction(position.mark) * (1 + move * Fraction(beta)), Fraction(0)),
            Fraction(0),
            [position],
        )
        for position, _, beta in stakes
    )


def first_zero(wallet: Decimal, stakes: Sequence[Stake]) -> Fraction | None:
    places = {
        (Fraction(rung.floor) / Fraction(position.notional) - 1) / Fraction(beta)
        for position, _, beta in stakes
        if beta
        for rung in position.brackets.rungs
    }
    found: list[Fraction] = []
    for way, last in LAST.items():
        distances = {way * place for place in places if 0 < way * place < last} | {
            Fraction(0),
            last,
        }
        for near_, far in pairwise(sorted(distances)):
            start, end = (excess_after(way * at, wallet, stakes) for at in (near_, far))
            if end <= 0:
                found.append(way * (near_ + start * (far - near_) / (start - end)))
                break
    moves = [move for move in found if move != -1]
    return min(moves, key=lambda move: (abs(move), move), default=None)


def test_cross_adds_up_every_result_and_isolated_fences_them() -> None:
    # the long loses 100 · 0.2, the short gains 2 · 50 · 0.1
    found = shocked(Decimal(120), [LONG, SHORT], [Decimal("-0.2"), Decimal("-0.1")])

    assert found.cross == 110  # 120 - 20 + 10
    assert not found.cross_liquidated
    assert found.lost == (0,)  # 10 - 20 <= 0.8
    assert found.isolated == 120  # 100 outside, the long 0, the short 10 + 10


def test_cross_is_liquidated_as_a_whole_and_then_counts_nothing() -> None:
    found = shocked(Decimal(20), [LONG, SHORT], [Decimal("-0.3"), Decimal("-0.05")])

    # 20 - 30 + 5 is less than 0.7 + 0.95
    assert found.cross_liquidated
    assert found.cross == 0
    assert found.isolated == 15  # the short: 10 + 5


def test_a_balance_that_only_equals_maintenance_is_liquidated() -> None:
    held = stake(1, "1", "100", "10.9")

    found = shocked(Decimal("10.9"), [held], [Decimal("-0.1")])

    # 10.9 - 10 = 0.9 = 0.01 · 90
    assert found.cross_liquidated
    assert found.lost == (0,)


def test_a_balance_of_a_cent_above_maintenance_is_not_liquidated() -> None:
    found = shocked(Decimal("10.91"), [stake(1, "1", "100", "10.91")], [Decimal("-0.1")])

    # 10.91 - 10 = 0.91, maintenance 0.01 · 90
    assert (found.cross, found.cross_liquidated, found.lost) == (Decimal("0.91"), False, ())


def test_a_shock_starts_at_the_mark_and_the_profit_at_the_entry() -> None:
    under = LONG._replace(position=LONG.position._replace(mark=Decimal(90)))

    assert shocked(Decimal(40), [under], [Decimal("-0.1")]).cross == 21  # 40 + 81 - 100


def test_maintenance_is_that_of_the_bracket_at_the_shocked_price() -> None:
    held = stake(-1, "1", "40000", "8250", brackets=LADDER)

    alive = shocked(Decimal(8251), [held._replace(wallet=Decimal(8251))], [Decimal("0.2")])
    dead = shocked(Decimal(8250), [held._replace(wallet=Decimal(8192))], [Decimal("0.2")])

    # at 48,000: 8,192 - 8,000 = 0.004 · 48,000
    assert not alive.cross_liquidated
    assert dead.lost == (0,)
    assert not dead.cross_liquidated


def test_a_price_past_the_last_bracket_is_charged_its_rate() -> None:
    capped = ladder([(Decimal(0), Decimal("0.01"))], cap=Decimal(105))
    held = stake(-1, "1", "100", "51.5", brackets=capped)

    assert shocked(Decimal("51.5"), [held], [Decimal("0.5")]).lost == (
        0,
    )  # 51.5 - 50 = 0.01 · 150


def test_each_mode_names_the_move_that_ends_it() -> None:
    found = survival(Decimal(40), [LONG, LONG._replace(wallet=Decimal(20))])

    # cross: 40 + 200 x = 0.01 · 200 (1 + x), x = -38 / 198
    # isolated: 10 + 100 x = 1 + x, x = -9 / 99
    assert found.cross == near("-0.191919191919191919")
    assert found.isolated == near("-0.090909090909090909")
    assert found.first == (0,)


def test_a_short_ends_above() -> None:
    # 10 - 100 x = 0.01 · 100 (1 + x), x = 9 / 101
    assert survival(Decimal(10), [SHORT]).cross == near("0.089108910891089108")


def test_a_beta_of_two_halves_the_move() -> None:
    # 10 + 200 x = 1 + 2 x, x = -9 / 198
    found = survival(Decimal(10), [LONG._replace(beta=Decimal(2))])

    assert found.cross == near("-0.045454545454545454")


def test_a_position_against_the_market_ends_when_it_rises() -> None:
    found = survival(Decimal(10), [LONG._replace(beta=Decimal(-1))])

    assert found.cross == near("0.090909090909090909")


def test_what_no_common_move_touches_survives_all_of_them() -> None:
    still = LONG._replace(beta=Decimal(0))

    assert survival(Decimal(10), [still]) == Survival(None, None, ())


def test_a_long_that_its_wallet_pays_in_full_survives_every_fall() -> None:
    assert survival(Decimal(100), [LONG._replace(wallet=Decimal(100))]) == Survival(None, None, ())


def test_a_fall_of_everything_and_a_rise_beyond_a_thousand_percent_are_not_looked_at() -> None:
    # a short with 1,110 of wallet: 1,110 - 100 x = 1 + x at x = 1,109 / 101 = 10.98
    within, beyond = (stake(-1, "1", "100", wallet) for wallet in ("1011", "1110"))

    assert survival(Decimal(1011), [within]).cross == 10  # 1,011 - 1,000 = 0.01 · 1,100
    assert survival(Decimal(1110), [beyond]).cross is None


def test_a_notional_that_stands_at_a_floor_is_charged_above_it_only_when_it_rises() -> None:
    steep = ladder([(Decimal(0), Decimal("0.01")), (Decimal(100), Decimal("0.5"))])

    # 50 - 100 x = 0.5 · 100 (1 + x) - 49 upwards, x = 49 / 150
    assert survival(Decimal(50), [stake(-1, "1", "100", "50", steep)]).cross == near(
        "0.326666666666666667"
    )
    # 30 + 100 x = 0.01 · 100 (1 + x) downwards, x = -29 / 99
    assert survival(Decimal(30), [stake(1, "1", "100", "30", steep)]).cross == near(
        "-0.292929292929292929"
    )


@pytest.mark.parametrize("size", ["1", "0.00001"])
def test_the_floors_of_positions_large_and_small_are_passed_in_order_of_their_moves(
    size: str,
) -> None:
    whole = Decimal(size)
    steep = ladder([(Decimal(0), Decimal("0.01")), (5_000 * whole, Decimal("0.5"))])
    mild = ladder([(Decimal(0), Decimal("0.01")), (20 * whole, Decimal("0.02"))])
    held = [stake(1, size, "10000", "0", steep), stake(1, size, "100", "0", mild)]

    # past 5,000 at -50 %, before 20 at -80 %: 6,100.6 - 6,060 = 0.01 · 4,000 + (0.02 · 40 - 0.2)
    assert survival(Decimal("6100.6") * whole, held).cross == Decimal("-0.6")


def test_a_price_that_reached_nothing_falls_no_further() -> None:
    # beta 2: the long is worth 0 from -50 % on, while the short goes on gaining
    held = [LONG._replace(beta=Decimal(2)), stake(-1, "1", "100", "10")]

    # 49 + 200 x - 100 x = 0.01 · (200 + 300 x), x = -47 / 97
    assert survival(Decimal(49), held).cross == near("-0.484536082474226804")
    assert survival(Decimal(51), held).cross is None  # at -50 %: 51 - 100 + 50 > 0.5


def test_an_account_that_is_liquidated_already_survives_no_move() -> None:
    under = LONG._replace(position=LONG.position._replace(mark=Decimal(90)))

    # 11.9 - 10 = 1.9 = 0.01 · 190
    assert survival(Decimal("11.9"), [under, SHORT]) == Survival(Decimal(0), Decimal(0), (0,))


def test_of_two_equal_ways_down_is_named() -> None:
    # betas of 1 and -1: one of the two longs loses what the other gains, in either direction
    held = [LONG, LONG._replace(beta=Decimal(-1))]

    assert survival(Decimal(20), held).isolated == near("-0.090909090909090909")  # -9 / 99


@unhurried
@given(WALLETS, staked())
def test_what_is_survived_is_the_first_zero_that_a_search_finds(
    wallet: Decimal, stakes: Sequence[Stake]
) -> None:
    assume(excess_after(Fraction(0), wallet, stakes) > 0)
    searched, found = first_zero(wallet, stakes), survival(wallet, stakes).cross

    assert (found is None) == (searched is None)
    if found is not None and searched is not None:
        assert abs(Fraction(found) - searched) <= STEP


@unhurried
@given(WALLETS, staked())
def test_just_inside_nothing_is_liquidated_and_just_past_something_is(
    wallet: Decimal, stakes: Sequence[Stake]
) -> None:
    found = survival(wallet, stakes)
    alone = [(stake.wallet, [stake]) for stake in stakes]

    for move, accounts in ((found.cross, [(wallet, stakes)]), (found.isolated, alone)):
        if move:
            way = 1 if move > 0 else -1
            inside, past = (Fraction(move) + side * way * STEP for side in (-1, 1))
            assert all(excess_after(inside, *each) > 0 for each in accounts)
            assert any(excess_after(past, *each) < STEP for each in accounts)


@unhurried
@given(positions(), amounts("0.01", "20000", 2), amounts("0.1", "1", 2))
def test_one_position_survives_the_move_to_its_liquidation_price(
    position: Position, wallet: Decimal, beta: Decimal
) -> None:
    end = account(wallet, [position], [])
    assume(not end.under_water)
    found = survival(wallet, [Stake(position, wallet, beta)])

    move = (
        (Fraction(end.nearest.price) / Fraction(position.mark) - 1) / Fraction(beta)
        if end.nearest
        else None
    )
    if move is not None and -1 < move <= 10:
        assert found.cross == found.isolated
        assert found.cross is not None
        assert abs(Fraction(found.cross) - move) <= STEP
    else:
        assert found == Survival(None, None, ())


@unhurried
@given(WALLETS, staked(), st.data())
def test_the_order_of_positions_changes_nothing(
    wallet: Decimal, stakes: Sequence[Stake], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(stakes))
    moves = {id(stake): data.draw(amounts("-0.9", "3", 2)) for stake in stakes}
    ordered, other = (
        shocked(wallet, each, [moves[id(stake)] for stake in each]) for each in (stakes, shuffled)
    )

    assert ordered[:3] == other[:3]
    assert survival(wallet, stakes)[:2] == survival(wallet, shuffled)[:2]


@unhurried
@given(WALLETS, staked(), st.data())
def test_while_nothing_is_liquidated_both_modes_are_worth_the_same(
    spare: Decimal, stakes: Sequence[Stake], data: st.DataObject
) -> None:
    wallet = spare + sum(stake.wallet for stake in stakes)
    moves = [data.draw(amounts("-0.9", "3", 2)) for _ in stakes]

    found = shocked(wallet, stakes, moves)

    # if every position holds with its own margin, the pool holds with all of it
    assert found.lost or not found.cross_liquidated
    assert found.lost or found.cross == found.isolated


@unhurried
@given(WALLETS, staked())
def test_cross_is_never_the_first_to_be_liquidated(
    spare: Decimal, stakes: Sequence[Stake]
) -> None:
    found = survival(spare + sum(stake.wallet for stake in stakes), stakes)

    if found.cross is not None:
        assert found.isolated is not None
        assert abs(found.isolated) <= abs(found.cross) + Decimal("1e-40")


@unhurried
@given(WALLETS, staked())
def test_the_caller_s_decimal_context_does_not_matter(
    wallet: Decimal, stakes: Sequence[Stake]
) -> None:
    moves = [Decimal("-0.1")] * len(stakes)
    expected = survival(wallet, stakes), shocked(wallet, stakes, moves)

    with localcontext(Context(prec=3, Emax=9, Emin=-9)):
        assert (survival(wallet, stakes), shocked(wallet, stakes, moves)) == expected


def test_the_digits_of_fifty_positions_are_kept() -> None:
    held = [stake(1, "0.3333333333333333333333333333333333333333", "3", "0.1")] * 50

    found = survival(Decimal(5), held)

    # 0.1 + N x = 0.01 · N (1 + x) with N = 0.99…9, forty nines
    notional = Fraction(10**40 - 1, 10**40)
    move = (notional / 100 - Fraction(1, 10)) / (notional * Fraction(99, 100))
    assert found.cross == found.isolated
    assert found.cross is not None
    assert abs(Fraction(found.cross) - move) < Fraction(1, 10**48)
    assert found.first == tuple(range(50))
