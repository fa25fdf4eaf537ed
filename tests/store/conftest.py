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

ADDRESS = os.environ.get("ISOCROSS_TEST_POSTGRES", "postgres@127.0.0.1:5432")
SERVER = f"postgresql+asyncpg://{ADDRESS}"
REQUIRED = "ISOCROSS_REQUIRE_POSTGRES"

Opened = Callable[[], Awaitable[Records]]


async def administer(url: str, *statements: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
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
        asyncio.run(administer(f"{SERVER}/postgres", f"CREATE DATABASE {name}"))
    except (OSError, SQLAlchemyError) as error:
        reason = f"no PostgreSQL as {ADDRESS}: {type(error).__name__}"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{reason}, and {REQUIRED}=1")
        pytest.skip(reason)
    yield f"{SERVER}/{name}"
    asyncio.run(administer(f"{SERVER}/postgres", f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"], name="url")
def _url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/isocross.db"
    url: str = request.getfixturevalue("postgres")
    asyncio.run(administer(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"))
    return url


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
