from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AmbiguousNumber, IsocrossError, NotANumber, TooLong
from bot.options.amounts import Dot, dot_settled_by, number, typed


def read(text: str, dot: Dot = Dot.DECIMAL) -> Decimal:
    return number("entry", text, typed("entry", text), dot)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("65k", "65000"),
        ("65K usdt", "65000"),
        ("1.5m", "1500000"),
        ("6.5万", "65000"),
        ("65,000.5", "65000.5"),
        ("65.000,5", "65000.5"),
        ("$65 000", "65000"),
        ("65\u00a0000,5", "65000.5"),
        ("65'000", "65000"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567", "1234567"),
        ("1,5", "1.5"),
        ("12,3456", "12.3456"),
        ("1,500", "1500"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("1.234", "1.234"),
        (".5", "0.5"),
        ("\uff16\uff15\uff10\uff10\uff10", "65000"),
        ("300 usdt", "300"),
        ("-5", "-5"),
        ("0.00000001", "0.00000001"),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, expected: str) -> None:
    assert read(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["", "abc", "1..2", "1,2,3", "1,234,56", "1 2 3", "50 usdt 3", "NaN", "1e5", "--1"]
)
def test_what_is_no_number_is_refused_with_the_text_as_typed(text: str) -> None:
    with pytest.raises(NotANumber) as caught:
        read(text)

    assert caught.value.details == {"field": "entry", "value": text}


@pytest.mark.parametrize(
    ("text", "readings"), [("65.000", ["65000", "65.000"]), ("1.234", ["1234", "1.234"])]
)
def test_a_dot_before_three_digits_is_asked_where_dots_group_thousands(
    text: str, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        read(text, Dot.UNKNOWN)

    assert caught.value.details["readings"] == readings


def test_a_leading_zero_is_never_a_group_of_thousands() -> None:
    assert read("0.123", Dot.UNKNOWN) == Decimal("0.123")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["65.000", "1.234,5"], Dot.GROUP),
        (["65.000", "0,5"], Dot.GROUP),
        (["65.000", "3.14"], Dot.DECIMAL),
        (["65.000", "64.000"], Dot.UNKNOWN),
        (["65.000", "3.14", "0,5"], Dot.UNKNOWN),
        (["65.000", "1,500"], Dot.UNKNOWN),
    ],
)
def test_another_number_of_the_question_settles_the_dot(texts: list[str], expected: Dot) -> None:
    assert dot_settled_by(texts) is expected


def test_more_than_a_hundred_characters_are_not_read() -> None:
    with pytest.raises(TooLong):
        read("1" * 101)


@given(st.text(max_size=120))
def test_no_text_ever_does_anything_but_read_or_refuse(text: str) -> None:
    for dot in Dot:
        try:
            value = read(text, dot)
        except IsocrossError:
            continue
        assert value.is_finite()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=0, max_value=10**12))
def test_a_plain_number_is_read_exactly(value: Decimal) -> None:
    assert read(format(value, "f")) == value
    assert read(format(value, ",f")) == value
