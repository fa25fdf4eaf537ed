from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor import Book, mode
from bot.errors import Expired
from bot.options import trail, unpack
from bot.options.interview import Answers, Interview, answered, facts, question
from bot.options.state import as_typed

TAPS = 12
ROOM = 100 - len("1a:guide:") - len("~$") - 12 - len(">")
"""A custom_id less what names the control, the token of typed money, and the mark of a code."""


def report(interview: Interview, book: Book) -> mode.Report:
    return mode.answer(question(interview, book), book, interview.unknown)


def tapped(
    asks: tuple[str, ...], interview: Interview, book: Book, data: st.DataObject
) -> Answers:
    known = facts(interview, book)
    return {
        name: as_typed(
            data.draw(st.sampled_from(book.rulebook.offers.choices(name, known)), label=name)
        )
        for name in asks
    }


@given(st.data())
def test_taps_at_random_settle_within_twelve_and_ask_for_nothing_twice(
    book: Book, data: st.DataObject
) -> None:
    interview, asked, taps = Interview({}), set[str](), 0
    while asks := report(interview, book).asks:
        assert not asked & set(asks)
        asked |= set(asks)
        interview = answered(interview, tapped(asks, interview, book, data), book)
        taps += 1

    told = report(interview, book)
    assert told.settled
    assert taps <= TAPS
    assert told == mode.answer(mode.Request(facts(interview, book)), book)


@given(st.data())
def test_whoever_skips_is_asked_for_nothing_twice_and_comes_to_an_end(
    book: Book, data: st.DataObject
) -> None:
    interview, asked = Interview({}), set[str]()
    while asks := report(interview, book).asks:
        assert not asked & set(asks)
        asked |= set(asks)
        skip = data.draw(st.booleans())
        answers = dict.fromkeys(asks) if skip else tapped(asks, interview, book, data)
        interview = answered(interview, answers, book)

    assert report(interview, book).settled or interview.unknown


@given(st.data())
def test_a_conversation_fits_a_button_and_comes_back_with_its_steps(
    book: Book, data: st.DataObject
) -> None:
    interview = Interview({"risk": "1.5%", "leverage": "12.5"}, thorough=True)
    asked = [name for name, trait in book.rulebook.traits.items() if trait.asked]
    for name in data.draw(st.permutations(asked)):
        if name not in {*interview.typed, *interview.unknown}:
            answers = tapped((name,), interview, book, data)
            skip = data.draw(st.booleans())
            interview = answered(interview, {name: None} if skip else answers, book)

    text = trail.write(interview, book)

    assert trail.read(text, book) == interview
    assert unpack("mode", text, book) == question(interview, book)
    assert len(text) <= ROOM


@given(st.data())
def test_back_takes_the_last_step_back_and_nothing_else(book: Book, data: st.DataObject) -> None:
    interview, before = Interview({"market": "usdm"}), list[Interview]()
    while asks := report(interview, book).asks:
        before.append(interview)
        interview = answered(interview, tapped(asks, interview, book, data), book)

    while before:
        interview = interview.back()
        assert interview == before.pop()
    assert interview.back() == interview


def test_a_single_position_is_not_asked_how_it_moves_with_others(book: Book) -> None:
    interview = answered(Interview({}), {"open_positions": "1"}, book)

    assert interview.typed == {"open_positions": "1", "legs": "independent"}
    assert interview.back() == Interview({})


def test_what_is_said_last_outweighs_what_it_contradicts(book: Book) -> None:
    hedge = Interview(
        {"open_positions": "3", "legs": "offsetting"}, (("open_positions",), ("legs",))
    )

    interview = answered(hedge, {"open_positions": "1"}, book)

    assert interview.typed == {"open_positions": "1", "legs": "independent"}
    assert interview.unknown == frozenset()


def test_somebody_who_does_not_know_is_not_told_what_follows_from_something_else(
    book: Book,
) -> None:
    unsure = answered(Interview({}), {"legs": None}, book)

    interview = answered(unsure, {"open_positions": "1"}, book)

    assert interview.typed == {"open_positions": "1"}
    assert interview.unknown == {"legs"}


CODES: Mapping[str, Answers] = {
    "a choice": {"strategy": "multi_leg"},
    "a count": {"open_positions": "3"},
    "no to several": {"event_driven": "no", "wants_loss_cap": "no"},
    "not known": {"account_mode": None},
}


@pytest.mark.parametrize("case", CODES)
def test_a_button_gives_the_answer_that_it_was_made_for(book: Book, case: str) -> None:
    answers = CODES[case]

    letters = trail.code([*answers], next(iter(answers.values())), book)

    assert trail.coded(letters, book) == answers


@pytest.mark.parametrize("letters", ["?1", "0Z", "z0", "0\u0000"])
def test_the_answer_of_another_version_has_expired(book: Book, letters: str) -> None:
    with pytest.raises(Expired):
        trail.coded(letters, book)


@pytest.mark.parametrize("letters", ["z", "\u0000", "0\u0000", "/"])
def test_the_steps_of_another_version_have_expired(book: Book, letters: str) -> None:
    text = trail.write(Interview({}), book)

    with pytest.raises(Expired):
        trail.read(f"{text}~!{letters}", book)
