from decimal import Decimal

import pytest

from bot.advisor import Book
from bot.advisor.taught import Reports, holds, told, value

FOUND: Reports = {
    "low": {
        "distance": Decimal("0.1"),
        "none": None,
        "gone": True,
        "word": "cross",
        "rows": ({"left": Decimal(5)}, {"left": Decimal(7)}),
        "keys": ("one", "two"),
        "fired": ({"rule": "mistake.no-stop"},),
    },
    "high": {"distance": Decimal("0.05")},
}


@pytest.mark.parametrize(
    "claim",
    [
        "low.distance > high.distance",
        "high.distance < low.distance",
        "low.distance = 0.1",
        "low.distance != high.distance",
        "low.none = null",
        "low.gone = true",
        "low.word = cross",
        "low.rows.1.left = 7",
        "low.keys has two",
        "low.keys lacks three",
        "low.fired has mistake.no-stop",
        "$risk_max > $risk_min",
    ],
)
def test_a_claim_about_answers_holds_or_its_opposite_does(book: Book, claim: str) -> None:
    opposite = {">": "<", "<": ">", "=": "!=", "!=": "=", "has": "lacks", "lacks": "has"}
    left, sign, right = claim.split()

    assert holds(claim, FOUND, book)
    assert not holds(f"{left} {opposite[sign]} {right}", FOUND, book)


@pytest.mark.parametrize("claim", ["nonsense", "low.word < 5", "low.none > 0"])
def test_what_cannot_be_compared_holds_for_nothing(book: Book, claim: str) -> None:
    assert not holds(claim, FOUND, book)


def test_words_carry_the_values_of_their_places_but_not_of_parameters() -> None:
    said = told("{low.distance:percent} of {$risk_max}", FOUND)

    assert said.values == {"low.distance": Decimal("0.1")}


def test_a_part_that_no_answer_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        value("low.depth", FOUND)
