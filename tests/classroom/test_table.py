from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.classroom import Phase, State, events, key, step
from bot.classroom.events import Event
from bot.classroom.machine import HANDLERS
from tests.classroom.classes import ANN, BEN, EVE, VOTE, after, at, choice, later, said, sureness

TABLE = """
           lobby   before  lesson   vote    reveal   second  shock   shown    quiz    solved
Join       joined  joined  joined   joined  joined   joined  joined  joined   joined  joined
Again      -       -       -        -       -        -       -       -        -       -
Leave      left    left    left     left    left     left    left    left     left    left
Absent     -       -       -        -       -        -       -       -        -       -
Choose     not_now kept    not_now  kept    late     kept    kept    late     kept    late
Newcomer   not_now joined+ not_now  joined+ late     joined+ joined+ late     joined+ late
TooSoon    not_now not_now not_now  not_now not_now  not_now not_now not_now  not_now not_now
NoOption   not_now not_now not_now  not_now late     not_now not_now late     not_now late
BeSure     not_now not_now not_now  kept    late     kept    not_now late     not_now late
NoVote     not_now not_now not_now  not_now late     not_now not_now late     not_now late
TooSure    not_now not_now not_now  not_now late     not_now not_now late     not_now late
BeLost     not_now not_now kept     not_now not_now  not_now not_now not_now  not_now not_now
Next       moved   moved   moved    moved   moved    moved   moved   moved    moved   moved
Back       not_now not_now moved    not_now not_now  not_now not_now not_now  not_now not_now
Pause      moved   moved   no_clock moved   no_clock moved   moved   no_clock moved   moved
Resume     -       -       no_clock -       no_clock -       -       no_clock -       -
Extend     moved   moved   no_clock moved   no_clock moved   moved   no_clock moved   moved
End        moved   moved   moved    moved   moved    moved   moved   moved    moved   moved
TimeIsOver -       -       -        -       -        -       -       -        -       -
"""
PASSED = {Phase.REVEAL: Phase.VOTE, Phase.SHOCK_REVEAL: Phase.SHOCK, Phase.SOLVED: Phase.QUIZ}
TIMED = [phase for phase in Phase if phase not in {*PASSED, Phase.LESSON, Phase.RESULTS}]
TIMED.append(Phase.SOLVED)


def shown(phase: Phase) -> str:
    """The item that the newest message of a phase has buttons for."""
    item = PASSED.get(phase, phase)
    return VOTE if item in {Phase.LOBBY, Phase.LESSON} else key(item, 0)


def following(phase: Phase) -> str:
    return key(Phase.QUIZ, 2) if phase is not Phase.LOBBY else key(Phase.BEFORE, 0)


def here(phase: Phase) -> State:
    """A class at a phase, on the second card of a lesson; Ann has answered what is asked."""
    state = at(PASSED.get(phase, phase), 1 if phase is Phase.LESSON else 0)
    state = after(state, events.Join(at=later(0), person=ANN, name="Ann"))
    return at(phase, state.step.place, state=after(state, choice(ANN, shown(phase), 0)))


def happenings(state: State) -> Mapping[str, Event]:
    phase, now = state.step.phase, later(10)
    item = shown(phase)
    return {
        "Join": events.Join(at=now, person=BEN, name="Ben"),
        "Again": events.Join(at=now, person=ANN, name="Ann"),
        "Leave": events.Leave(at=now, person=ANN, name="Ann"),
        "Absent": events.Leave(at=now, person=EVE, name="Eve"),
        "Choose": choice(ANN, item, 1, 10),
        "Newcomer": choice(EVE, item, 1, 10),
        "TooSoon": choice(ANN, following(phase), 0, 10),
        "NoOption": choice(ANN, item, 4, 10),
        "BeSure": sureness(ANN, item, 3, 10),
        "NoVote": sureness(EVE, item, 3, 10),
        "TooSure": sureness(ANN, item, 4, 10),
        "BeLost": events.BeLost(at=now, person=ANN, name="Ann"),
        "Next": events.Next(at=now, by_host=True),
        "Back": events.Back(at=now, by_host=True),
        "Pause": events.Pause(at=now, by_host=True),
        "Resume": events.Resume(at=now, by_host=True),
        "Extend": events.Extend(at=now, by_host=True, by=timedelta(seconds=30)),
        "End": events.End(at=now, by_host=True),
        "TimeIsOver": events.TimeIsOver(at=now, revision=state.clock.revision),
    }


def cells() -> Iterator[tuple[Phase, str, str]]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    for name, *outcomes in rows:
        yield from zip(list(Phase)[: len(head)], [name] * len(head), outcomes, strict=True)


@pytest.mark.parametrize(("phase", "happening", "outcome"), list(cells()))
def test_every_event_has_the_outcome_that_a_class_expects(
    phase: Phase, happening: str, outcome: str
) -> None:
    state = here(phase)

    found = step(state, happenings(state)[happening])

    wanted = {"-": "nothing", "joined+": "joined kept"}.get(outcome, outcome)
    assert said(found) == wanted
    assert (found.state == state) is (
        wanted not in {"moved", "joined", "joined kept", "kept", "left"}
    )


@pytest.mark.parametrize("happening", happenings(here(Phase.LOBBY)))
def test_a_session_that_has_ended_takes_nothing_any_more(happening: str) -> None:
    state = here(Phase.RESULTS)

    outcome = step(state, happenings(state)[happening])

    assert (outcome.state, said(outcome)) == (state, "ended")


@pytest.mark.parametrize("phase", list(Phase)[:-1])
@pytest.mark.parametrize("command", ["Next", "Back", "Pause", "Resume", "Extend", "End"])
def test_only_a_host_moves_a_session(phase: Phase, command: str) -> None:
    state = here(phase)
    event = happenings(state)[command]
    assert isinstance(event, events.Command)

    outcome = step(state, replace(event, by_host=False))

    assert (outcome.state, said(outcome)) == (state, "not_host")


def test_the_table_names_every_event_and_every_phase_that_goes_on() -> None:
    state = here(Phase.VOTE)
    listed = {type(event) for event in happenings(state).values()}

    assert listed == set(HANDLERS)
    assert {name for _, name, _ in cells()} == set(happenings(state))
    assert [*dict.fromkeys(phase for phase, _, _ in cells())] == list(Phase)[:-1]


@pytest.mark.parametrize("phase", TIMED)
def test_when_the_time_is_over_a_class_goes_on_once(phase: Phase) -> None:
    state = here(phase)
    deadline = state.clock.deadline
    assert deadline
    over = events.TimeIsOver(at=deadline, revision=state.clock.revision)

    once = step(state, over)
    twice = step(once.state, over)

    assert said(once) == "moved"
    assert once.state.clock.step == state.clock.step + 1
    assert (twice.state, said(twice)) == (once.state, "nothing")
