from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor import Book, cost, liquidation, mode, odds, size
from bot.errors import Expired
from bot.options import pack, request, unpack

CUSTOM_ID_ROOM = 84
"""A hundred characters less what names the button and its feature."""


def test_a_position_comes_back_as_it_was_typed(book: Book) -> None:
    typed = {
        "mode": "cross",
        "symbol": "1000pepe",
        "side": "short",
        "quantity": "1,000,000",
        "entry": "0.0123456",
        "wallet": "3250.5",
        "others": "long btc 0.5@65000",
    }
    question = request("liquidation", typed, book, "en")

    packed = pack("liquidation", question, book)

    assert unpack("liquidation", packed, book) == question
    assert isinstance(question, liquidation.Request)


def test_contracts_and_brackets_come_back_as_they_were_typed(book: Book) -> None:
    typed = {
        "mode": "cross",
        "symbol": "ETHUSD_PERP",
        "side": "long",
        "quantity": "100",
        "entry": "3400.5",
        "wallet": "0.123456",
        "contract_size": "10",
        "brackets": "0:0.5% 10:1.25%",
    }
    question = request("liquidation", typed, book, "en")

    packed = pack("liquidation", question, book)

    assert unpack("liquidation", packed, book) == question
    assert len(packed) <= CUSTOM_ID_ROOM


def test_the_chance_of_a_position_comes_back_with_the_position(book: Book) -> None:
    typed = {
        "mode": "cross",
        "symbol": "BTCUSDT",
        "side": "short",
        "quantity": "0.5",
        "entry": "65000",
        "wallet": "3250.5",
        "others": "long eth 1@3400",
    }
    position = request("liquidation", typed, book, "en")
    assert isinstance(position, liquidation.Request)
    question = odds.Request(liquidation=position, volatility=Decimal("0.6"), days=Decimal(7))

    packed = pack("odds", question, book)

    assert unpack("odds", packed, book) == question
    with pytest.raises(Expired):
        unpack("odds", packed + "x", book)


@pytest.mark.parametrize("risk", ["1%", "0.5%", "12.34 usdt"])
def test_a_plan_comes_back_and_fits_a_button(book: Book, risk: str) -> None:
    typed = {
        "symbol": "BTCUSDT",
        "side": "long",
        "balance": "10000",
        "risk": risk,
        "entry": "65000.5",
        "stop": "63000.1",
        "target": "70000",
        "leverage": "10x",
    }
    question = request("size", typed, book, "en")

    packed = pack("size", question, book)

    assert unpack("size", packed, book) == question
    assert len(packed) <= CUSTOM_ID_ROOM
    assert isinstance(question, size.Request)


@pytest.mark.parametrize("rate", ["0.375%", "-0.01%", "0.0001"])
def test_a_cost_comes_back_and_fits_a_button(book: Book, rate: str) -> None:
    typed = {
        "market": "usdm",
        "symbol": "BTCUSDT",
        "side": "short",
        "quantity": "0.5",
        "entry": "65000.5",
        "days": "3 days",
        "funding_rate": rate,
        "funding_interval_hours": "4h",
        "fee_discount": "10%",
        "margin": "3250",
    }
    question = request("cost", typed, book, "en")

    packed = pack("cost", question, book)

    assert unpack("cost", packed, book) == question
    assert len(packed) <= CUSTOM_ID_ROOM
    assert isinstance(question, cost.Request)


@pytest.mark.parametrize("shocks", ["-20%", "-5.25%, 10%", "BTC -15%, 1000pepe 2%; -30%"])
def test_a_comparison_comes_back_as_it_was_typed(book: Book, shocks: str) -> None:
    typed = {
        "wallet": "10k",
        "positions": "long BTCUSDT 0.1@65000 x10; short 1000pepe 1,000,000@0.0123 x2.5",
        "shocks": shocks,
    }
    question = request("compare", typed, book, "en")

    assert unpack("compare", pack("compare", question, book), book) == question


def test_a_short_comparison_fits_a_button(book: Book) -> None:
    typed = {"wallet": "10k", "positions": "long btc 0.1@65000 x10", "shocks": "-20%"}

    packed = pack("compare", request("compare", typed, book, "en"), book)

    assert len(packed) <= CUSTOM_ID_ROOM


def test_a_touch_comes_back_with_its_large_rates(book: Book) -> None:
    typed = {"price": "65k", "barrier": "58.7k", "days": "7", "volatility": "150%", "side": "long"}
    question = request("odds", {**typed, "drift": "-0.25"}, book, "en")

    packed = pack("odds", question, book)

    assert unpack("odds", packed, book) == question
    assert len(packed) <= CUSTOM_ID_ROOM
    assert isinstance(question, odds.Request)


@given(st.data())
def test_all_answers_of_a_trader_fit_a_button_and_come_back(
    book: Book, data: st.DataObject
) -> None:
    traits = {
        name: data.draw(st.sampled_from(trait.values or ("yes", "no")), label=name)
        for name, trait in book.rulebook.traits.items()
        if trait.type in {"enum", "boolean"} and trait.asked and data.draw(st.booleans())
    }
    question = request("mode", {**traits, "open_positions": "50", "risk": "1.5%"}, book, "en")

    packed = pack("mode", question, book)

    back = unpack("mode", packed, book)
    assert isinstance(question, mode.Request)
    assert isinstance(back, mode.Request)
    assert back.root == question.root
    assert len(packed) <= CUSTOM_ID_ROOM


@pytest.mark.parametrize("text", ["", "zz", "zz~1", "~~~", "\u0000", "0" * 90])
def test_what_no_button_of_this_version_carries_has_expired(book: Book, text: str) -> None:
    for feature in ("mode", "liquidation", "size", "cost", "compare"):
        with pytest.raises(Expired) as caught:
            unpack(feature, text, book)
        assert caught.value.details == {"command": feature}
