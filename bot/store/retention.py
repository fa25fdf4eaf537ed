"""Deleting what has been kept long enough."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, select, update

from bot.store.store import Store
from bot.store.tables import GUILDS, PROFILES, SESSION_MEMBERS, SESSIONS

UNUSED: Final = timedelta(days=365)
"""How long a profile is kept that nothing asks for."""


async def retain(store: Store, today: date) -> int:
    """Delete profiles unused for twelve months and servers whose time is over; return how many.

    Of sessions whose time is over, people and their answers go; totals stay.

    Doing it twice, or in two processes at once, changes nothing more.

    Raises:
        StoreUnavailable: The database cannot be written.
    """
    over = select(SESSIONS.c.session_id).where(SESSIONS.c.delete_on <= today)
    async with store.transaction() as connection:
        deleted = [
            await connection.execute(stale)
            for stale in (
                delete(PROFILES).where(PROFILES.c.last_used < today - UNUSED),
                delete(GUILDS).where(GUILDS.c.delete_on <= today),
                delete(SESSION_MEMBERS).where(SESSION_MEMBERS.c.session_id.in_(over)),
            )
        ]
        bare = update(SESSIONS).where(SESSIONS.c.delete_on <= today)
        await connection.execute(bare.values(delete_on=None))
        count = sum(result.rowcount for result in deleted)
        if count:
            await store.owe(connection)
    await store.scrub()
    return count
