from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, compare
from bot.errors import (
    AmbiguousNumber,
    BadValue,
    ImpossibleCombination,
    NotANumber,
    OutOfRange,
)
from bot.options import request

TWO = {"wallet": "10k", "positions": "long btc 0.1@65k x10; short ETH/USDT 2 eth@3,400 5x"}


def asked(book: Book, shocks: str, locale: str = "en") -> compare.Request:
    question = request("compare", {**TWO, "shocks": shocks}, book, locale)
    assert isinstance(question, compare.Request)
    return question


def fractions(book: Book, shocks: str, locale: str = "en") -> list[Any]:
    return list(asked(book, shocks, locale).shocks or ())


def test_positions_are_read_with_their_leverage(book: Book) -> None:
    positions = asked(book, "-20%").positions

    assert [(held.symbol, str(held.side)) for held in positions] == [
        ("BTCUSDT", "long"),
        ("ETHUSDT", "short"),
    ]
    assert [held.quantity for held in positions] == [Decimal("0.1"), 2]
    assert [held.entry for held in positions] == [65000, 3400]
    assert [held.leverage for held in positions] == [10, 5]


def test_a_position_without_leverage_is_quoted_with_an_example(book: Book) -> None:
    typed = {"wallet": "10k", "positions": "long BTCUSDT 0.1@65000 x10; short ETHUSDT 2@3400"}

    with pytest.raises(BadValue) as caught:
        request("compare", typed, book, "en")

    assert caught.value.details["value"] == "short ETHUSDT 2@3400"
    assert caught.value.details["allowed"] == ["short ETHUSDT 2@3400 x5"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-20%", ["-0.2"]),
        ("\u221220 %", ["-0.2"]),
        ("- 5%, -10%,-20%", ["-0.05", "-0.1", "-0.2"]),
        ("5%,10%", ["0.05", "0.1"]),
        ("-2,5%; +1.25%;", ["-0.025", "0.0125"]),
        ("-0.2", ["-0.2"]),
        ("12%", ["0.12"]),
    ],
)
def test_moves_of_everything_are_read_in_every_spelling(
    book: Book, typed: str, expected: list[str]
) -> None:
    assert fractions(book, typed) == [Decimal(text) for text in expected]


def test_moves_of_single_symbols_are_one_scenario(book: Book) -> None:
    assert fractions(book, "$btc -15%, ETH/USDT -25%") == [
        {"BTCUSDT": Decimal("-0.15"), "ETHUSDT": Decimal("-0.25")}
    ]


def test_a_semicolon_parts_scenarios(book: Book) -> None:
    assert fractions(book, "BTC -15%,1000PEPEUSDT 3%; -10%; eth 5%") == [
        {"BTCUSDT": Decimal("-0.15"), "1000PEPEUSDT": Decimal("0.03")},
        Decimal("-0.1"),
        {"ETHUSDT": Decimal("0.05")},
    ]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("down", "down"),
        ("BTC", "BTC"),
        ("-5%, BTC -15%", "-5%, BTC -15%"),
        ("BTC - ETH", "BTC - ETH"),
    ],
)
def test_what_is_no_shock_is_quoted_with_examples(book: Book, typed: str, value: str) -> None:
    with pytest.raises(BadValue) as caught:
        asked(book, typed)

    assert caught.value.details["value"] == value
    assert "-20%" in str(caught.value.details["allowed"])


def test_a_bare_number_above_one_is_asked_never_guessed(book: Book) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        asked(book, "-20")

    assert caught.value.details["readings"] == ["-20%", "-2000%"]


def test_a_fall_of_everything_is_named_as_typed(book: Book) -> None:
    with pytest.raises(OutOfRange) as caught:
        asked(book, "BTC -100%")

    assert caught.value.details == {
        "field": "shocks",
        "value": "-100%",
        "bound": "above",
        "limit": "-100%",
    }


def test_a_symbol_that_moves_twice_is_refused(book: Book) -> None:
    with pytest.raises(ImpossibleCombination):
        asked(book, "BTC -15%, btcusdt -20%")


def test_a_move_whose_separators_fit_no_number_is_refused(book: Book) -> None:
    with pytest.raises(NotANumber):
        asked(book, "-1.2.3%")


def test_other_numbers_settle_what_a_dot_means_in_a_shock(book: Book) -> None:
    with pytest.raises(AmbiguousNumber):
        request(
            "compare", {**TWO, "positions": "long btc 1@65000 x5", "shocks": "-2.500%"}, book, "de"
        )

    typed = {**TWO, "positions": "long btc 0,5@65.000,5 x5", "shocks": "2.500%"}
    question = request("compare", typed, book, "de")

    assert isinstance(question, compare.Request)
    assert list(question.shocks or ()) == [25]
