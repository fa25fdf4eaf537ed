from collections import Counter

import pytest

from bot.errors import RulebookRefused
from bot.library import Kind, Library, load
from bot.options import Desk
from bot.rulebook.sources import LETTERS
from tests.rulebook.real import BOOK

CARD = """\
cross:
  kind: term
  title: Cross
  aliases: [shared]
  text: One pool.
  source: guide G02
"""
QUESTION = """\
first:
  says: Which?
  asks:
    who: {feature: mode, request: {experience: beginner, has_risk_rules: false}}
  options:
    - {says: isolated, when: who.recommendation = isolated}
    - {says: cross, when: who.recommendation = cross}
  why: Because.
  card: cross
  source: guide G100
"""
STORY = """\
title: A story
story: Once.
traits: {experience: beginner}
asks:
  cost: {feature: cost, request: {side: long, quantity: "1", entry: "100", days: "1"}}
change: [days]
decides: The costs.
outcome:
  - {says: It costs., when: cost.total > 0}
source: guide G65
"""
FILES = {"glossary/a.yaml": CARD, "quiz/a.yaml": QUESTION, "scenarios/tale.yaml": STORY}


def library(**changed: str) -> Library:
    paths = {
        "card": "glossary/a.yaml",
        "question": "quiz/a.yaml",
        "story": "scenarios/tale.yaml",
    }
    return load({**FILES, **{paths[name]: text for name, text in changed.items()}}, BOOK)


def problems(**changed: str) -> list[str]:
    with pytest.raises(RulebookRefused) as caught:
        library(**changed)
    return list(caught.value.details["problems"])  # type: ignore[arg-type] # a list of lines


def test_cards_questions_and_scenarios_are_read_by_their_ids() -> None:
    read = library()

    assert read.cards["cross"].kind is Kind.TERM
    assert read.questions["first"].asks["who"].request == {
        "experience": "beginner",
        "has_risk_rules": False,
    }
    assert read.scenarios["tale"].change == ("days",)
    assert read.cited == {"G02", "G100", "G65"}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("kind: term", "kind: word", "glossary/a.yaml:2:9: [cross] 'word' is none of term, "),
        ("title: Cross", "titel: Cross", "glossary/a.yaml:3:3: [cross] there is no field 'titel'"),
        ("G02", "G002", "glossary/a.yaml:6:11: [cross] there is no source 'G002'"),
        ("guide G02", "guide W01", "glossary/a.yaml:6:11: [cross] a source is"),
        (
            "source: guide G02",
            "source: guide G02\n  refutes: G03",
            "glossary/a.yaml:7:12: [cross] there is no source 'G03'",
        ),
        (
            "source: guide G02",
            "source: guide G02\n  related: [crosss]",
            "glossary/a.yaml:1:1: [cross] there is no card 'crosss'; did you mean 'cross'?",
        ),
        (
            "One pool.",
            "'{$risk_mxa}'",
            "glossary/a.yaml:5:9: [cross] there is no parameter 'risk_mxa'; did you mean",
        ),
        (
            "One pool.",
            "'{ten.distance:percent}'",
            "glossary/a.yaml:5:9: [cross] there is no question",
        ),
        ("One pool.", "'{ten'", "glossary/a.yaml:5:9: [cross] a brace belongs"),
        ("One pool.", "word " * 121, "glossary/a.yaml:5:9: [cross] this has 121 words"),
    ],
)
def test_what_is_wrong_in_a_card_is_named_by_its_place(was: str, now: str, told: str) -> None:
    assert any(line.startswith(told) for line in problems(card=CARD.replace(was, now)))


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (
            "who.recommendation = cross",
            "whom.recommendation = cross",
            "quiz/a.yaml:7:27: [first] there is no question 'whom' in asks",
        ),
        (
            "who.recommendation = cross",
            "never",
            "quiz/a.yaml:7:27: [first] 'never' is no claim",
        ),
        ("feature: mode", "feature: mood", "quiz/a.yaml:4:20: [first] 'mood' is none of mode"),
        ("card: cross", "card: crosss", "quiz/a.yaml:1:1: [first] there is no card 'crosss'"),
        (
            "    - {says: cross, when: who.recommendation = cross}\n",
            "",
            "quiz/a.yaml:6:5: [first] 1 lies outside 2 to 4",
        ),
        ("why: Because.", "why: '{who.lead}'", "quiz/a.yaml:8:8: [first] the place {who.lead}"),
        ("why: Because.", "why: '{who.lead:loud}'", "quiz/a.yaml:8:8: [first] the place "),
    ],
)
def test_what_is_wrong_in_a_question_is_named_by_its_place(was: str, now: str, told: str) -> None:
    assert any(line.startswith(told) for line in problems(question=QUESTION.replace(was, now)))


def test_what_is_wrong_in_a_scenario_is_named_by_its_place() -> None:
    lines = problems(story=STORY.replace("change:", "chance:"))

    assert lines == [
        "scenarios/tale.yaml:6:1: [tale] there is no field 'chance' here; did you mean 'change'?"
    ]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (
            "cost.total >",
            "total >",
            "scenarios/tale.yaml:9:29: [tale] there is no question 'total'",
        ),
        ("cost.total > 0", "dear", "scenarios/tale.yaml:9:29: [tale] 'dear' is no claim"),
        ("outcome:\n  - {says: It costs., when: cost.total > 0}\n", "", "the field 'outcome'"),
    ],
)
def test_an_outcome_that_cannot_be_checked_is_named(was: str, now: str, told: str) -> None:
    assert any(told in line for line in problems(story=STORY.replace(was, now)))


def test_no_two_cards_answer_to_one_name() -> None:
    other = CARD.replace("cross:", "pool:").replace("title: Cross", "title: Shared")

    assert problems(card=CARD + other) == [
        "glossary/a.yaml:7:1: [pool] 'Shared' is a name of the card 'cross' too",
        "glossary/a.yaml:7:1: [pool] 'shared' is a name of the card 'cross' too",
    ]


def test_no_id_stands_in_two_files() -> None:
    with pytest.raises(RulebookRefused) as caught:
        load({**FILES, "glossary/b.yaml": CARD}, BOOK)

    assert caught.value.details["problems"] == ["glossary/b.yaml:1:1: 'cross' stands here twice"]


def test_files_of_other_folders_are_left_to_others() -> None:
    assert not list(load({"modes/a.yaml": "no: card"}, BOOK).entries)


def test_everything_shipped_is_enough_to_learn_from(desk: Desk) -> None:
    shipped = desk.book.library
    kinds = Counter(card.kind for card in shipped.cards.values())

    assert len(shipped.cards) >= 50
    assert all(kinds[kind] >= 8 for kind in Kind)
    assert len(shipped.scenarios) >= 6
    assert len(shipped.questions) >= 20


def test_every_wrong_statement_is_corrected_by_a_card_and_asked_in_the_quiz(desk: Desk) -> None:
    wrong = {name for name in desk.book.rulebook.sources if name[0] not in LETTERS.values()}
    shipped = desk.book.library

    assert {card.citing.refutes for card in shipped.cards.values()} - {None} == wrong
    assert {question.citing.refutes for question in shipped.questions.values()} - {None} == wrong
