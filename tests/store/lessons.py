"""Sessions as they are started, and what happens in them, decided by the real machine."""

from dataclasses import replace
from typing import Any

from bot.classroom import Phase, Refused, events
from bot.classroom.events import Event
from bot.options import classroom
from bot.store import Records, held
from tests.classroom.classes import COURSE, HOST, VOTE, at, choice, going_on

HOME, AWAY = 1_200_000_000_000_000_001, 1_200_000_000_000_000_002
ROOM, THREAD = 1_200_000_000_000_000_101, 1_200_000_000_000_000_102
LENGTH = 45_000
"""Milliseconds that a vote lasts in the course of the tests."""


def session(number: int = 1, phase: Phase = Phase.VOTE, **fields: Any) -> held.Session:  # noqa: ANN401 -- the fields of a session
    """A session of its own room that entered a phase at the beginning of the tests' time."""
    made = held.Session(
        session_id=number,
        guild_id=HOME,
        channel_id=ROOM + 1_000 * number,
        host_id=HOST,
        lesson=COURSE.lesson,
        locale="en",
        seed="seed",
        anonymous=False,
        bonus=False,
        course=classroom.stored(at(phase).clock),
    )
    return replace(made, **fields)


async def happen(records: Records, event: Event, number: int = 1) -> str:
    """Let something happen as a server does, and say what came of it."""
    person = event.person if isinstance(event, events.Press) else 0
    outcome = await records.sessions.change(number, classroom.decide(COURSE, event), person)
    if outcome is None:
        return "none"
    because = [each.because for each in outcome.effects if isinstance(each, Refused)]
    return (
        str(because[0]) if because else " ".join(type(each).__name__ for each in outcome.effects)
    )


async def vote(
    records: Records, person: int, option: int = 1, *, seconds: float = 1, number: int = 1
) -> str:
    return await happen(records, choice(person, VOTE, option, seconds), number)


async def go_on(records: Records, seconds: float = 2, number: int = 1) -> str:
    return await happen(records, going_on(seconds), number)


async def known(records: Records, number: int = 1) -> held.Found:
    found = await records.sessions.of(number)
    assert found
    return found


async def votes(records: Records, number: int = 1) -> dict[int, int]:
    found = await known(records, number)
    return {row.person_id: row.option for row in found.answers if row.item == VOTE}
