"""Deleting what has been kept long enough."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete

from bot.store.store import Store
from bot.store.tables import GUILDS, PROFILES

UNUSED: Final = timedelta(days=365)
"""How long a profile is kept that nothing asks for."""


async def retain(store: Store, today: date) -> int:
    """Delete profiles unused for twelve months and servers whose time is over; return how many.

    Doing it twice, or in two processes at once, changes nothing more.

    Raises:
        StoreUnavailable: The database cannot be written.
    """
    async with store.transaction() as connection:
        deleted = [
            await connection.execute(stale)
            for stale in (
                delete(PROFILES).where(PROFILES.c.last_used < today - UNUSED),
                delete(GUILDS).where(GUILDS.c.delete_on <= today),
            )
        ]
        count = sum(result.rowcount for result in deleted)
        if count:
            await store.owe(connection)
    await store.scrub()
    return count
