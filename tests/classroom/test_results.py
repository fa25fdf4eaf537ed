from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.classroom import Answer, Clock, Course, Member, Place, Results, State, results
from tests.classroom.classes import ANN, BEN, COURSE, EVE, GUESS, SECOND, VOTE, later

DAN = 14
ALL_RIGHT = {"quiz.0": 3, "quiz.1": 0, "quiz.2": 1}
HALF = Decimal("0.5")


def chosen(option: int, left: float | None = None, confidence: int | None = None) -> Answer:
    span = None if left is None else timedelta(seconds=left)
    return Answer(option, later(0), span, confidence)


def held(answers: Mapping[int, Mapping[str, int | Answer]], course: Course = COURSE) -> State:
    """A class whose people took their seats in the order in which they stand here."""
    return State(
        course,
        Clock(),
        members={person: Member(seat) for seat, person in enumerate(answers)},
        answers={
            Place(person, item): answer if isinstance(answer, Answer) else chosen(answer)
            for person, given in answers.items()
            for item, answer in given.items()
        },
    )


def ranks(found: Results) -> list[tuple[int, int, Decimal, int]]:
    return [(entry.person, entry.rank, entry.points, entry.right) for entry in found.board]


def test_an_empty_class_has_results_of_nothing() -> None:
    found = results(held({}))

    assert (found.people, found.board, found.missed) == (0, (), ())
    assert [(topic.topic, topic.before, topic.after, topic.people) for topic in found.topics] == [
        ("modes", None, None, 0),
        ("costs", None, None, 0),
    ]
    assert found.shift.first == found.shift.second == (0, 0, 0, 0)
    assert (found.shift.both, found.shift.towards, found.shift.away) == (0, 0, 0)
    assert found.shift.confidence == (None, None)
    assert (found.shock, found.lost) == ((0, 0), (0, 0, 0))


def test_somebody_who_answered_nothing_is_on_the_board_without_points() -> None:
    found = results(held({ANN: {}}), HALF)

    assert ranks(found) == [(ANN, 1, Decimal(0), 0)]


def test_one_person_alone_is_the_whole_class() -> None:
    found = results(held({ANN: {"before.0": 0, "before.1": 0, "before.2": 1, **ALL_RIGHT}}))

    assert ranks(found) == [(ANN, 1, Decimal(3), 3)]
    assert [(topic.before, topic.after, topic.people) for topic in found.topics] == [
        (Decimal("0.5"), Decimal(1), 1),  # b1 right, b2 wrong; q1 and q3 right
        (Decimal(1), Decimal(1), 1),
    ]


def test_those_with_as_many_points_share_a_rank_and_the_next_rank_is_left_out() -> None:
    two = {"quiz.0": 3, "quiz.1": 0}
    found = results(held({EVE: two, ANN: {"quiz.0": 3, "quiz.1": 1}, BEN: ALL_RIGHT, DAN: two}))

    assert ranks(found) == [
        (BEN, 1, Decimal(3), 3),
        (EVE, 2, Decimal(2), 2),  # by seat where points are equal
        (DAN, 2, Decimal(2), 2),
        (ANN, 4, Decimal(1), 1),
    ]


@pytest.mark.parametrize(
    ("left", "points"),
    [
        (30, "1.5"),  # 1 + 0.5 · 30 / 30
        (15, "1.25"),  # 1 + 0.5 · 15 / 30
        (10, "1.1667"),  # 1 + 0.5 · 10 / 30, to four places
        (0.001, "1"),  # 1 + 0.5 · 0.001 / 30 = 1.0000167
        (60, "1.5"),  # time that a host added earns no more
        (None, "1"),  # a step without a clock
    ],
)
def test_a_bonus_grows_with_the_time_that_was_left(left: float | None, points: str) -> None:
    found = results(held({ANN: {"quiz.0": chosen(3, left)}}), HALF)

    assert ranks(found) == [(ANN, 1, Decimal(points), 1)]


def test_a_wrong_answer_earns_nothing_however_fast_and_no_bonus_is_the_default() -> None:
    state = held({ANN: {"quiz.0": chosen(2, 30)}, BEN: {"quiz.0": chosen(3, 30)}})

    assert ranks(results(state, HALF)) == [(BEN, 1, Decimal("1.5"), 1), (ANN, 2, Decimal(0), 0)]
    assert ranks(results(state)) == [(BEN, 1, Decimal(1), 1), (ANN, 2, Decimal(0), 0)]


def test_a_topic_is_the_average_of_those_who_answered_it_both_times() -> None:
    found = results(
        held(
            {
                ANN: {"before.0": 0, "before.1": 0, "quiz.0": 3, "quiz.2": 1},  # 1/2, then 2/2
                BEN: {"before.0": 1, "quiz.0": 3, "quiz.2": 0},  # 0/1, then 1/2
                EVE: {"before.0": 0, "before.1": 1},  # not there for the quiz
                DAN: {"quiz.0": 3, "quiz.2": 1},  # came late
            }
        )
    )

    modes, costs = found.topics
    assert (modes.before, modes.after, modes.people) == (
        Decimal("0.25"),  # (1/2 + 0) / 2
        Decimal("0.75"),  # (1 + 1/2) / 2
        2,
    )
    assert (costs.before, costs.after, costs.people) == (None, None, 0)


def test_shares_are_rounded_to_a_hundredth_of_a_percent() -> None:
    both = {"before.2": 1, "quiz.1": 0}
    found = results(held({ANN: both, BEN: both, EVE: {"before.2": 0, "quiz.1": 1}}))

    assert (found.topics[1].before, found.topics[1].after) == (
        Decimal("0.6667"),
        Decimal("0.6667"),
    )


def test_the_shift_counts_each_round_and_who_changed_their_mind() -> None:
    found = results(
        held(
            {
                ANN: {VOTE: chosen(0, confidence=1), SECOND: chosen(1, confidence=3)},  # towards
                BEN: {VOTE: chosen(1, confidence=2), SECOND: 3},  # away
                EVE: {VOTE: 1, SECOND: chosen(1, confidence=2)},  # stays right
                DAN: {VOTE: 2, SECOND: 0},  # from wrong to wrong
                15: {VOTE: 3},
                16: {SECOND: 1},
            }
        )
    ).shift

    assert found.first == (1, 2, 1, 1)
    assert found.second == (1, 3, 0, 1)
    assert (found.both, found.towards, found.away) == (4, 1, 1)
    assert found.confidence == (Decimal("1.5"), Decimal("2.5"))  # (1 + 2) / 2, (3 + 2) / 2


def test_a_round_that_nobody_answered_changes_nobody() -> None:
    found = results(held({ANN: {VOTE: 0}, BEN: {VOTE: chosen(1, confidence=3)}})).shift

    assert (found.first, found.second) == ((1, 1, 0, 0), (0, 0, 0, 0))
    assert (found.both, found.towards, found.away) == (0, 0, 0)
    assert found.confidence == (Decimal(3), None)


def test_what_most_got_wrong_comes_first_and_what_nobody_missed_not_at_all() -> None:
    found = results(
        held(
            {
                ANN: {"quiz.0": 0, "quiz.1": 1, "quiz.2": 1},
                BEN: {"quiz.0": 3, "quiz.1": 2, "quiz.2": 1},
                EVE: {"quiz.0": 3},
            }
        )
    ).missed

    assert [(each.item, each.id, each.share, each.people) for each in found] == [
        ("quiz.1", "q2", Decimal(1), 2),
        ("quiz.0", "q1", Decimal("0.3333"), 3),
    ]


def test_of_two_that_were_missed_alike_the_one_that_more_answered_comes_first() -> None:
    found = results(held({ANN: {"quiz.0": 0, "quiz.1": 1}, BEN: {"quiz.1": 1}})).missed

    assert [each.item for each in found] == ["quiz.1", "quiz.0"]


def test_three_are_shown_at_most() -> None:
    course = replace(COURSE, quiz=tuple(COURSE.quiz[0] for _ in range(5)))

    found = results(held({ANN: {f"quiz.{place}": 0 for place in range(5)}}, course)).missed

    assert [each.item for each in found] == ["quiz.0", "quiz.1", "quiz.2"]


def test_guesses_and_who_was_lost_are_counted() -> None:
    lost = {"lesson.0": 0, "lesson.2": 0}
    found = results(held({ANN: {GUESS: 2, **lost}, BEN: {GUESS: 0, "lesson.2": 0}, EVE: {}}))

    assert (found.shock, found.lost) == ((1, 2), (1, 0, 2))


def test_a_lesson_without_a_shock_and_questions_has_results_too() -> None:
    course = replace(COURSE, before=(), cards=0, shock=None, quiz=())

    found = results(held({ANN: {VOTE: 1}}, course), HALF)

    assert (found.topics, found.missed, found.shock, found.lost) == ((), (), (0, 0), ())
    assert ranks(found) == [(ANN, 1, Decimal(0), 0)]
