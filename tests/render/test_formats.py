from datetime import date
from decimal import Decimal

import pytest

from bot.render import thousands_separator
from bot.render.formats import Formats

ENGLISH = Formats.of("en")
GERMAN = Formats.of("de")


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        ("18072.28915662650602", "20000", "18,072.29"),
        ("0.198252525", "0.2066", "0.19825"),
        ("141.2291", "150", "141.23"),
        ("0.00001234567", "0.0000130", "0.000012346"),
        ("64123.456789", "65000.1234", "64,123.4568"),
    ],
)
def test_a_price_is_as_fine_as_the_entry_was_typed_and_five_digits_at_least(
    value: str, like: str, expected: str
) -> None:
    assert ENGLISH.price(Decimal(value), Decimal(like)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1000", "1,000"),
        ("1000.004", "1,000"),
        ("14.2571", "14.26"),
        ("0.0948", "0.09"),
        ("0.00948", "0.0095"),
        ("-3250.5", "-3,250.50"),
        ("0", "0"),
        ("1E+7", "10,000,000"),
    ],
)
def test_money_is_told_to_the_cent(value: str, expected: str) -> None:
    assert ENGLISH.amount(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.0404", "4.04%"),
        ("0.1", "10%"),
        ("0.005", "0.5%"),
        ("0.98765", "98.8%"),
        ("2.5", "250%"),
    ],
)
def test_a_share_is_told_in_percent_to_three_digits(value: str, expected: str) -> None:
    assert ENGLISH.percent(Decimal(value)) == expected


def test_a_quantity_loses_no_digit() -> None:
    assert ENGLISH.number(Decimal("1234567.00000001000")) == "1,234,567.00000001"


def test_each_language_writes_numbers_and_dates_its_own_way() -> None:
    assert GERMAN.price(Decimal("18072.289"), Decimal(20000)) == "18.072,29"
    assert GERMAN.percent(Decimal("0.0404")) == "4,04\u00a0%"
    assert Formats.of("tr").percent(Decimal("0.0404")) == "%4,04"
    assert ENGLISH.day(date(2026, 9, 29)) == "Sep 29, 2026"
    assert Formats.of("zh-CN").day(date(2026, 9, 29)) == "2026年9月29日"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert Formats.of("xx-YY").number(Decimal("1234.5")) == "1,234.5"


@pytest.mark.parametrize(
    ("locale", "separator"),
    [
        ("en-US", ","),
        ("zh-CN", ","),
        ("de", "."),
        ("es-ES", "."),
        ("es-419", ","),
        ("pt-BR", "."),
        ("id", "."),
    ],
)
def test_the_thousands_separator_is_that_of_the_language(locale: str, separator: str) -> None:
    assert thousands_separator(locale) == separator


@pytest.mark.parametrize(
    ("value", "move", "reach"),
    [
        ("-0.2", "-20%", "-20%"),
        ("0.0525", "+5.25%", "+5.25%"),
        ("-0.096385542", "-9.6385542%", "-9.63%"),
        ("9.99999", "+999.999%", "+999%"),
        ("-0.00012349", "-0.012349%", "-0.0123%"),
        ("0", "0%", "0%"),
    ],
)
def test_a_move_keeps_its_sign_and_a_reach_is_never_larger_than_it_is(
    value: str, move: str, reach: str
) -> None:
    assert ENGLISH.move(Decimal(value)) == move
    assert ENGLISH.reach(Decimal(value)) == reach
