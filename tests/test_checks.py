from dataclasses import replace

from bot import checks
from bot.library import Library, Statement
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
