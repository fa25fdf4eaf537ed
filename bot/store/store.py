"""The database as the rest sees it: transactions that work, or one keyed error."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreUnavailable
from bot.store.engine import (
    ALONE,
    FAULTS,
    PATIENCE,
    address,
    engine,
    identity,
    insert_for,
    is_file,
    make_private,
)
from bot.store.migrating import NEWEST, upgrade

ATTEMPTS: Final = 20
BUSY: Final = "SQLITE_BUSY"
PAUSE: Final = 0.05
"""Seconds; two processes that start on a new SQLite file at once meet for a moment."""

CLOSED: Final = "closed"
OWED: Final = 1
SCRUBBED: Final = 0
"""What `user_version` of SQLite says of the files; it changes with the transaction."""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Store:
    """One database, connected to when it is first needed, and again when it was away."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        """Prepare a store.

        Args:
            folder: Where the SQLite file is, if no address is given.
            url: The address of the database as SQLAlchemy writes it.

        Raises:
            SettingWrong: The address cannot be used.
        """
        self._at = address(url, folder)
        self._engine = engine(self._at)
        self._is_file = is_file(self._at)
        self._file: tuple[int, int] | None = None
        self._ready = False
        self._preparing = asyncio.Lock()
        self._closed = False
        self._working = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.insert = insert_for(self._engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """Open a transaction, and commit it at the end.

        Raises:
            StoreUnavailable: The database does not do what was asked; nothing of it is done.
        """
        async with self._at_work():
            await self._prepare()
            async with self._engine.begin() as connection:
                yield connection

    async def owe(self, connection: AsyncConnection) -> None:
        """Remember, with what is deleted in a transaction, that the files are to be scrubbed."""
        if self._is_file:
            await connection.execute(text(f"PRAGMA user_version = {OWED}"))

    async def scrub(self) -> None:
        """Leave nothing in the files of SQLite of what was deleted, if that is owed.

        SQLite overwrites deleted rows, but copies that it made while shifting rows between pages
        stay beside them; a vacuum writes all pages anew, and the write-ahead log is emptied.
        What a kill or a lock prevents is done at the next start, or the next time.

        Raises:
            StoreUnavailable: The database cannot be used.
        """
        async with self._at_work():
            await self._prepare()
            await self._scrub()

    async def upgrade(self) -> str:
        """Bring the tables up to date and return their revision.

        Raises:
            StoreUnavailable: The database cannot be used.
        """
        async with self._at_work():
            await self._prepare()
        return NEWEST

    async def close(self) -> None:
        """Take no more work, let what is under way come to its end, and end every connection.

        A driver that is interrupted in the middle never answers, and keeps a process from ending.
        """
        self._closed = True
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._idle.wait()
        await self._engine.dispose()

    @asynccontextmanager
    async def _at_work(self) -> AsyncGenerator[None]:
        if self._closed:
            raise StoreUnavailable(reason=CLOSED)
        self._working += 1
        self._idle.clear()
        try:
            yield
        except FAULTS as error:
            raise unavailable(error) from None
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()

    async def _prepare(self) -> None:
        if self._ready and not self._replaced():
            return
        async with self._preparing:
            if self._ready and not self._replaced():
                return
            self._ready = False
            await self._engine.dispose()
            if self._is_file:
                await asyncio.to_thread(make_private, self._at)
            await self._upgrade()
            await self._scrub()
            self._file = identity(self._at) if self._is_file else None
            self._ready = True

    async def _scrub(self) -> None:
        if not self._is_file:
            return
        async with self._engine.connect() as connection:
            alone = await connection.execution_options(**ALONE)
            if await alone.scalar(text("PRAGMA user_version")) != OWED:
                return
            await alone.execute(text("VACUUM"))
            if not await alone.scalar(text("PRAGMA wal_checkpoint(TRUNCATE)")):
                await alone.execute(text(f"PRAGMA user_version = {SCRUBBED}"))

    def _replaced(self) -> bool:
        """Whether the file is another one by now: what is written to the old one is lost."""
        return self._is_file and identity(self._at) != self._file

    async def _upgrade(self) -> None:
        for attempt in range(ATTEMPTS):
            try:
                await upgrade(self._engine)
            except DBAPIError as error:
                if attempt == ATTEMPTS - 1 or code_of(error.orig) != BUSY:
                    raise
                await asyncio.sleep(PAUSE)
            else:
                return


def unavailable(error: BaseException) -> StoreUnavailable:
    """Return the keyed error for a fault of the database, and log its kind, never a value."""
    cause: BaseException = getattr(error, "orig", None) or error
    name, code = type(cause).__name__, code_of(cause)
    log.error("store unavailable", error=name, code=code)
    return StoreUnavailable(reason=f"{name} {code}" if code else name)


def code_of(error: BaseException | None) -> str | None:
    """Return what SQLite or PostgreSQL calls a fault."""
    code: str | None = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return code
