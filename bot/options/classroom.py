"""Between a session as it is stored and as the machine sees it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.classroom import (
    Answer,
    Clock,
    Course,
    Effect,
    Joined,
    Kept,
    Left,
    Member,
    Moved,
    Outcome,
    Place,
    Refused,
    State,
    step,
)
from bot.classroom.events import Event
from bot.store import held

MILLISECOND: Final = timedelta(milliseconds=1)
BEGINNING: Final = datetime.fromtimestamp(0, UTC)


def decide(course: Course, event: Event) -> Callable[[held.Found], tuple[Outcome, held.Changes]]:
    """Return what a store asks while it holds a session: what the event makes of it."""

    def decided(found: held.Found) -> tuple[Outcome, held.Changes]:
        outcome = step(state(found, course), event)
        return outcome, changes(outcome.effects)

    return decided


def refusal(outcome: Outcome) -> str | None:
    """Return why nothing has happened, where that is so."""
    refused = [each.because for each in outcome.effects if isinstance(each, Refused)]
    return str(refused[0]) if refused else None


def state(found: held.Found, course: Course) -> State:
    """Return the session of what is stored."""
    return State(
        course=course,
        clock=clock(found.session.course),
        members={each.person_id: Member(each.seat, each.name) for each in found.members},
        answers={
            Place(each.person_id, each.item): Answer(
                each.option, instant(each.answered), span(each.time_left), each.confidence
            )
            for each in found.answers
        },
        seats=found.session.seats,
        anonymous=found.session.anonymous,
    )


def clock(stored: held.Course) -> Clock:
    """Return the clock of what is stored."""
    deadline = None if stored.deadline is None else instant(stored.deadline)
    return Clock(stored.step, stored.revision, deadline, span(stored.time_left), stored.ended)


def stored(clock: Clock) -> held.Course:
    """Return what is to be stored of a clock."""
    deadline = None if clock.deadline is None else moment(clock.deadline)
    return held.Course(clock.step, clock.revision, deadline, length(clock.left), clock.ended)


def changes(effects: tuple[Effect, ...]) -> held.Changes:
    """Return what is to be written of what follows from an event."""
    course: held.Course | None = None
    joined, left, kept = list[held.Member](), list[int](), list[held.Answer]()
    for effect in effects:
        match effect:
            case Joined(person, member):
                joined.append(held.Member(person, member.seat, member.name))
            case Left(person):
                left.append(person)
            case Kept(place, answer):
                kept.append(answered(place, answer))
            case Moved(clock):
                course = stored(clock)
            case Refused():
                pass
    return held.Changes(course, joined, left, kept)


def answered(place: Place, answer: Answer) -> held.Answer:
    """Return the row of an answer."""
    return held.Answer(
        place.person,
        place.item,
        answer.option,
        moment(answer.at),
        length(answer.left),
        answer.confidence,
    )


def moment(at: datetime) -> int:
    """Return a time in milliseconds."""
    return (at - BEGINNING) // MILLISECOND


def instant(milliseconds: int) -> datetime:
    """Return the time of so many milliseconds."""
    return BEGINNING + milliseconds * MILLISECOND


def length(span: timedelta | None) -> int | None:
    """Return a span in milliseconds."""
    return None if span is None else span // MILLISECOND


def span(milliseconds: int | None) -> timedelta | None:
    """Return the span of so many milliseconds."""
    return None if milliseconds is None else milliseconds * MILLISECOND
