"""Deleting what has been kept long enough."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Delete, Update, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.held import NOBODY
from bot.store.store import Store
from bot.store.tables import GUILDS, PROFILES, SESSION_MEMBERS, SESSIONS

UNUSED: Final = timedelta(days=365)
"""How long a profile is kept that nothing asks for."""

BARE: Final[Mapping[str, object]] = {
    "host_id": NOBODY,
    "deadline": None,
    "time_left": None,
    "ended": True,
    "delete_on": None,
}
"""What a session is without its people."""


async def retain(store: Store, today: date) -> int:
    """Delete profiles unused for twelve months and servers whose time is over; return how many.

    Of sessions whose time is over, people and their answers go, and who held it; totals stay.
    One that nobody has ended ends by it.

    Doing it twice, or in two processes at once, changes nothing more.

    Raises:
        StoreUnavailable: The database cannot be written.
    """
    async with store.transaction() as connection:
        stale = (
            delete(PROFILES).where(PROFILES.c.last_used < today - UNUSED),
            delete(GUILDS).where(GUILDS.c.delete_on <= today),
            *await classes(connection, today),
        )
        count = sum([(await connection.execute(each)).rowcount for each in stale])
        if count:
            await store.owe(connection)
    await store.scrub()
    return count


async def classes(connection: AsyncConnection, today: date) -> tuple[Delete, Update]:
    """Return what takes their people from the sessions whose time is over, and hold those."""
    over = select(SESSIONS.c.session_id).where(SESSIONS.c.delete_on <= today)
    held = (await connection.scalars(over.with_for_update())).all()
    return (
        delete(SESSION_MEMBERS).where(SESSION_MEMBERS.c.session_id.in_(held)),
        update(SESSIONS).where(SESSIONS.c.session_id.in_(held)).values(BARE),
    )
