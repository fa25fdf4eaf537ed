"""The clock of all sessions that this process serves, or that another left."""

import asyncio
from contextlib import suppress
from typing import Final

from bot.chat.clock import now
from bot.chat.drain import failure
from bot.chat.session.school import School
from bot.classroom import events
from bot.errors import SessionRefused, StoreUnavailable
from bot.options import classroom

POLL: Final = 10.0
"""Seconds after which the database is asked again what another process may have left."""


async def keep_time(school: School) -> None:
    """Move sessions on when their time is over, and tell what nobody has told; for ever."""
    while True:
        wait = POLL
        try:
            wait = await tick(school)
        except StoreUnavailable:
            pass
        except Exception as error:  # noqa: BLE001 -- the clock goes on, whatever it was
            failure(error)
        school.woken.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await school.woken.wait()


async def tick(school: School) -> float:
    """Do what is due, and return the seconds until something else may be."""
    at = now()
    for session in await school.sessions.due(classroom.moment(at)):
        event = events.TimeIsOver(at=at, revision=session.course.revision)
        try:
            await school.happen(session, event)
        except StoreUnavailable:
            raise
        except SessionRefused:  # its lesson is no longer taught
            await school.teller.give_up(session)
        except Exception as error:  # noqa: BLE001 -- one class that is broken stops no other
            failure(error)
            await school.teller.give_up(session)
    untold = await school.sessions.unpublished()
    tellings = [school.teller.publish(session.session_id) for session in untold]
    for fault in await asyncio.gather(*tellings, return_exceptions=True):
        if isinstance(fault, Exception):
            failure(fault)
    soonest = await school.sessions.next_deadline()
    if soonest is None:
        return POLL
    left = (soonest - classroom.moment(now())) / 1_000
    return min(POLL, max(0.0, left))
