from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.classroom import order, pseudonym

ANIMALS = ("Otter", "Heron", "Badger", "Lynx", "Stork", "Newt", "Owl")
SEED = "4f1d2c"
SEATS = 1_000

unhurried = settings(deadline=None)


def number(seat: int, seed: str = SEED) -> int:
    return int(pseudonym(seed, seat, ANIMALS).rpartition(" ")[2])


@unhurried
@given(seed=st.text(), person=st.integers(0, 2**63 - 1), item=st.text(), options=st.integers(0, 9))
def test_everybody_sees_every_option_once(seed: str, person: int, item: str, options: int) -> None:
    assert sorted(order(seed, person, item, options)) == list(range(options))


def test_the_order_stays_for_a_person_and_an_item_and_differs_between_them() -> None:
    orders = [
        order(SEED, person, item, 4) for person in range(100) for item in ("quiz.0", "quiz.1")
    ]

    assert orders == [
        order(SEED, person, item, 4) for person in range(100) for item in ("quiz.0", "quiz.1")
    ]
    assert len(set(orders)) == 24  # 4 · 3 · 2 · 1, each of them among 200
    assert any(one != other for one, other in zip(orders[::2], orders[1::2], strict=True))
    assert orders != [
        order("other", person, item, 4) for person in range(100) for item in ("quiz.0", "quiz.1")
    ]


def test_no_place_is_where_the_first_option_mostly_stands() -> None:
    places = [order(SEED, person, "quiz.0", 4).index(0) for person in range(4_000)]

    # 4,000 / 4 = 1,000 on average; a standard deviation is sqrt(4,000 · 1/4 · 3/4) = 27.4
    assert all(abs(places.count(place) - 1_000) < 5 * 27.4 for place in range(4))


def test_no_two_seats_share_a_pseudonym_or_only_its_number() -> None:
    assert sorted(number(seat) for seat in range(SEATS)) == list(range(1, SEATS + 1))


def test_a_pseudonym_stays() -> None:
    first = [pseudonym(SEED, seat, ANIMALS) for seat in range(SEATS)]

    assert [pseudonym(SEED, seat, ANIMALS) for seat in range(SEATS)] == first
    assert pseudonym(SEED, 7, ["Otter"]).startswith("Otter ")


def test_a_pseudonym_does_not_tell_who_joined_before_whom() -> None:
    rises = sum(one < then for one, then in pairwise(map(number, range(100))))

    assert 30 <= rises <= 70  # of 99 pairs; in order of joining all rise
    assert [number(seat) for seat in range(100)] != [number(seat, "other") for seat in range(100)]
