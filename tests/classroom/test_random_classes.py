from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.classroom import Course, Kept, Left, Outcome, Phase, Place, State, events, step
from bot.classroom.events import Event
from bot.options import classroom
from bot.store import held
from tests.classroom.classes import ANN, BEGUN, BEN, COURSE, EVE, HOST, after, begun, going_on

COURSES = [
    COURSE,
    replace(COURSE, before=(), shock=None),
    replace(COURSE, cards=0, quiz=()),
    replace(COURSE, seconds={}),
]
ITEMS = sorted({item for step in COURSE.steps() for item in COURSE.items(step)})
STEPS: Mapping[type[Event], int] = {events.Next: 1, events.TimeIsOver: 1, events.Back: -1}
STILL = {events.Pause, events.Resume, events.Extend}
NOBODY = 0

people = st.sampled_from([ANN, BEN, EVE])
items = st.sampled_from([*ITEMS, "lesson.0", "quiz.9", ""])
commands = st.sampled_from(
    [*[events.Next] * 3, events.Back, events.Back, events.Pause, events.Extend, events.End]
)
mostly = st.sampled_from([True, True, True, False])
waits = st.integers(0, 20_000) | st.sampled_from([29_999, 30_000, 120_000])


class Rows:
    """What a store would hold of a session, written as a store writes it."""

    def __init__(self, state: State) -> None:
        self.session = held.Session(
            session_id=1,
            guild_id=2,
            channel_id=3,
            host_id=HOST,
            lesson=state.course.lesson,
            locale="en",
            seed="seed",
            anonymous=state.anonymous,
            bonus=False,
            course=classroom.stored(state.clock),
        )
        self.members: dict[int, held.Member] = {}
        self.answers: dict[tuple[int, str], held.Answer] = {}

    def found(self, person: int | None = None) -> held.Found:
        return held.Found(
            self.session,
            [row for row in self.members.values() if person in {None, row.person_id}],
            [row for row in self.answers.values() if person in {None, row.person_id}],
        )

    def write(self, changes: held.Changes) -> None:
        course = changes.course or self.session.course
        seats = self.session.seats + len(changes.joined)
        self.session = replace(self.session, course=course, seats=seats)
        for person in changes.left:
            del self.members[person]
            kept = {where: row for where, row in self.answers.items() if where[0] != person}
            self.answers = kept
        self.members |= {row.person_id: row for row in changes.joined}
        self.answers |= {(row.person_id, row.item): row for row in changes.kept}


class RandomClass(RuleBasedStateMachine):
    """A class of three and a host press whatever they like, while time goes by."""

    @initialize(course=st.sampled_from(COURSES), steps=st.integers(0, 12), anonymous=st.booleans())
    def begin(self, course: Course, steps: int, anonymous: bool) -> None:  # noqa: FBT001 -- what hypothesis draws
        self.now = BEGUN
        self.state = after(begun(course, anonymous=anonymous), *[going_on()] * steps)
        self.rows = Rows(self.state)
        self.acknowledged: dict[Place, tuple[int, int | None]] = {}

    @rule(milliseconds=waits)
    def time_goes_by(self, milliseconds: int) -> None:
        self.now += timedelta(milliseconds=milliseconds)

    @rule(person=people, leaves=st.booleans())
    def somebody_joins_or_leaves(self, person: int, leaves: bool) -> None:  # noqa: FBT001 -- as above
        kind = events.Leave if leaves else events.Join
        self.happen(kind(at=self.now, person=person, name=f"name {person}"))

    @rule(person=people, item=items, option=st.integers(-1, 4))
    def somebody_chooses_something(self, person: int, item: str, option: int) -> None:
        self.choose(person, item, option)

    @precondition(lambda self: self.state.course.items(self.state.step))
    @rule(person=people, place=st.integers(0, 2), option=st.integers(0, 4), sure=st.integers(0, 4))
    def somebody_chooses_what_is_open(
        self, person: int, place: int, option: int, sure: int
    ) -> None:
        found = list(self.state.course.items(self.state.step))
        item = found[place % len(found)]
        self.choose(person, item, option)
        self.be_sure(person, item, sure)

    @rule(person=people, item=st.sampled_from(["vote.0", "second_vote.0"]), sure=st.integers(1, 3))
    def somebody_says_how_sure_they_are(self, person: int, item: str, sure: int) -> None:
        self.be_sure(person, item, sure)

    @rule(person=people)
    def somebody_is_lost(self, person: int) -> None:
        outcome = self.happen(events.BeLost(at=self.now, person=person, name=""))
        if Kept in map(type, outcome.effects):
            self.acknowledged[Place(person, f"lesson.{self.state.step.place}")] = (0, None)

    @precondition(lambda self: not self.state.clock.ended)
    @rule(command=commands, by_host=mostly, seconds=st.integers(-90, 90))
    def somebody_commands(self, command: type[Event], by_host: bool, seconds: int) -> None:  # noqa: FBT001 -- as above
        self.command(command, seconds, by_host=by_host)

    @precondition(
        lambda self: self.state.clock != replace(self.state.clock, deadline=None, left=None)
    )
    @rule(
        command=st.sampled_from([events.Pause, events.Resume, events.Extend]),
        seconds=st.integers(-60, 60),
    )
    def a_host_stops_the_clock_or_changes_it(self, command: type[Event], seconds: int) -> None:
        self.command(command, seconds, by_host=True)

    @precondition(lambda self: self.state.clock.deadline)
    @rule()
    def a_deadline_comes(self) -> None:
        clock = self.state.clock
        assert clock.deadline
        self.now = max(self.now, clock.deadline)
        self.happen(events.TimeIsOver(at=self.now, revision=clock.revision))
        assert self.state.clock.step == clock.step + 1

    @rule(ago=st.integers(1, 3))
    def a_deadline_comes_that_no_longer_counts(self, ago: int) -> None:
        revision = self.state.clock.revision - ago
        outcome = self.happen(events.TimeIsOver(at=self.now + timedelta(1), revision=revision))
        assert not outcome.effects or self.state.clock.ended

    def command(self, command: type[Event], seconds: int, *, by_host: bool) -> None:
        given: dict[str, Any] = {"at": self.now, "by_host": by_host}
        if command is events.Extend:
            given["by"] = timedelta(seconds=seconds)
        self.happen(command(**given))

    def choose(self, person: int, item: str, option: int) -> None:
        outcome = self.happen(
            events.Choose(at=self.now, person=person, name="", item=item, option=option)
        )
        if Kept in map(type, outcome.effects):
            _, sure = self.acknowledged.get(Place(person, item), (0, None))
            self.acknowledged[Place(person, item)] = (option, sure)

    def be_sure(self, person: int, item: str, sure: int) -> None:
        outcome = self.happen(
            events.BeSure(at=self.now, person=person, name="", item=item, confidence=sure)
        )
        if Kept in map(type, outcome.effects):
            option, _ = self.acknowledged[Place(person, item)]
            self.acknowledged[Place(person, item)] = (option, sure)

    def happen(self, event: Event) -> Outcome:
        before, course = self.state, self.state.course
        person = event.person if isinstance(event, events.Press) else NOBODY
        outcome = step(before, event)
        of_one, changes = classroom.decide(course, event)(self.rows.found(person))
        self.rows.write(changes)
        assert of_one.effects == outcome.effects
        assert classroom.state(self.rows.found(), course) == outcome.state
        assert_fair(before, event, outcome.state)
        if Left in map(type, outcome.effects):
            held_on = {at: kept for at, kept in self.acknowledged.items() if at.person != person}
            self.acknowledged = held_on
        self.state = outcome.state
        return outcome

    @invariant()
    def every_acknowledged_answer_is_there(self) -> None:
        kept = self.state.answers.items()
        assert {at: (each.option, each.confidence) for at, each in kept} == self.acknowledged

    @invariant()
    def everybody_has_a_seat_of_their_own(self) -> None:
        members = self.state.members
        assert {at.person for at in self.state.answers} <= set(members)
        assert len({member.seat for member in members.values()}) == len(members)
        assert all(member.seat < self.state.seats for member in members.values())

    @invariant()
    def a_clock_runs_or_stands_or_there_is_none(self) -> None:
        clock = self.state.clock
        assert clock.deadline is None or clock.left is None
        assert clock.ended == (self.state.step.phase is Phase.RESULTS)


def assert_fair(before: State, event: Event, after: State) -> None:
    """Answers change by their own people in time; a class moves as the event may move it."""
    both = before.answers.keys() | after.answers.keys()
    changed = {at for at in both if before.answers.get(at) != after.answers.get(at)}
    if changed:
        assert isinstance(event, events.Press)
        assert {at.person for at in changed} == {event.person}
        assert isinstance(event, events.Leave) or not before.is_over(event.at)
    stayed = before.members.keys() & after.members.keys()
    assert all(after.members[person] == before.members[person] for person in stayed)
    if before.clock == after.clock:
        return
    assert isinstance(event, events.TimeIsOver) or (
        isinstance(event, events.Command) and event.by_host
    )
    assert after.clock.revision == before.clock.revision + 1
    if isinstance(event, events.End):
        assert after.step.phase is Phase.RESULTS
        return
    moved = 0 if type(event) in STILL else STEPS[type(event)]
    assert after.clock.step == before.clock.step + moved
    if moved < 0:
        assert (before.step.phase, after.step.phase) == (Phase.LESSON, Phase.LESSON)


TestRandomClass = RandomClass.TestCase
TestRandomClass.settings = settings(deadline=None, max_examples=200, stateful_step_count=50)
