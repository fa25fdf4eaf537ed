import asyncio
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot import app, checks, data
from bot.advisor import Book
from bot.options import Desk
from bot.rulebook import File, load

DAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[1] / "docs" / "overlays.md"


@pytest.fixture(scope="session", name="desk")
def _desk() -> Desk:
    return app.build(DAY)


@pytest.fixture(scope="session", name="book")
def _book(desk: Desk) -> Book:
    return desk.book


@pytest.fixture(scope="session", name="checked")
def _checked(desk: Desk) -> checks.Checked:
    return checks.check(desk, data.texts("rules", ".yaml"))


@pytest.fixture(scope="session", name="harbour")
def _harbour() -> str:
    block = re.search(r"```yaml\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    return block[1]


@pytest.fixture(scope="session", name="house")
def _house(harbour: str) -> Desk:
    rules = load(data.texts("rules", ".yaml"), DAY, File("harbour.yaml", harbour))
    return app.build(DAY, rules)


ADDRESS = os.environ.get("ISOCROSS_TEST_POSTGRES", "postgres@127.0.0.1:5432")
SERVER = f"postgresql+asyncpg://{ADDRESS}"
REQUIRED = "ISOCROSS_REQUIRE_POSTGRES"


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
