from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.margin import inverse
from bot.margin.brackets import Brackets, ladder
from bot.margin.linear import Account, Position, account
from tests.margin.accounts import (
    FAR,
    amounts,
    ladders,
    long_numbers,
    summed_maintenance,
    unhurried,
)

WALLETS = amounts("-1000", "200000", 2)
TINY = Fraction(1, 10**40)
LONE = ladder([(Decimal(0), Decimal("0.004")), (Decimal(5), Decimal("0.5"))])


class Contracts(NamedTuple):
    sign: int
    quantity: Decimal
    entry: Decimal
    mark: Decimal
    brackets: Brackets

    @property
    def dollars(self) -> Fraction:
        return Fraction(self.quantity)


PRICES = amounts("0.01", "900", 4) | st.integers(1, 90).map(Decimal)
DOLLARS = st.integers(1, 90_000).map(lambda count: Decimal(count * 10))
HELD = st.builds(Contracts, st.sampled_from([1, -1]), DOLLARS, PRICES, PRICES, ladders())
EXACT = [Decimal(price) for price in ("0.016", "0.5", "1", "2", "40", "625", "1024")]
OTHERS = st.lists(HELD, max_size=3)


@st.composite
def legs(draw: st.DrawFn) -> list[Contracts]:
    first = draw(HELD)
    if draw(st.booleans()):
        return [first]
    return [first, draw(HELD)._replace(sign=-first.sign, mark=first.mark)]


def made(contracts: Sequence[Contracts]) -> list[Position]:
    return [inverse.position(*one) for one in contracts]


def solved(wallet: Decimal, moving: Sequence[Contracts], others: Sequence[Contracts]) -> Account:
    return inverse.account(wallet, made(moving), made(others))


def prices(found: Account) -> list[Decimal | None]:
    return [end.price if end else None for end in (found.below, found.above)]


def excess(turned: Fraction, contracts: Sequence[Contracts]) -> Fraction:
    return sum(
        (
            one.sign * one.dollars * (1 / Fraction(one.entry) - turned)
            - summed_maintenance(one.brackets, one.dollars * turned)
            for one in contracts
        ),
        Fraction(0),
    )


def held(others: Sequence[Contracts]) -> Fraction:
    return sum((excess(1 / Fraction(one.mark), [one]) for one in others), Fraction(0))


def ends_by_search(free: Fraction, moving: Sequence[Contracts]) -> Iterator[Fraction]:
    edges = sorted(
        {Fraction(rung.floor) / one.dollars for one in moving for rung in one.brackets.rungs}
    )
    found: set[Fraction] = set()
    for low, high in pairwise([*edges, edges[-1] + 1, FAR]):
        start, end = free + excess(low, moving), free + excess(high, moving)
        if start * end <= 0 and start != end:
            found.add(low - start * (high - low) / (end - start))
    yield from sorted(1 / place for place in found if place > 0)


@unhurried
@given(WALLETS, legs(), OTHERS)
def test_balance_equals_maintenance_at_every_price_reported(
    wallet: Decimal, moving: Sequence[Contracts], others: Sequence[Contracts]
) -> None:
    for price in filter(None, prices(solved(wallet, moving, others))):
        free = Fraction(wallet) + held(others)
        turned = 1 / Fraction(price)
        scale = abs(free) + sum(one.dollars * (turned + 1) for one in moving)
        assert abs(free + excess(turned, moving)) < TINY * scale


@unhurried
@given(WALLETS, legs(), OTHERS)
def test_the_prices_are_those_that_a_search_through_all_pieces_finds(
    wallet: Decimal, moving: Sequence[Contracts], others: Sequence[Contracts]
) -> None:
    mark = Fraction(moving[0].mark)
    all_prices = list(ends_by_search(Fraction(wallet) + held(others), moving))
    below = max((price for price in all_prices if price < mark), default=None)
    above = min((price for price in all_prices if price > mark), default=None)
    assume(mark not in all_prices)

    for reported, searched in zip(
        prices(solved(wallet, moving, others)), (below, above), strict=True
    ):
        assert (reported is None) == (searched is None)
        assert reported is None or abs(Fraction(reported) / Fraction(searched or 1) - 1) < TINY


@unhurried
@given(WALLETS, HELD, OTHERS)
def test_the_price_of_one_position_is_that_of_the_closed_formula_in_its_bracket(
    wallet: Decimal, asked: Contracts, others: Sequence[Contracts]
) -> None:
    end = solved(wallet, [asked], others).nearest
    assume(end)
    assert end

    rate, amount = Fraction(end.bracket.rate), Fraction(end.bracket.amount)
    owed = Fraction(wallet) + held(others) + amount
    price = (
        asked.dollars
        * (rate + asked.sign)
        / (owed + asked.sign * asked.dollars / Fraction(asked.entry))
    )
    assert abs(Fraction(end.price) / price - 1) < TINY
    assert Fraction(end.bracket.floor) < asked.dollars / price * (1 + TINY)
    assert end.bracket.cap is None or asked.dollars / price * (1 - TINY) <= end.bracket.cap


@unhurried
@given(WALLETS, HELD, st.sampled_from(EXACT), st.sampled_from(EXACT))
def test_contracts_are_a_linear_position_of_the_other_side_in_one_over_the_price(
    wallet: Decimal, asked: Contracts, entry: Decimal, mark: Decimal
) -> None:
    contracts = asked._replace(entry=entry, mark=mark)
    turned = Position(-asked.sign, asked.quantity, 1 / entry, 1 / mark, asked.brackets)
    found, linear = solved(wallet, [contracts], []), account(wallet, [turned], [])

    assert (found.balance, found.maintenance) == (linear.balance, linear.maintenance)
    for price, place in zip(prices(found), reversed(prices(linear)), strict=True):
        assert (price is None) == (place is None)
        assert not price or abs(Fraction(price) * Fraction(place or 1) - 1) < TINY


@unhurried
@given(WALLETS, legs(), OTHERS, amounts("0.01", "50000", 2))
def test_more_wallet_never_brings_the_price_nearer(
    wallet: Decimal, moving: Sequence[Contracts], others: Sequence[Contracts], more: Decimal
) -> None:
    before = solved(wallet, moving, others)
    assume(not before.under_water)
    after = solved(wallet + more, moving, others)

    assert after.distance is None or before.distance is not None
    assert after.distance is None or after.distance >= (before.distance or 0)


@unhurried
@given(
    WALLETS, legs(), OTHERS.flatmap(lambda held: st.tuples(st.just(held), st.permutations(held)))
)
def test_the_order_of_the_others_changes_nothing(
    wallet: Decimal,
    moving: Sequence[Contracts],
    others: tuple[Sequence[Contracts], Sequence[Contracts]],
) -> None:
    first, second = others

    assert solved(wallet, moving, first) == solved(wallet, moving, second)


@unhurried
@given(st.integers(1, 10**6), st.integers(1, 10**6), ladders())
def test_a_short_has_a_price_exactly_when_its_wallet_does_not_cover_its_notional(
    coins: int, entry: int, brackets: Brackets
) -> None:
    covered = Decimal(coins)
    short = Contracts(-1, Decimal(coins * entry), Decimal(entry), Decimal(entry), brackets)

    assert solved(covered, [short], []).nearest is None
    assert solved(covered - Decimal("1e-18"), [short], []).above is not None


@unhurried
@given(HELD, amounts("0.01", "5000", 2))
def test_a_hedge_of_equal_legs_has_no_price_above(asked: Contracts, wallet: Decimal) -> None:
    found = solved(wallet, [asked, asked._replace(sign=-asked.sign)], [])
    assume(not found.under_water)

    assert found.above is None
    assert found.below is not None


@unhurried
@given(long_numbers(-8, 13), long_numbers(-10, 9), long_numbers(-10, 18), st.sampled_from([1, -1]))
def test_numbers_of_every_size_keep_their_digits(
    dollars: Decimal, entry: Decimal, wallet: Decimal, sign: int
) -> None:
    asked = Contracts(sign, dollars, entry, entry, LONE)
    searched = next(ends_by_search(Fraction(wallet), [asked]), None)
    assume(searched != Fraction(entry))

    nearest = solved(wallet, [asked], []).nearest
    assert (nearest is None) == (searched is None)
    assert not nearest or abs(Fraction(nearest.price) / (searched or 1) - 1) < TINY
