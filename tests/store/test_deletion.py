from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete

from bot.errors import StoreUnavailable
from bot.store import Records
from bot.store.tables import PROFILES

TODAY = date(2026, 11, 22)
PEOPLE = 150


def stored_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def traces(person: int) -> Iterator[bytes]:
    """How SQLite writes a large whole number, as a column and as the text in our values."""
    yield person.to_bytes(8, "big")
    yield str(person).encode()


async def test_nothing_of_a_deleted_profile_is_left_in_any_file(tmp_path: Path) -> None:
    records = Records.at(tmp_path)
    chance = Random(11)  # noqa: S311 -- a repeatable crowd, no secret
    people = [chance.randrange(10**17, 10**18) for _ in range(PEOPLE)]
    for person in people:
        for number in range(chance.randrange(2, 14)):
            value = f"{person} " * chance.randrange(1, 12)
            await records.profiles.keep(person, {f"trait {number}": value}, TODAY)
    gone, kept = people[: PEOPLE // 3], people[PEOPLE // 3 :]
    before = stored_bytes(tmp_path)

    for person in gone:
        await records.profiles.delete(person)

    after = stored_bytes(tmp_path)
    await records.store.close()
    assert all(trace in before for person in people for trace in traces(person))
    assert [person for person in gone if any(trace in after for trace in traces(person))] == []
    assert all(trace in after for person in kept for trace in traces(person))


async def test_a_kill_between_deleting_and_scrubbing_is_made_up_for_at_the_next_start(
    tmp_path: Path,
) -> None:
    first = Records.at(tmp_path)
    person = 1_200_000_000_000_000_011
    await first.profiles.keep(person, {"note": "a-value-of-somebody " * 50}, TODAY)
    async with first.store.transaction() as connection:
        await connection.execute(delete(PROFILES))
        await first.store.owe(connection)
    before = stored_bytes(tmp_path)

    second = Records.at(tmp_path)
    await second.store.upgrade()

    after = stored_bytes(tmp_path)
    await first.store.close()
    await second.store.close()
    assert b"a-value-of-somebody" in before
    assert b"a-value-of-somebody" not in after


async def test_work_that_comes_after_the_end_is_refused(tmp_path: Path) -> None:
    records = Records.at(tmp_path)
    await records.store.close()

    with pytest.raises(StoreUnavailable) as caught:
        await records.profiles.of(1, TODAY)

    assert caught.value.details == {"reason": "closed"}
