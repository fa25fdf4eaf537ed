from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor import Book, level
from bot.errors import (
    AmbiguousNumber,
    BadValue,
    Expired,
    IsocrossError,
    NotANumber,
    UnknownField,
)
from bot.options import pack, request, unpack

TYPED = {"mode": "cross_3x", "assets": "BTC 1@30000", "debts": "USDT 20000", "coin": "btc"}


def asked(book: Book, locale: str = "en", **typed: str) -> level.Request:
    question = request("level", {**TYPED, **typed}, book, locale)
    assert isinstance(question, level.Request)
    return question


def test_lists_of_coins_become_a_question(book: Book) -> None:
    question = asked(book, assets="$btc 1@30k; USDT 5,000", debts="usdt 20 000 +12.5; ETH 2@2000")

    assert question.coin == "BTC"
    assert question.model_dump(exclude_unset=True, include={"assets", "debts"}) == {
        "assets": (
            {"coin": "BTC", "amount": Decimal(1), "price": Decimal(30_000)},
            {"coin": "USDT", "amount": Decimal(5_000)},
        ),
        "debts": (
            {"coin": "USDT", "amount": Decimal(20_000), "interest": Decimal("12.5")},
            {"coin": "ETH", "amount": Decimal(2), "price": Decimal(2_000)},
        ),
    }


@pytest.mark.parametrize(
    "typed",
    [
        "BTC 1@30000 +0.01",
        "  btc   1 @ 30000  + 0.01 ",
        "xbt 1@$30 000+0.01",
        "BTC 1 btc @ 30k +0.01 btc;",
        "\nBTC 1@30,000.00 usdt +0.01\n",
    ],
)
def test_a_coin_is_read_as_people_type_it(book: Book, typed: str) -> None:
    debt = asked(book, debts=typed).debts[0]

    assert (debt.coin, debt.interest) == ("BTC", Decimal("0.01"))
    assert debt.amount == 1
    assert debt.price == 30_000


def test_percentages_are_the_ratio_of_what_is_held_and_the_rates_of_what_is_owed(
    book: Book,
) -> None:
    question = asked(
        book, mode="Cross Pro", assets="BTC 1@65 000 95%", debts="USDT 9 +1 5% 50k:7% 100,000:8.5%"
    )

    assert question.assets[0].price == 65_000
    assert question.assets[0].collateral_ratio == Decimal("0.95")
    assert question.debts[0].brackets is not None
    assert [(tier.floor, tier.rate) for tier in question.debts[0].brackets] == [
        (Decimal(0), Decimal("0.05")),
        (Decimal(50_000), Decimal("0.07")),
        (Decimal(100_000), Decimal("0.085")),
    ]


@pytest.mark.parametrize("ratio", ["1.15", "115%"])
def test_a_ratio_is_read_as_a_number_or_in_percent(book: Book, ratio: str) -> None:
    assert asked(book, liquidation_ratio=ratio).liquidation_ratio == Decimal("1.15")


@pytest.mark.parametrize(
    "typed", ["BTC", "1@30000", "BTC 1@", "BTC 1@2@3", "BTC 1 5% 2", "BTC +1"]
)
def test_what_is_no_coin_of_a_list_is_quoted_with_examples(book: Book, typed: str) -> None:
    with pytest.raises(BadValue) as caught:
        asked(book, assets=f"USDT 5; {typed}")

    assert caught.value.details["field"] == "assets"
    assert caught.value.details["value"] == typed
    assert caught.value.details["allowed"]


@pytest.mark.parametrize("typed", ["BTC 1 eth@30000", "BTC one@30000", "BTC 1@30000 5% 6%"])
def test_a_number_that_cannot_be_read_is_not_guessed(book: Book, typed: str) -> None:
    with pytest.raises(NotANumber):
        asked(book, assets=typed)


def test_what_is_held_bears_no_interest(book: Book) -> None:
    with pytest.raises(UnknownField) as caught:
        asked(book, assets="BTC 1@30000 +1")

    assert caught.value.details["field"] == "assets.0.interest"


def test_a_dot_in_a_list_is_settled_by_the_whole_question(book: Book) -> None:
    with pytest.raises(AmbiguousNumber):
        asked(book, "de", assets="BTC 1@30.000")

    assert asked(book, "de", assets="BTC 0,5@30.000").assets[0].price == 30_000
    assert asked(book, "de", assets="BTC 1@30.000", debts="USDT 9 +0,5").assets[0].price == 30_000
    assert asked(book, "de", assets="BTC 1@30.000 99,5%").assets[0].price == 30_000


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"debts": "USDT 20000 +12.5; ETH 2@2000.5", "liquidation_ratio": "1.12"},
        {"mode": "isolated", "leverage": "10x", "call_ratio": "1.2"},
        {
            "mode": "cross_pro",
            "assets": "BTC 1@30000 97.5%; FDUSD 5000 0%",
            "debts": "USDT 20000 +1 5% 50000:7.25%",
        },
    ],
)
def test_an_account_comes_back_from_a_button(book: Book, typed: dict[str, str]) -> None:
    question = asked(book, **typed)

    assert unpack("level", pack("level", question, book), book) == question


@pytest.mark.parametrize("text", ["", "zz~1", "0" * 90])
def test_what_no_button_of_this_version_carries_has_expired(book: Book, text: str) -> None:
    with pytest.raises(Expired):
        unpack("level", text, book)


@given(st.text(alphabet="BTC 12.,k@+%:;$\n\u00a0", max_size=60))
def test_whatever_is_typed_as_a_list_is_read_or_refused(book: Book, text: str) -> None:
    with suppress(IsocrossError):
        assert asked(book, assets=text, debts=text).coin == "BTC"
