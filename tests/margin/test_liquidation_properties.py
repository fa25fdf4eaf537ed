from collections.abc import Sequence
from decimal import Context, Decimal, getcontext, localcontext
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.margin.brackets import Brackets, ladder
from bot.margin.linear import Account, Position, account
from tests.margin.accounts import (
    amounts,
    ends_by_search,
    excess,
    far_positions,
    held,
    ladders,
    legs,
    long_numbers,
    positions,
    unhurried,
)

WALLETS = amounts("-1000", "200000", 2)
OTHERS = st.lists(positions(), max_size=3)
TINY = Fraction(1, 10**40)


def prices(found: Account) -> list[Decimal | None]:
    return [end.price if end else None for end in (found.below, found.above)]


def room(found: Account) -> Decimal:
    return Decimal("Infinity") if found.distance is None else found.distance


@unhurried
@given(WALLETS, legs(), OTHERS)
def test_balance_equals_maintenance_at_every_price_reported(
    wallet: Decimal, moving: Sequence[Position], others: Sequence[Position]
) -> None:
    found = account(wallet, moving, others)

    for price in filter(None, prices(found)):
        free = Fraction(wallet) + held(others)
        scale = abs(free) + sum(Fraction(leg.quantity * price) for leg in moving) + 1
        assert abs(excess(Fraction(price), free, moving)) < TINY * scale


@unhurried
@given(WALLETS, legs(), OTHERS)
def test_the_prices_are_those_that_a_search_through_all_pieces_finds(
    wallet: Decimal, moving: Sequence[Position], others: Sequence[Position]
) -> None:
    mark = Fraction(moving[0].mark)
    all_prices = list(ends_by_search(Fraction(wallet) + held(others), moving))
    below = max((price for price in all_prices if price < mark), default=None)
    above = min((price for price in all_prices if price > mark), default=None)
    assume(mark not in all_prices)

    for reported, searched in zip(
        prices(account(wallet, moving, others)), (below, above), strict=True
    ):
        assert (reported is None) == (searched is None)
        assert reported is None or abs(Fraction(reported) / Fraction(searched or 1) - 1) < TINY


@unhurried
@given(far_positions(), st.none() | long_numbers(-10, 18))
def test_numbers_of_every_size_keep_their_digits(
    position: Position, wallet: Decimal | None
) -> None:
    # without a wallet of its own, one that all but pays for the position
    money = wallet or +(position.quantity * position.entry)
    mark = Fraction(position.mark)
    searched = next(ends_by_search(Fraction(money), [position]), None)
    assume(searched != mark)

    nearest = account(money, [position], []).nearest
    assert (nearest is None) == (searched is None)
    assert not nearest or abs(Fraction(nearest.price) / (searched or 1) - 1) < TINY


@unhurried
@given(WALLETS, legs(), OTHERS)
def test_the_bracket_named_is_the_one_of_the_notional_at_the_price(
    wallet: Decimal, moving: Sequence[Position], others: Sequence[Position]
) -> None:
    found = account(wallet, moving, others)

    for end in (found.below, found.above):
        if end:
            notional = Fraction(end.price) * Fraction(moving[0].quantity)
            assert Fraction(end.bracket.floor) < notional * (1 + TINY)
            assert end.bracket.cap is None or notional * (1 - TINY) <= Fraction(end.bracket.cap)


@unhurried
@given(WALLETS, legs(), OTHERS, amounts("0.01", "50000", 2))
def test_more_wallet_never_brings_the_price_nearer(
    wallet: Decimal, moving: Sequence[Position], others: Sequence[Position], more: Decimal
) -> None:
    before = account(wallet, moving, others)
    assume(not before.under_water)

    assert room(account(wallet + more, moving, others)) >= room(before)


@unhurried
@given(WALLETS, legs(), st.integers(1, 6), st.data())
def test_a_bracket_split_in_two_with_the_same_rate_changes_nothing(
    wallet: Decimal, moving: Sequence[Position], place: int, data: st.DataObject
) -> None:
    first, *second = moving
    tiers = [(rung.floor, rung.rate) for rung in first.brackets.rungs]
    place = min(place, len(tiers))
    low = tiers[place - 1][0]
    high = tiers[place][0] if place < len(tiers) else low + 1000
    between = data.draw(amounts(str(low), str(high), 3))
    assume(low < between < high)
    split = ladder([*tiers[:place], (between, tiers[place - 1][1]), *tiers[place:]])

    whole = account(wallet, moving, [])
    parted = account(wallet, [first._replace(brackets=split), *second], [])
    assert prices(parted) == prices(whole)


@unhurried
@given(
    WALLETS, legs(), OTHERS.flatmap(lambda held: st.tuples(st.just(held), st.permutations(held)))
)
def test_the_order_of_the_others_changes_nothing(
    wallet: Decimal,
    moving: Sequence[Position],
    others: tuple[Sequence[Position], Sequence[Position]],
) -> None:
    first, second = others

    assert account(wallet, moving, first) == account(wallet, moving, second)


@unhurried
@given(WALLETS, positions(), amounts("0.01", "1000", 2))
def test_with_one_rate_for_all_sizes_only_the_wallet_per_unit_counts(
    wallet: Decimal, position: Position, times: Decimal
) -> None:
    flat = ladder([(Decimal(0), position.brackets.rungs[0].rate)])
    small = position._replace(brackets=flat)
    large = small._replace(quantity=small.quantity * times)

    assert prices(account(wallet, [small], [])) == prices(account(wallet * times, [large], []))


@unhurried
@given(positions(), ladders(), st.integers(0, 5), amounts("1", "60", 2))
def test_the_price_moves_gently_when_the_entry_crosses_a_floor(
    position: Position, brackets: Brackets, place: int, leverage: Decimal
) -> None:
    floors = [rung.floor for rung in brackets.rungs[1:]]
    assume(floors)
    entry = floors[place % len(floors)] / position.quantity
    step = entry * Decimal("1e-12")
    ends = [
        account(position.quantity * price / leverage, [opened], []).nearest
        for price in (entry - step, entry + step)
        for opened in [position._replace(entry=price, mark=price, brackets=brackets)]
    ]
    assume(all(ends))

    for before, after in pairwise(end.price for end in ends if end):
        slope = 1 - brackets.rungs[-1].rate  # the least by which the excess moves a unit of price
        assert abs(after - before) <= 4 * step / slope


@unhurried
@given(positions(), amounts("0.01", "5000", 2))
def test_a_hedge_of_equal_legs_has_no_price_below(position: Position, wallet: Decimal) -> None:
    moving = [position, position._replace(sign=-position.sign)]
    found = account(wallet, moving, [])
    assume(not found.under_water)

    assert found.below is None
    assert found.above is not None


@unhurried
@given(WALLETS, legs(), OTHERS)
def test_the_caller_s_decimal_context_neither_matters_nor_changes(
    wallet: Decimal, moving: Sequence[Position], others: Sequence[Position]
) -> None:
    expected = account(wallet, moving, others)
    with localcontext(Context(prec=3, Emax=9, Emin=-9)):
        before = repr(getcontext())
        assert account(wallet, moving, others) == expected
        assert repr(getcontext()) == before
