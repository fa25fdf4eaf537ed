import pytest

from bot.errors import UnknownRule
from bot.rulebook import explanation
from tests.rulebook.real import BOOK


def test_a_rule_is_explained_with_a_record_for_which_it_fires() -> None:
    for name, rule in BOOK.rules.items():
        told = explanation(BOOK, name)

        assert name in BOOK.evaluate(told.example, {rule.kind}).fired


def test_every_statement_that_a_rule_cites_is_shown() -> None:
    told = explanation(BOOK, "sizing.cap-is-margin-not-stop")

    assert [source.id for source in told.statements] == ["G70", "X09"]
    assert all(explanation(BOOK, name).statements for name in BOOK.rules)


def test_the_numbers_are_those_compared_with_and_those_said_each_once() -> None:
    assert [number.name for number in explanation(BOOK, "sizing.risk-too-high").parameters] == [
        "risk_max",  # compared with and said
        "risk_min",  # only said
    ]


def test_the_companions_of_a_rule_share_its_theme_and_its_side() -> None:
    named = [rule.id for rule in explanation(BOOK, "cross.offsetting-legs").companions]

    assert named == ["cross.neutral-strategy"]
    assert explanation(BOOK, "isolated.contagion").companions == ()  # cross has the theme too


def test_rules_without_a_theme_have_no_companions() -> None:
    assert explanation(BOOK, "mistake.no-stop").companions == ()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("isolated.begginer", ["isolated.beginner"]), ("no-stop", ["mistake.no-stop"]), ("zzz", [])],
)
def test_an_id_that_no_rule_has_is_a_mistake_with_the_nearest(typed: str, near: list[str]) -> None:
    with pytest.raises(UnknownRule) as mistake:
        explanation(BOOK, typed)

    assert mistake.value.details == {"value": typed, "did_you_mean": near}
