"""Which servers we are in, as far as what is stored of them depends on it."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from discord import AutoShardedClient

from bot.chat.clock import today
from bot.chat.services import Services
from bot.errors import StoreUnavailable
from bot.options import House
from bot.store import retain

TIME_SHIFT: Final = 22
"""Bits of an id below its time; a server's shard is its time modulo the number of shards."""


class Residence:
    """Marks servers that removed the bot, and unmarks those that are back.

    What the database cannot take now is caught up with at the next start.
    """

    def __init__(self, services: Services) -> None:
        self._book = services.book
        self._store = services.records.store
        self._guilds = services.records.guilds

    async def join(self, *guilds: int) -> None:
        """Keep what is stored of servers."""
        with suppress(StoreUnavailable):
            await self._guilds.join(guilds)

    async def leave(self, guild: int) -> None:
        """Set the day on which what is stored of a server is deleted, as it has asked for."""
        with suppress(StoreUnavailable):
            house = House.of(await self._guilds.settings(guild), self._book)
            await self._guilds.leave(guild, today() + timedelta(days=house.retention))
            if not house.retention:
                await retain(self._store, today())

    async def catch_up(self, client: AutoShardedClient) -> None:
        """Compare what is stored with the servers of our shards."""
        present = [guild.id for guild in client.guilds]
        await self.join(*present)
        with suppress(StoreUnavailable):
            for guild in set(await self._guilds.present()) - set(present):
                if (guild >> TIME_SHIFT) % (client.shard_count or 1) in client.shards:
                    await self.leave(guild)
