"""How servers want to be served, and when what is stored of one that left is deleted."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from sqlalchemy import delete, select, update

from bot.errors import StoreUnavailable
from bot.store.recent import Recent
from bot.store.store import Store
from bot.store.tables import GUILD_SETTINGS, GUILDS

DEFAULTS: Final[Mapping[str, str]] = {}


class Guilds:
    """The settings of servers, as texts by name; what is not there is at its default."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent = Recent[Mapping[str, str]]()

    async def lately(self, guild: int) -> Mapping[str, str]:
        """Return what a server has set, ten seconds old at most.

        While the database cannot be read, that is what it had set before, as far as we know.
        """
        if (known := self._recent.recall(guild)) is not None:
            return known
        try:
            return await self.settings(guild)
        except StoreUnavailable:
            return self._recent.keep(guild, self._recent.last(guild) or DEFAULTS)

    async def settings(self, guild: int) -> Mapping[str, str]:
        """Return what a server has set.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        table = GUILD_SETTINGS.c
        query = select(table.name, table.value).where(table.guild_id == guild)
        async with self._store.transaction() as connection:
            rows = (await connection.execute(query)).all()
        return self._recent.keep(guild, {row.name: row.value for row in rows} or DEFAULTS)

    async def keep(self, guild: int, settings: Mapping[str, str | None]) -> None:
        """Change settings of a server; None puts one back to its default.

        Raises:
            StoreUnavailable: The database cannot be written; nothing of it is kept.
        """
        insert, table = self._store.insert, GUILD_SETTINGS.c
        kept = [
            {"guild_id": guild, "name": name, "value": value}
            for name, value in settings.items()
            if value is not None
        ]
        unset = [name for name, value in settings.items() if value is None]
        rows = insert(GUILD_SETTINGS)
        async with self._store.transaction() as connection:
            head = insert(GUILDS).values(guild_id=guild).on_conflict_do_nothing()
            await connection.execute(head)
            await connection.execute(
                delete(GUILD_SETTINGS).where(table.guild_id == guild, table.name.in_(unset))
            )
            if kept:
                upsert = rows.on_conflict_do_update(
                    index_elements=[table.guild_id, table.name],
                    set_={"value": rows.excluded.value},
                )
                await connection.execute(upsert, kept)
        self._recent.forget(guild)

    async def delete(self, guild: int) -> None:
        """Delete everything that is stored about a server.

        Raises:
            StoreUnavailable: The database cannot be written; asking again deletes what is left.
        """
        async with self._store.transaction() as connection:
            await connection.execute(delete(GUILDS).where(GUILDS.c.guild_id == guild))
            await self._store.owe(connection)
        self._recent.forget(guild)
        await self._store.scrub()

    async def present(self) -> Collection[int]:
        """Return the servers of which something is stored and that have not left.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        query = select(GUILDS.c.guild_id).where(GUILDS.c.delete_on.is_(None))
        async with self._store.transaction() as connection:
            return tuple((await connection.scalars(query)).all())

    async def leave(self, guild: int, delete_on: date) -> None:
        """Mark a server that has removed the bot; a second mark does not move the first.

        Raises:
            StoreUnavailable: The database cannot be written.
        """
        table = GUILDS.c
        marked = update(GUILDS).where(table.guild_id == guild, table.delete_on.is_(None))
        async with self._store.transaction() as connection:
            await connection.execute(marked.values(delete_on=delete_on))

    async def join(self, guilds: Collection[int]) -> None:
        """Take the mark from servers that have the bot again.

        Raises:
            StoreUnavailable: The database cannot be written.
        """
        table = GUILDS.c
        back = update(GUILDS).where(table.guild_id.in_(guilds), table.delete_on.is_not(None))
        async with self._store.transaction() as connection:
            await connection.execute(back.values(delete_on=None))
