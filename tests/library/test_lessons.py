from typing import Final

import pytest

from bot.errors import RulebookRefused
from bot.library import Lesson, load
from tests.library.test_library import FILES, QUESTION
from tests.rulebook.real import BOOK

NAMES: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
LESSON = """\
title: A lesson
aims: [Know, Choose]
topics:
  - {title: Money, before: first, quiz: [second, third]}
  - {title: Modes, before: fourth, quiz: [fifth, sixth]}
  - {title: Costs, before: seventh, quiz: [eighth]}
cards:
  - {title: One, text: Once., source: guide G03}
  - title: Two
    text: "{ten.liquidation_price:price}"
    asks:
      ten: {feature: liquidation, request: {side: long, quantity: "1", entry: "100"}}
    picture: ten
    source: guide G04
  - {title: Three, text: Thrice., source: guide G05}
vote: tale
story: Somebody trades.
asks:
  shock: {feature: compare, request: {wallet: "100", shocks: ["-0.1"]}}
shock: "{shock.rows.0.cross.equity:amount} or what?"
source: guide G65
place: 2
"""


def read(text: str) -> Lesson:
    questions = "".join(QUESTION.replace("first", name) for name in NAMES)
    files = {**FILES, "quiz/a.yaml": questions, "lessons/class.yaml": text}
    return load(files, BOOK).lessons["class"]


def test_a_lesson_asks_its_quiz_in_turns_from_each_topic() -> None:
    lesson = read(LESSON)

    assert [topic.before for topic in lesson.topics] == ["first", "fourth", "seventh"]
    assert lesson.quiz == ("second", "fifth", "eighth", "third", "sixth")


def test_a_lesson_knows_its_vote_its_guess_and_what_is_drawn() -> None:
    lesson = read(LESSON)

    assert (lesson.vote, lesson.ask.feature) == ("tale", "compare")
    assert [card.picture for card in lesson.cards] == [None, "ten", None]
    assert lesson.citing.sources == ("G65",)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("before: first", "before: frist", "4:28: [class] there is no quiz question 'frist'; did"),
        ("[fifth, sixth]", "[fifth, sxith]", "5:50: [class] there is no quiz question 'sxith'"),
        ("vote: tale", "vote: tail", "16:7: [class] there is no scenario 'tail'; did you mean"),
        (
            "  shock: {",
            "  shook: {",
            "19:3: [class] there is no question 'shock' in asks; did you",
        ),
        ("feature: compare", "feature: cost", "19:3: [class] 'cost' is none of compare"),
        ("Once.", "once " * 91, "8:24: [class] this has 91 words; at most 90 may be said"),
        ("[Know, Choose]", "[Know]", "2:7: [class] 1 lies outside 2 to 3"),
        ("quiz: [eighth]", "quiz: []", "6:43: [class] 0 lies outside 1 to 4"),
        (", third]", "]", "4:3: [class] 4 lies outside 5 to 10"),
        ("fourth", "first", "4:3: [class] 'first' stands in the list twice"),
        ("[fifth, sixth]", "[fifth, fifth]", "4:3: [class] 'fifth' stands in the list twice"),
        (
            "  - {title: Three, text: Thrice., source: guide G05}\n",
            "",
            "8:3: [class] 2 lies outside 3 to 6",
        ),
        ("picture: ten", "picture: tin", "13:14: [class] there is no question 'tin' in asks; did"),
        (
            "{ten.liquidation_price:price}",
            "{tin.liquidation_price:price}",
            "10:11: [class] there is no question 'tin' in asks; did you mean 'ten'?",
        ),
        ("trades.", "'{shock.rows:amount}'", "17:8: [class] there is no question 'shock' in asks"),
        ("{shock.rows.0", "{shook.rows.0", "20:8: [class] there is no question 'shook' in asks"),
        ("guide G04", "guide W01", "14:13: [class] a source is"),
        ("title: A lesson", "titel: A lesson", "1:1: [class] there is no field 'titel' here"),
    ],
)
def test_what_is_wrong_in_a_lesson_is_named_by_its_place(was: str, now: str, told: str) -> None:
    assert was in LESSON
    with pytest.raises(RulebookRefused) as caught:
        read(LESSON.replace(was, now))

    problems: list[str] = caught.value.details["problems"]  # type: ignore[assignment] # lines
    assert any(line.startswith(f"lessons/class.yaml:{told}") for line in problems), problems
