"""The connection to the database: its kinds, its settings, and what may go wrong with it."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import SettingWrong

SETTING: Final = "ISOCROSS_DATABASE"
FILE: Final = "isocross.db"
SQLITE: Final = "sqlite"
DRIVERS: Final = {SQLITE: "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
PATIENCE: Final = 1
"""Seconds that a lock, a connection or an answer may take; Discord waits for three."""

CONNECTIONS: Final = 4
"""Connections to PostgreSQL of one process."""

PRAGMAS: Final = (
    f"busy_timeout = {PATIENCE * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)
ALONE: Final = {"no_transaction": True}
"""Execution options of what SQLite refuses to do within a transaction."""

FAULTS: Final = (SQLAlchemyError, OSError)
"""What a database that is locked, full, away or unreadable raises."""


def address(url: str | None, folder: Path) -> URL:
    """Return the address of the database; without one, that of a file in *folder*.

    Raises:
        SettingWrong: The address names no database that we speak to; it is never repeated, since
            it may hold a password.
    """
    if url is None:
        return URL.create(DRIVERS[SQLITE], database=str(folder / FILE))
    try:
        given = make_url(url)
    except ArgumentError:
        raise SettingWrong(name=SETTING) from None
    kind = given.drivername.partition("+")[0]
    driver = DRIVERS.get(kind)
    if driver is None or given.drivername not in {kind, driver}:
        raise SettingWrong(name=SETTING)
    return given.set(drivername=driver)


def engine(at: URL) -> AsyncEngine:
    """Return the engine of a database; it connects when it is first used.

    Raises:
        SettingWrong: The driver of PostgreSQL is not installed.
    """
    return sqlite_engine(at) if at.get_backend_name() == SQLITE else postgres_engine(at)


def sqlite_engine(at: URL) -> AsyncEngine:
    """Return an engine with one connection, through which everything is read and written."""
    made = create_async_engine(
        at,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=PATIENCE,
    )
    event.listen(made.sync_engine, "connect", prepare)
    event.listen(made.sync_engine, "begin", begin)
    return made


def postgres_engine(at: URL) -> AsyncEngine:
    """Return an engine with a few connections; one that died is noticed before it is used."""
    try:
        return create_async_engine(
            at,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=PATIENCE,
            pool_pre_ping=True,
            connect_args={"timeout": PATIENCE, "command_timeout": PATIENCE},
        )
    except ImportError:
        raise SettingWrong(name=SETTING) from None


def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 -- a driver's own type
    """Set up a connection to SQLite; transactions are begun by us alone."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Any) -> None:  # noqa: ANN401 -- as above
    """Begin a transaction that can write: one that is upgraded later could not wait for a lock."""
    if not ALONE.items() <= connection.get_execution_options().items():
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def is_file(at: URL) -> bool:
    """Whether the database is a file of SQLite's; it may also live in memory alone."""
    return at.get_backend_name() == SQLITE and at.database not in {None, "", ":memory:"}


def identity(at: URL) -> tuple[int, int] | None:
    """Return which file the database is now, None where there is no file."""
    with suppress(OSError):
        found = Path(at.database or "").stat()
        return found.st_dev, found.st_ino
    return None


def make_private(at: URL) -> None:
    """Make the file of the database, and its folder, for nobody else to read."""
    file = Path(at.database or "")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def insert_for(made: AsyncEngine) -> Callable[..., Any]:
    """Return the insert that can also update, which SQL leaves to each database."""
    if made.dialect.name == SQLITE:
        return sqlite.insert
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 -- takes 0.1 s and 2 MB

    return postgresql.insert
