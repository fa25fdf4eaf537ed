import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Records

SERVER = "postgresql+asyncpg://postgres@127.0.0.1:5432"
REQUIRED = "ISOCROSS_REQUIRE_POSTGRES"

Opened = Callable[[], Awaitable[Records]]


async def administer(database: str, *statements: str) -> None:
    engine = create_async_engine(f"{SERVER}/{database}", isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            for statement in statements:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


@pytest.fixture(scope="session", name="postgres")
def _postgres() -> Iterator[str]:
    name = f"isocross_test_{token_hex(4)}"
    try:
        asyncio.run(administer("postgres", f"CREATE DATABASE {name}"))
    except (OSError, SQLAlchemyError) as error:
        reason = f"no PostgreSQL at 127.0.0.1:5432 that lets postgres in: {type(error).__name__}"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{reason}, and {REQUIRED}=1")
        pytest.skip(reason)
    yield name
    asyncio.run(administer("postgres", f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"], name="url")
def _url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/isocross.db"
    name: str = request.getfixturevalue("postgres")
    asyncio.run(administer(name, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"))
    return f"{SERVER}/{name}"


@pytest.fixture(name="opened")
async def _opened(url: str, tmp_path: Path) -> AsyncIterator[Opened]:
    made: list[Records] = []

    async def opened() -> Records:
        records = Records.at(tmp_path, url)
        made.append(records)
        return records

    yield opened
    for records in made:
        await records.store.close()


@pytest.fixture(name="records")
async def _records(opened: Opened) -> Records:
    return await opened()
