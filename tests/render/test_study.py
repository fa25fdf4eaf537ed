import pytest

from bot.advisor import FEATURES
from bot.options import Desk
from bot.render import Card, plain

LIMIT = 4_000
WORDS = 120


def shown(desk: Desk, feature: str, **asked: object) -> Card:
    question = FEATURES[feature].request.model_validate(asked)
    report = FEATURES[feature].answer(question, desk.book)
    return desk.words.reply(feature, question, report, locale="en")


def test_every_card_is_short_enough_and_has_no_place_left_open(desk: Desk) -> None:
    for name in desk.book.library.cards:
        card = shown(desk, "learn", topic=name)
        told = " ".join(card.sections[:2])

        assert len(card.text) <= LIMIT
        assert len(told.split()) <= WORDS + len(card.sections[0].split("\n")[0].split()) + 2, name
        assert "{" not in card.text


def test_every_scenario_is_short_enough_and_has_no_place_left_open(desk: Desk) -> None:
    for name in desk.book.library.scenarios:
        card = shown(desk, "scenario", name=name)

        assert len(card.text) <= LIMIT
        assert "{" not in card.text


def test_every_question_is_short_enough_asked_and_answered(desk: Desk) -> None:
    for question in desk.book.library.questions.values():
        asked = shown(desk, "quiz", topic=question.card)
        answered = shown(desk, "quiz", topic=question.card, given="a")

        assert len(asked.text.split()) <= WORDS, question.id
        assert len(answered.text.split()) <= WORDS, question.id
        assert "{" not in asked.text + answered.text
        assert "Right: A" in answered.text or "Not A: the answer is" in answered.text


@pytest.mark.parametrize("feature", ["learn", "scenario"])
def test_the_index_fits_into_one_message(desk: Desk, feature: str) -> None:
    assert len(shown(desk, feature).text) <= LIMIT


@pytest.mark.parametrize("promise", ["safe", "guarantee", "risk-free", "rocket"])
def test_nothing_taught_promises_anything(desk: Desk, promise: str) -> None:
    for name in desk.book.library.cards:
        assert promise not in shown(desk, "learn", topic=name).text.lower().replace("unsafe", "")


def test_a_wrong_statement_is_called_wrong_before_it_is_read(desk: Desk) -> None:
    text = plain(shown(desk, "learn", topic="last-price-myth").text)

    assert text.startswith("✗ Wrong: Liquidation goes by the last price\n")


def test_parameters_in_a_card_are_those_of_the_day(desk: Desk) -> None:
    text = shown(desk, "learn", topic="margin-level").text

    assert "calls at 1.3 with 3x and at 1.16 with 5x, and liquidates at 1.1." in text


def test_an_account_that_does_not_offer_the_mode_is_told_so_first(desk: Desk) -> None:
    first = plain(shown(desk, "scenario", name="multi-assets").text).split("\n")[0]

    assert first.endswith("→ isolated, which this account does not offer")


def test_the_end_of_a_quiz_says_what_to_read(desk: Desk) -> None:
    text = shown(desk, "quiz", seed=1, place=8, given="abcdabcd").text

    assert "of 8** right." in text
    assert text.count("/learn topic:") == 3
