import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.errors import SettingWrong, StoreUnavailable
from bot.store import Records
from bot.store.engine import address

TODAY = date(2026, 11, 22)
ANN = 1_200_000_000_000_000_011
HOME = 1_200_000_000_000_000_001
CAREFUL = {"monitoring": "a-value-of-somebody"}


def take_away(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def put_file(place: Path) -> None:
    place.touch()


@pytest.fixture(name="records")
async def _records(tmp_path: Path) -> AsyncIterator[Records]:
    records = Records.at(tmp_path)
    await records.profiles.keep(ANN, {"experience": "beginner"}, TODAY)
    yield records
    await records.store.close()


async def test_a_locked_database_is_said_once_without_a_value_and_used_again(
    records: Records, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "isocross.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with capture_logs() as logs, pytest.raises(StoreUnavailable):
            await records.profiles.keep(ANN, CAREFUL, TODAY)
        other.execute("ROLLBACK")

    await records.profiles.keep(ANN, {"alerts": "both"}, TODAY)

    assert [(line["error"], line["code"]) for line in logs] == [
        ("OperationalError", "SQLITE_BUSY")
    ]
    assert "a-value-of-somebody" not in str(logs)
    kept = await records.profiles.of(ANN, TODAY)
    assert kept.traits == {"experience": "beginner", "alerts": "both"}


async def test_a_file_that_was_taken_away_is_made_anew_instead_of_written_in_vain(
    records: Records, tmp_path: Path
) -> None:
    take_away(tmp_path)

    await records.profiles.keep(ANN, CAREFUL, TODAY)

    with closing(sqlite3.connect(tmp_path / "isocross.db")) as other:
        rows = other.execute("SELECT value FROM profile_traits").fetchall()
    assert rows == [("a-value-of-somebody",)]


async def test_a_file_that_is_no_database_is_said_to_be_unusable(tmp_path: Path) -> None:
    (tmp_path / "isocross.db").write_bytes(b"no database, " * 1000)
    records = Records.at(tmp_path)

    with pytest.raises(StoreUnavailable):
        await records.profiles.of(ANN, TODAY)
    await records.store.close()


async def test_a_folder_that_cannot_be_made_is_said_to_be_unusable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    records = Records.at(tmp_path / "file" / "data")

    with pytest.raises(StoreUnavailable) as caught:
        await records.store.upgrade()

    assert caught.value.details == {"reason": "NotADirectoryError"}


async def test_a_database_that_only_takes_reading_refuses_what_is_written(
    records: Records,
) -> None:
    async with records.store.transaction() as connection:
        await connection.execute(text("PRAGMA query_only = ON"))

    with pytest.raises(StoreUnavailable) as caught:
        await records.profiles.keep(ANN, CAREFUL, TODAY)

    assert caught.value.details == {"reason": "OperationalError SQLITE_READONLY"}


async def test_a_server_that_does_not_answer_is_unavailable_and_then_used(
    unused_tcp_port: int, tmp_path: Path
) -> None:
    records = Records.at(tmp_path, f"postgresql://ann:secret@127.0.0.1:{unused_tcp_port}/none")

    with capture_logs() as logs, pytest.raises(StoreUnavailable):
        await records.profiles.of(ANN, TODAY)
    await records.store.close()

    assert len(logs) == 1
    assert "secret" not in str(logs)


async def test_a_connection_that_dies_midway_costs_one_question_at_most(
    postgres: str, tmp_path: Path
) -> None:
    one, other = Records.at(tmp_path, postgres), Records.at(tmp_path, postgres)
    await one.profiles.keep(ANN, CAREFUL, TODAY)
    async with other.store.transaction() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )

    assert (await one.profiles.of(ANN, TODAY)).traits == CAREFUL
    for records in (one, other):
        await records.store.close()


async def test_while_it_is_away_a_server_is_served_as_it_last_asked_for(
    records: Records, tmp_path: Path
) -> None:
    records.guilds._recent._lifetime = 0.0
    await records.guilds.keep(HOME, {"replies": "private"})
    assert await records.guilds.lately(HOME) == {"replies": "private"}
    take_away(tmp_path)
    put_file(tmp_path)

    assert await records.guilds.lately(HOME) == {"replies": "private"}
    with pytest.raises(StoreUnavailable):
        await records.guilds.settings(HOME)


async def test_many_at_once_wait_for_their_turn(records: Records) -> None:
    await asyncio.gather(
        *(records.profiles.keep(number, {"experience": "beginner"}, TODAY) for number in range(50))
    )

    found = [await records.profiles.of(number, TODAY) for number in range(50)]
    assert all(profile.traits for profile in found)


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://ann:secret@localhost/x", "postgresql+psycopg2://localhost/x"]
)
def test_an_address_that_we_do_not_speak_to_is_refused_without_its_password(
    url: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingWrong) as caught:
        Records.at(tmp_path, url)

    assert caught.value.details == {"name": "ISOCROSS_DATABASE"}


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite"),
        ("postgresql://localhost/x", "postgresql+asyncpg"),
        ("postgresql+asyncpg://localhost/x", "postgresql+asyncpg"),
    ],
)
def test_the_driver_need_not_be_named(url: str, driver: str, tmp_path: Path) -> None:
    assert address(url, tmp_path).drivername == driver
