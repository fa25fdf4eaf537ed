from datetime import date
from decimal import Decimal

import yaml

from bot.rulebook import Fact, load
from tests.rulebook.real import BOOK, FILES


def test_nothing_answered_is_isolated_by_default() -> None:
    advice = BOOK.recommend({})

    assert (advice.recommendation, advice.lead) == ("isolated", "default")
    assert not advice.settled


def test_a_beginner_is_isolated() -> None:
    assert BOOK.recommend({"experience": "beginner"}).recommendation == "isolated"


def test_an_experienced_trader_with_a_hedge_and_a_bet_is_mixed() -> None:
    facts: dict[str, Fact] = {
        "experience": "advanced",
        "legs": "offsetting",
        "open_positions": 5,
        "has_high_beta_bet": True,
    }

    assert BOOK.recommend(facts).recommendation == "mixed"


def test_a_parameter_is_the_newest_that_is_not_after_the_day() -> None:
    path = "parameters/risk_max.yaml"
    dated = FILES[path].replace("values: {", 'values: {2027-01-01: "0.03", ')
    files = {**FILES, path: dated}

    assert load(files, date(2026, 12, 31)).parameters["risk_max"].value == Decimal("0.02")
    assert load(files, date(2027, 1, 1)).parameters["risk_max"].value == Decimal("0.03")
    assert load(files, date(2027, 1, 1)).parameters["risk_max"].since == date(2027, 1, 1)


def test_the_hash_tells_one_content_from_another() -> None:
    changed = {**FILES, "retired.yaml": "retired: [cross.former]\n"}

    assert load(changed, date(2026, 11, 23)).hash != BOOK.hash
    assert load(FILES, date(2026, 11, 23)).hash == BOOK.hash


def test_the_version_is_that_of_the_traits_file() -> None:
    assert BOOK.version == yaml.safe_load(FILES["traits.yaml"])["version"]
