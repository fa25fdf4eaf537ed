from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from bot.rulebook import Fact, Rule, load
from bot.rulebook.rules import Outcome
from tests.rulebook.real import BOOK, FILES

CASES = [
    pytest.param(rule, outcome, record, id=f"{rule.id}-{outcome}-{number}")
    for rule in BOOK.rules.values()
    for outcome, records in rule.tests.items()
    for number, record in enumerate(records, start=1)
]
PROFILES: list[dict[str, Any]] = [
    profile
    for path, text in FILES.items()
    if path.startswith("profiles/")
    for profile in yaml.safe_load(text)
]


@pytest.mark.parametrize(("rule", "outcome", "record"), CASES)
def test_a_rule_says_what_its_tests_say(
    rule: Rule, outcome: Outcome, record: dict[str, Fact]
) -> None:
    evaluation = BOOK.evaluate(record, {rule.kind})

    fires, stays_open = rule.id in evaluation.fired, rule.id in evaluation.open
    assert fires is (outcome is Outcome.FIRES)
    assert stays_open is (outcome is Outcome.OPEN)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile["name"])
def test_a_trader_gets_the_answer_of_his_profile(profile: dict[str, Any]) -> None:
    facts = BOOK.facts(profile["answers"])

    assert BOOK.recommend(facts).recommendation == profile["recommendation"]


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
