from datetime import datetime, timedelta

import pytest

from bot.classroom import Phase, Place, State, events, step
from tests.classroom.classes import (
    ANN,
    BEN,
    EVE,
    VOTE,
    after,
    at,
    choice,
    going_on,
    later,
    said,
    sureness,
)

BRIEF = timedelta(milliseconds=1)


def pause(seconds: float) -> events.Pause:
    return events.Pause(at=later(seconds), by_host=True)


def resume(seconds: float) -> events.Resume:
    return events.Resume(at=later(seconds), by_host=True)


def extend(seconds: float, by: int) -> events.Extend:
    return events.Extend(at=later(seconds), by_host=True, by=timedelta(seconds=by))


def over(state: State, seconds: float) -> events.TimeIsOver:
    return events.TimeIsOver(at=later(seconds), revision=state.clock.revision)


def deadline(state: State) -> datetime:
    assert state.clock.deadline
    return state.clock.deadline


def test_a_session_begins_in_the_lobby_with_two_minutes_to_join() -> None:
    state = at(Phase.LOBBY)

    assert deadline(state) == later(120)
    assert (state.step.phase, state.clock.revision) == (Phase.LOBBY, 1)


def test_a_choice_counts_until_the_last_instant_and_not_at_the_deadline() -> None:
    state = at(Phase.VOTE)  # 45 s

    in_time = step(
        state, events.Choose(at=deadline(state) - BRIEF, person=ANN, name="", item=VOTE, option=2)
    )
    late = step(in_time.state, choice(ANN, VOTE, 3, 45))
    of_another = step(in_time.state, choice(BEN, VOTE, 3, 46))

    assert in_time.state.answers[Place(ANN, VOTE)].option == 2
    assert in_time.state.answers[Place(ANN, VOTE)].left == BRIEF
    assert [(said(each), each.state) for each in (late, of_another)] == [
        ("late", in_time.state)
    ] * 2


def test_how_sure_somebody_is_counts_until_the_deadline_too() -> None:
    state = after(at(Phase.VOTE), choice(ANN, VOTE, 2))

    assert said(step(state, sureness(ANN, VOTE, 3, 44.999))) == "kept"
    assert said(step(state, sureness(ANN, VOTE, 3, 45))) == "late"


def test_somebody_who_votes_without_having_joined_takes_the_next_seat() -> None:
    state = after(at(Phase.VOTE), events.Join(at=later(1), person=ANN, name="Ann"))

    state = after(state, choice(BEN, VOTE, 0), choice(EVE, VOTE, 1), choice(BEN, VOTE, 3))

    assert {person: member.seat for person, member in state.members.items()} == {
        ANN: 0,
        BEN: 1,
        EVE: 2,
    }
    assert (state.seats, state.answers[Place(BEN, VOTE)].option) == (3, 3)


def test_a_changed_vote_keeps_how_sure_one_is_and_tells_the_time_of_the_last() -> None:
    state = after(
        at(Phase.VOTE),
        choice(ANN, VOTE, 0, 5),
        sureness(ANN, VOTE, 2, 7),
        choice(ANN, VOTE, 1, 40),
    )

    answer = state.answers[Place(ANN, VOTE)]
    assert (answer.option, answer.confidence, answer.at) == (1, 2, later(40))
    assert answer.left == timedelta(seconds=5)  # 45 - 40


def test_who_leaves_takes_their_answers_along_and_comes_back_to_another_seat() -> None:
    state = after(at(Phase.VOTE), choice(ANN, VOTE, 0), choice(BEN, VOTE, 1))

    left = after(state, events.Leave(at=later(3), person=ANN, name=""))
    again = after(left, events.Join(at=later(4), person=ANN, name="Ann"))

    assert set(left.answers) == {Place(BEN, VOTE)}
    assert set(left.members) == {BEN}
    assert (again.members[ANN].seat, set(again.answers)) == (2, {Place(BEN, VOTE)})


@pytest.mark.parametrize(("anonymous", "name"), [(False, "Ann"), (True, "")])
def test_a_name_is_kept_only_where_a_session_is_not_anonymous(anonymous: bool, name: str) -> None:  # noqa: FBT001 -- a case
    state = at(Phase.LOBBY)
    state = State(state.course, state.clock, anonymous=anonymous)

    state = after(state, events.Join(at=later(1), person=ANN, name="Ann"))

    assert state.members[ANN].name == name


def test_a_pause_keeps_what_was_left_and_the_clock_goes_on_from_there() -> None:
    state = at(Phase.VOTE)

    paused = after(state, pause(15))
    resumed = after(paused, resume(100))

    assert (paused.clock.deadline, paused.clock.left) == (None, timedelta(seconds=30))  # 45 - 15
    assert (deadline(resumed), resumed.clock.left) == (later(130), None)  # 100 + 30
    assert (paused.clock.revision, resumed.clock.revision) == (
        state.clock.revision + 1,
        state.clock.revision + 2,
    )


def test_while_paused_the_deadline_of_before_does_nothing_and_votes_count() -> None:
    state = at(Phase.VOTE)
    paused = after(state, pause(15))

    assert said(step(paused, over(state, 45))) == "nothing"
    assert said(step(paused, over(paused, 45))) == "nothing"
    voted = after(paused, choice(ANN, VOTE, 1, 300))
    assert voted.answers[Place(ANN, VOTE)].left == timedelta(seconds=30)


def test_pausing_or_resuming_twice_changes_nothing_more() -> None:
    paused = after(at(Phase.VOTE), pause(15))
    resumed = after(paused, resume(20))

    assert said(step(paused, pause(16))) == "nothing"
    assert said(step(resumed, resume(21))) == "nothing"


def test_a_pause_that_comes_after_the_deadline_opens_no_vote_again() -> None:
    state = after(at(Phase.VOTE), choice(ANN, VOTE, 0))

    outcome = step(state, pause(45))

    assert (said(outcome), outcome.state) == ("late", state)
    assert said(step(outcome.state, choice(ANN, VOTE, 1, 46))) == "late"


@pytest.mark.parametrize(
    ("by", "left"),
    [
        (30, 60),  # 45 - 15 + 30
        (-20, 10),  # 45 - 15 - 20
        (-26, 5),  # 4, and five are left at least
        (-300, 5),
    ],
)
def test_a_host_gives_more_time_or_less_and_five_seconds_at_least(by: int, left: int) -> None:
    state = at(Phase.VOTE)

    running = after(state, extend(15, by))
    paused = after(state, pause(15), extend(100, by))

    assert deadline(running) == later(15 + left)
    assert (paused.clock.deadline, paused.clock.left) == (None, timedelta(seconds=left))


def test_the_deadline_of_before_an_extension_does_nothing() -> None:
    state = at(Phase.VOTE)
    extended = after(state, extend(15, 30))  # until 75

    assert said(step(extended, over(state, 75))) == "nothing"
    assert said(step(extended, over(extended, 74.999))) == "nothing"
    assert said(step(extended, over(extended, 75))) == "moved"


def test_time_that_is_over_cannot_be_made_longer() -> None:
    assert said(step(at(Phase.VOTE), extend(45, 30))) == "late"


def test_a_step_that_the_host_left_before_its_deadline_is_not_left_twice() -> None:
    state = at(Phase.VOTE)

    moved = after(state, going_on(44))

    assert moved.step.phase is Phase.REVEAL
    assert said(step(moved, over(state, 45))) == "nothing"


def test_a_paused_step_that_the_host_leaves_gives_the_next_its_own_time() -> None:
    moved = after(at(Phase.SECOND_VOTE), pause(15), going_on(100))

    assert (deadline(moved), moved.clock.left) == (later(160), None)  # 100 + 60


def test_back_goes_from_card_to_card_and_no_further() -> None:
    third = at(Phase.LESSON, 2)
    back = events.Back(at=later(5), by_host=True)

    second = step(third, back)
    first = step(second.state, back)

    assert [each.state.step.place for each in (second, first)] == [1, 0]
    assert said(step(first.state, back)) == "not_now"


def test_who_is_lost_counts_once_on_each_card() -> None:
    lost = events.BeLost(at=later(5), person=ANN, name="Ann")
    second = after(at(Phase.LESSON, 0), lost, going_on(6), lost)

    assert said(step(second, lost)) == "nothing"
    assert set(second.answers) == {Place(ANN, "lesson.0"), Place(ANN, "lesson.1")}


def test_an_end_leads_to_the_results_with_all_that_was_answered() -> None:
    state = after(at(Phase.VOTE), choice(ANN, VOTE, 0))

    ended = after(state, events.End(at=later(9), by_host=True))

    assert (ended.step.phase, ended.clock.ended, ended.clock.deadline) == (
        Phase.RESULTS,
        True,
        None,
    )
    assert ended.answers == state.answers


def test_a_session_that_only_its_clock_moves_waits_at_the_cards_and_reveals() -> None:
    state, waits = at(Phase.LOBBY), list[Phase]()
    while not state.clock.ended:
        if state.clock.deadline is None:
            waits.append(state.step.phase)
            state = after(state, going_on(0))
        else:
            state = after(
                state, events.TimeIsOver(at=state.clock.deadline, revision=state.clock.revision)
            )

    assert waits == [*[Phase.LESSON] * 3, Phase.REVEAL, Phase.SHOCK_REVEAL]
