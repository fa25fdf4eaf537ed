from decimal import Decimal

import pytest

from bot.errors import (
    BadValue,
    ImpossibleCombination,
    IsocrossError,
    NotANumber,
    OutOfRange,
    UnknownTrait,
)
from bot.rulebook import Fact
from tests.rulebook.sample import with_rules

BOOK = with_rules()


@pytest.mark.parametrize(
    ("trait", "given", "fact"),
    [
        ("legs", "offsetting", "offsetting"),
        ("legs", " Same Direction ", "same_direction"),
        ("legs", "same-direction", "same_direction"),
        ("bets", True, True),
        ("bets", "no", False),
        ("bets", "Yes", True),
        ("bets", "false", False),
        ("open_positions", 3, 3),
        ("open_positions", " 12 ", 12),
        ("open_positions", Decimal("3.0"), 3),
        ("risk", "0.01", Decimal("0.01")),
        ("risk", "1e-2", Decimal("0.01")),
        ("risk", ".5", Decimal("0.5")),
        ("risk", 1, Decimal(1)),
        ("stop_distance", Decimal("0.2"), Decimal("0.2")),
    ],
)
def test_an_answer_becomes_the_traits_own_type(trait: str, given: object, fact: Fact) -> None:
    read = BOOK.facts({trait: given})

    assert read == {trait: fact}
    assert type(read[trait]) is type(fact)


def test_null_is_unknown() -> None:
    assert BOOK.facts({"legs": None, "bets": False}) == {"bets": False}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"leg": "offsetting"}, UnknownTrait(value="leg", did_you_mean=["legs"])),
        ({"leg": None}, UnknownTrait(value="leg", did_you_mean=["legs"])),
        ({"strategem": 1}, UnknownTrait(value="strategem", did_you_mean=[])),
        (
            {"legs": "ofsetting"},
            BadValue(
                field="legs",
                value="ofsetting",
                allowed=["independent", "same_direction", "offsetting"],
                did_you_mean=["offsetting"],
            ),
        ),
        (
            {"account_mode": True},
            BadValue(
                field="account_mode",
                value="true",
                allowed=["single_asset", "multi_assets"],
                did_you_mean=[],
            ),
        ),
        (
            {"bets": "maybe"},
            BadValue(field="bets", value="maybe", allowed=["yes", "no"], did_you_mean=[]),
        ),
        ({"bets": 1}, BadValue(field="bets", value="1", allowed=["yes", "no"], did_you_mean=[])),
        (
            {"open_positions": "2.5"},
            BadValue(
                field="open_positions", value="2.5", allowed=["1-50"], did_you_mean=["2", "3"]
            ),
        ),
        ({"open_positions": "many"}, NotANumber(field="open_positions", value="many")),
        ({"open_positions": True}, NotANumber(field="open_positions", value="true")),
        ({"risk": 0.01}, NotANumber(field="risk", value="0.01")),
        ({"risk": "NaN"}, NotANumber(field="risk", value="NaN")),
        ({"risk": "1e999999"}, NotANumber(field="risk", value="1e999999")),
        ({"risk": Decimal("Infinity")}, NotANumber(field="risk", value="Infinity")),
        ({"risk": ["0.01"]}, NotANumber(field="risk", value="['0.01']")),
        ({"risk": "٣"}, NotANumber(field="risk", value="٣")),
        (
            {"open_positions": 0},
            OutOfRange(field="open_positions", value="0", bound="at_least", limit="1"),
        ),
        (
            {"open_positions": "51"},
            OutOfRange(field="open_positions", value="51", bound="at_most", limit="50"),
        ),
        ({"risk": "1.01"}, OutOfRange(field="risk", value="1.01", bound="at_most", limit="1")),
        (
            {"legs": "offsetting", "open_positions": 1},
            ImpossibleCombination(fields=["legs", "open_positions"], values=["offsetting", "1"]),
        ),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_read_is_named(
    given: dict[str, object], error: IsocrossError
) -> None:
    with pytest.raises(type(error)) as raised:
        BOOK.facts(given)

    assert raised.value.details == error.details


def test_a_long_answer_is_shown_in_part() -> None:
    with pytest.raises(BadValue) as raised:
        BOOK.facts({"legs": "x" * 5000})

    assert raised.value.details["value"] == "x" * 100


def test_half_a_combination_is_possible() -> None:
    assert BOOK.facts({"legs": "offsetting"}) == {"legs": "offsetting"}
    assert BOOK.facts({"open_positions": 1}) == {"open_positions": 1}
