"""The session as a function: a state and an event give the next state, and what is to be written.

Every event has an outcome in every state. Only `Moved` changes where the session is, and only
`Kept` and `Left` change answers, each those of the person who pressed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from bot.classroom import events
from bot.classroom.course import Phase, key
from bot.classroom.effects import Effect, Joined, Kept, Left, Moved, Refusal, Refused
from bot.classroom.events import Event
from bot.classroom.state import Answer, Clock, Member, Place, State

LEAST: Final = timedelta(seconds=5)
"""What is left at least when a host shortens a step."""

VOTES: Final = frozenset({Phase.VOTE, Phase.SECOND_VOTE})
SURE: Final = range(1, 4)


class Outcome(NamedTuple):
    """The next state, and what follows."""

    state: State
    effects: tuple[Effect, ...]


def step(state: State, event: Event) -> Outcome:
    """Return what an event makes of a session."""
    if state.clock.ended:
        return refused(state, Refusal.ENDED)
    if isinstance(event, events.Command) and not event.by_host:
        return refused(state, Refusal.NOT_HOST)
    return HANDLERS[type(event)](state, event)


def started(state: State, at: datetime) -> State:
    """Return a session that has not begun, at the beginning of its first step."""
    return replace(state, clock=entered(state, 0, at))


def join(state: State, event: events.Press) -> Outcome:
    """Give somebody a seat, once."""
    if event.person in state.members:
        return Outcome(state, ())
    member = Member(state.seats, "" if state.anonymous else event.name)
    members = {**state.members, event.person: member}
    after = replace(state, members=members, seats=state.seats + 1)
    return Outcome(after, (Joined(event.person, member),))


def leave(state: State, event: events.Leave) -> Outcome:
    """Let somebody go, and what they answered with them."""
    if event.person not in state.members:
        return Outcome(state, ())
    members = {
        person: member for person, member in state.members.items() if person != event.person
    }
    answers = {
        place: answer for place, answer in state.answers.items() if place.person != event.person
    }
    return Outcome(replace(state, members=members, answers=answers), (Left(event.person),))


def choose(state: State, event: events.Choose) -> Outcome:
    """Keep a choice, where its item is open and its time is not over."""
    item = state.course.items(state.step).get(event.item)
    if item is None or not 0 <= event.option < item.options:
        return closed(state, event.item)
    before = state.answers.get(Place(event.person, event.item))
    sure = before.confidence if before else None
    deadline = state.clock.deadline
    left = state.clock.left if deadline is None else deadline - event.at
    return keep(state, event, event.item, Answer(event.option, event.at, left, sure))


def be_sure(state: State, event: events.BeSure) -> Outcome:
    """Keep how sure somebody is of the vote that they have given."""
    before = state.answers.get(Place(event.person, event.item))
    is_open = event.item in state.course.items(state.step) and state.step.phase in VOTES
    if before is None or not is_open or event.confidence not in SURE:
        return closed(state, event.item)
    return keep(state, event, event.item, before._replace(confidence=event.confidence))


def be_lost(state: State, event: events.BeLost) -> Outcome:
    """Count somebody who does not follow the card."""
    if state.step.phase is not Phase.LESSON:
        return refused(state, Refusal.NOT_NOW)
    item = key(Phase.LESSON, state.step.place)
    if Place(event.person, item) in state.answers:
        return Outcome(state, ())
    return keep(state, event, item, Answer(0, event.at))


def keep(state: State, event: events.Press, item: str, answer: Answer) -> Outcome:
    """Keep an answer of whoever pressed, who joins by it; one that comes late is not kept."""
    if state.is_over(event.at):
        return refused(state, Refusal.LATE)
    joined, effects = join(state, event)
    place = Place(event.person, item)
    after = replace(joined, answers={**joined.answers, place: answer})
    return Outcome(after, (*effects, Kept(place, answer)))


def closed(state: State, item: str) -> Outcome:
    """Refuse what an item does not take: it comes late where the class is past the item."""
    past = state.course.steps()[: state.clock.step]
    late = any(item in state.course.items(step) for step in past)
    return refused(state, Refusal.LATE if late else Refusal.NOT_NOW)


def go_next(state: State, event: events.Next) -> Outcome:
    """Enter the next step, unless the host saw an earlier one when they pressed."""
    if event.revision not in {None, state.clock.revision}:
        return Outcome(state, ())
    return go_on(state, event)


def go_on(state: State, event: Event) -> Outcome:
    """Enter the next step."""
    return moved(state, entered(state, state.clock.step + 1, event.at))


def go_back(state: State, event: events.Back) -> Outcome:
    """Enter the card before."""
    if state.step.phase is not Phase.LESSON or not state.step.place:
        return refused(state, Refusal.NOT_NOW)
    return moved(state, entered(state, state.clock.step - 1, event.at))


def pause(state: State, event: events.Pause) -> Outcome:
    """Stop the clock; one that stands already keeps what was left."""
    clock = state.clock
    if clock.left is not None:
        return Outcome(state, ())
    if clock.deadline is None:
        return refused(state, Refusal.NO_CLOCK)
    if state.is_over(event.at):
        return refused(state, Refusal.LATE)
    return moved(state, changed(clock, deadline=None, left=clock.deadline - event.at))


def resume(state: State, event: events.Resume) -> Outcome:
    """Let the clock go on."""
    clock = state.clock
    if clock.left is None:
        return refused(state, Refusal.NO_CLOCK) if clock.deadline is None else Outcome(state, ())
    return moved(state, changed(clock, deadline=event.at + clock.left, left=None))


def extend(state: State, event: events.Extend) -> Outcome:
    """Add time to the clock, or take some; a little is always left."""
    clock = state.clock
    if clock.left is not None:
        return moved(state, changed(clock, left=max(clock.left + event.by, LEAST)))
    if clock.deadline is None:
        return refused(state, Refusal.NO_CLOCK)
    if state.is_over(event.at):
        return refused(state, Refusal.LATE)
    deadline = max(clock.deadline + event.by, event.at + LEAST)
    return moved(state, changed(clock, deadline=deadline))


def end(state: State, event: events.End) -> Outcome:
    """Enter the last step."""
    return moved(state, entered(state, len(state.course.steps()) - 1, event.at))


def time_is_over(state: State, event: events.TimeIsOver) -> Outcome:
    """Enter the next step, if it is this step's time that is over."""
    if event.revision != state.clock.revision or not state.is_over(event.at):
        return Outcome(state, ())
    return go_on(state, event)


def entered(state: State, place: int, at: datetime) -> Clock:
    """Return the clock at the beginning of a step; the last one ends the session."""
    steps = state.course.steps()
    seconds = steps[place].seconds
    deadline = None if seconds is None else at + timedelta(seconds=seconds)
    ended = place == len(steps) - 1
    return changed(state.clock, step=place, deadline=deadline, left=None, ended=ended)


def changed(clock: Clock, **fields: Any) -> Clock:  # noqa: ANN401 -- the fields of a clock
    """Return a clock that goes otherwise, under its next revision."""
    return replace(clock, revision=clock.revision + 1, **fields)


def moved(state: State, clock: Clock) -> Outcome:
    """Return the session at another place, or with another clock."""
    return Outcome(replace(state, clock=clock), (Moved(clock),))


def refused(state: State, because: Refusal) -> Outcome:
    """Return the session as it is, and why."""
    return Outcome(state, (Refused(because),))


HANDLERS: Final[Mapping[type[Event], Callable[[State, Any], Outcome]]] = {
    events.Join: join,
    events.Leave: leave,
    events.Choose: choose,
    events.BeSure: be_sure,
    events.BeLost: be_lost,
    events.Next: go_next,
    events.Back: go_back,
    events.Pause: pause,
    events.Resume: resume,
    events.Extend: extend,
    events.End: end,
    events.TimeIsOver: time_is_over,
}
