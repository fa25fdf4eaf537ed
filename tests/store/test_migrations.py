import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.errors import StoreUnavailable
from bot.store import Records
from bot.store.migrating import NEWEST
from bot.store.tables import METADATA

Opened = Callable[[], Awaitable[Records]]

UPGRADE = "import asyncio, sys; from bot.store import Store; from pathlib import Path"
RUN = "asyncio.run(Store(Path(), sys.argv[1]).upgrade())"


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def test_the_program_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


async def test_the_migrations_make_the_tables_that_the_program_uses(records: Records) -> None:
    assert await records.store.upgrade() == NEWEST

    async with records.store.transaction() as connection:
        assert await connection.run_sync(differences) == []


async def test_an_upgrade_of_what_is_up_to_date_changes_nothing(opened: Opened) -> None:
    first = await opened()
    await first.guilds.keep(1, {"replies": "private"})

    second = await opened()

    assert await second.store.upgrade() == NEWEST
    assert await second.guilds.settings(1) == {"replies": "private"}


async def test_processes_that_start_at_once_on_nothing_all_succeed(url: str) -> None:
    command = (sys.executable, "-c", f"{UPGRADE}\n{RUN}", url)
    started = [await asyncio.create_subprocess_exec(*command) for _ in range(4)]

    assert [await process.wait() for process in started] == [0] * 4


async def test_tables_of_a_later_version_are_left_alone(opened: Opened) -> None:
    first = await opened()
    async with first.store.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    second = await opened()

    with pytest.raises(StoreUnavailable):
        await second.guilds.keep(1, {"replies": "private"})


async def test_the_file_is_for_nobody_else_to_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    records = Records.at(folder)

    await records.guilds.keep(1, {"replies": "private"})
    modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.iterdir()]}
    await records.store.close()

    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}
    assert "isocross.db" in modes
