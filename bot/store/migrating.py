"""Bringing the tables up to date: only when they are not, and by one process at a time."""

import asyncio
from typing import Final

from sqlalchemy import Connection, MetaData, Table, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

NEWEST: Final = "0002"
"""The revision that this version of the program reads and writes."""

VERSIONS: Final = "alembic_version"
LOCK: Final = 7_462_101
"""The number of PostgreSQL's advisory lock under which tables change."""

TURN: Final = 30.0
PAUSE: Final = 0.05
"""Seconds to wait for another process at most, and between two looks."""


class Newer(SQLAlchemyError):
    """Tables of a later version of the program."""


async def upgrade(engine: AsyncEngine) -> None:
    """Bring the tables up to date, unless they are.

    Whoever comes second waits for the first, then finds nothing to do.

    Raises:
        Newer: A later version of the program has made the tables.
    """
    async with engine.connect() as connection:
        found = await connection.run_sync(revision)
    if found == NEWEST:
        return
    if found is not None and found > NEWEST:
        raise Newer
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await turn(connection)
        await connection.run_sync(change)


async def turn(connection: AsyncConnection) -> None:
    """Wait until no other process changes the tables; PostgreSQL itself would wait too short.

    Raises:
        TimeoutError: Another process has been at it for half a minute.
    """
    lock = text("SELECT pg_try_advisory_xact_lock(:lock)")
    async with asyncio.timeout(TURN):
        while not await connection.scalar(lock, {"lock": LOCK}):  # noqa: ASYNC110 -- another process holds it
            await asyncio.sleep(PAUSE)


def revision(connection: Connection) -> str | None:
    """Return the revision of the tables, None where there are none."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    versions = Table(VERSIONS, MetaData(), autoload_with=connection)
    return connection.scalar(select(versions.c.version_num))


def change(connection: Connection) -> None:
    """Run the migrations that are missing, within the transaction that is open."""
    from alembic import command  # noqa: PLC0415 -- takes 0.3 s and 20 MB, and is seldom wanted
    from alembic.config import Config  # noqa: PLC0415 -- as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, NEWEST)
