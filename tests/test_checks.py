from dataclasses import replace

from bot import checks
from bot.library import Ask, Library, Statement
from bot.options import Desk


def taught(desk: Desk, library: Library) -> list[str]:
    book = replace(desk.book, library=library)
    return list(checks.mistaught(replace(desk, book=book)))


def test_what_is_shipped_can_all_be_told(desk: Desk) -> None:
    assert taught(desk, desk.book.library) == []


def test_a_question_with_two_right_options_is_named(desk: Desk) -> None:
    question = desk.book.library.questions["careful-hedger"]
    first, *others = question.options
    twice = replace(question, options=(first, first, *others))

    assert taught(desk, Library(questions={"careful-hedger": twice})) == [
        f"{question.at}: [careful-hedger] one option must be right, and 2 are"
    ]


def test_a_lesson_that_asks_a_question_with_two_right_options_is_named(desk: Desk) -> None:
    library, name = desk.book.library, "funding-sign"
    question, course = library.questions[name], library.lessons["costs"]
    twice = replace(question, options=(*question.options, question.options[0]))
    doubled = replace(
        library, questions={**library.questions, name: twice}, lessons={"costs": course}
    )

    first, second = taught(desk, doubled)

    assert first == f"{question.at}: [funding-sign] one option must be right, and 2 are"
    assert second.startswith(f"{course.at}: [costs] this cannot be told: ValueError")


def test_a_lesson_with_a_number_that_cannot_be_is_named(desk: Desk) -> None:
    course = desk.book.library.lessons["costs"]
    held = {"symbol": "BTCUSDT", "side": "long", "quantity": "0.1", "entry": "65000"}
    broken = replace(course, ask=Ask("compare", {"wallet": "-1", "positions": [held]}))

    (line,) = taught(desk, replace(desk.book.library, lessons={"costs": broken}))

    assert line.startswith(f"{course.at}: [costs] this cannot be told: OutOfRange")


def test_a_card_of_a_lesson_whose_place_has_no_answer_is_named(desk: Desk) -> None:
    course = desk.book.library.lessons["costs"]
    card = replace(course.cards[1], text="{one.charges:amount}")
    broken = replace(course, cards=(card,))

    (line,) = taught(desk, replace(desk.book.library, lessons={"costs": broken}))

    assert line == f"{course.at}: [costs] this cannot be told: KeyError 'charges'"


def test_a_card_whose_place_has_no_answer_is_named(desk: Desk) -> None:
    card = desk.book.library.cards["leverage"]
    broken = replace(card, example="{five.depth:percent}", related=())

    assert taught(desk, Library(cards={"leverage": broken})) == [
        f"{card.at}: [leverage] this cannot be told: KeyError 'depth'"
    ]


def test_a_story_that_does_not_come_out_as_it_says_is_named(desk: Desk) -> None:
    story = desk.book.library.scenarios["wick"]
    untrue = Statement("Cross is lost.", "shock.rows.0.cross.liquidated = true")
    broken = replace(story, outcome=(*story.outcome, untrue))

    assert taught(desk, Library(scenarios={"wick": broken})) == [
        f"{story.at}: [wick] with the story's own numbers this is not so: 'Cross is lost.'"
    ]


def test_an_outcome_about_what_no_answer_holds_is_named(desk: Desk) -> None:
    story = desk.book.library.scenarios["wick"]
    broken = replace(story, outcome=(Statement("It ends.", "shock.rows.9.shock < 0"),))

    assert taught(desk, Library(scenarios={"wick": broken})) == [
        f"{story.at}: [wick] this cannot be told: IndexError tuple index out of range"
    ]


def test_a_story_with_a_number_that_cannot_be_is_named(desk: Desk) -> None:
    story = desk.book.library.scenarios["altcoin"]
    broken = replace(story, traits={"legs": "offsetting", "open_positions": "1"})

    (line,) = taught(desk, Library(scenarios={"altcoin": broken}))

    assert line.startswith(f"{story.at}: [altcoin] this cannot be told: ImpossibleCombination")
