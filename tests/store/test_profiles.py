import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from sqlalchemy import select

from bot.store import Records, retain
from bot.store.tables import METADATA, PROFILES
from tests.store.lessons import session, vote

Opened = Callable[[], Awaitable[Records]]

TODAY = date(2026, 11, 22)
ANN, BEN = 1_200_000_000_000_000_011, 1_200_000_000_000_000_012
CAREFUL = {"experience": "beginner", "monitoring": "daily"}
PERSONAL = [table for table in METADATA.tables.values() if "person_id" in table.c]
OF_A_PROFILE = [table for table in PERSONAL if "session_id" not in table.c]


async def test_nothing_is_stored_about_somebody_who_asked_for_nothing(records: Records) -> None:
    profile = await records.profiles.of(ANN, TODAY)

    assert dict(profile.traits) == {}
    assert profile.last_used is None


async def test_what_is_kept_is_there_for_its_person_alone(records: Records) -> None:
    await records.profiles.keep(ANN, CAREFUL, TODAY)

    assert (await records.profiles.of(ANN, TODAY)).traits == CAREFUL
    assert not (await records.profiles.of(BEN, TODAY)).traits


async def test_another_process_reads_it_at_once(opened: Opened) -> None:
    one, other = await opened(), await opened()

    await one.profiles.keep(ANN, CAREFUL, TODAY)

    assert (await other.profiles.of(ANN, TODAY)).traits == CAREFUL


async def test_a_trait_kept_again_is_changed_and_the_others_stay(records: Records) -> None:
    await records.profiles.keep(ANN, CAREFUL, TODAY)
    await records.profiles.keep(ANN, {"monitoring": "continuous"}, TODAY)

    kept = await records.profiles.of(ANN, TODAY)
    assert kept.traits == {"experience": "beginner", "monitoring": "continuous"}


async def test_two_processes_that_keep_different_traits_lose_neither(opened: Opened) -> None:
    one, other = await opened(), await opened()

    await asyncio.gather(
        *(one.profiles.keep(ANN, {f"a{number}": "yes"}, TODAY) for number in range(10)),
        *(other.profiles.keep(ANN, {f"b{number}": "yes"}, TODAY) for number in range(10)),
    )

    assert len((await one.profiles.of(ANN, TODAY)).traits) == 20


async def test_a_change_is_seen_by_the_next_answer_of_the_same_process(records: Records) -> None:
    await records.profiles.keep(ANN, CAREFUL, TODAY)
    assert (await records.profiles.lately(ANN, TODAY)).traits == CAREFUL

    await records.profiles.keep(ANN, {"monitoring": "continuous"}, TODAY)
    changed = await records.profiles.lately(ANN, TODAY)
    await records.profiles.delete(ANN)
    deleted = await records.profiles.lately(ANN, TODAY)

    assert changed.traits["monitoring"] == "continuous"
    assert not deleted.traits


async def test_the_day_of_the_last_use_moves_with_every_use(records: Records) -> None:
    await records.profiles.keep(ANN, CAREFUL, TODAY)

    later = await records.profiles.of(ANN, TODAY + timedelta(days=40))
    earlier = await records.profiles.of(ANN, TODAY)

    assert later.last_used == TODAY + timedelta(days=40)
    assert earlier.last_used == TODAY + timedelta(days=40)


async def test_deleting_leaves_no_row_of_the_person_and_all_rows_of_others(
    records: Records,
) -> None:
    await records.profiles.keep(ANN, CAREFUL, TODAY)
    await records.profiles.keep(BEN, CAREFUL, TODAY)

    await records.profiles.delete(ANN)

    async with records.store.transaction() as connection:
        rows = [row for table in OF_A_PROFILE for row in await connection.execute(select(table))]
    assert len(OF_A_PROFILE) == 2
    assert {row.person_id for row in rows} == {BEN}


async def test_who_deletes_their_profile_and_what_they_did_in_classes_is_nowhere(
    records: Records,
) -> None:
    await records.sessions.start(session(host_id=ANN))
    for person in (ANN, BEN):
        await records.profiles.keep(person, CAREFUL, TODAY)
        await vote(records, person)

    await records.profiles.delete(ANN)
    await records.sessions.forget(ANN)

    async with records.store.transaction() as connection:
        rows = {
            name: (await connection.execute(select(table))).all()
            for name, table in METADATA.tables.items()
        }
    assert not any(ANN in row for found in rows.values() for row in found)
    assert {name for name, found in rows.items() if any(BEN in row for row in found)} == {
        table.name for table in PERSONAL
    }


async def test_the_profile_holds_every_column_that_is_stored_about_a_person() -> None:
    stored = {column.name for table in OF_A_PROFILE for column in table.c}

    assert stored == {"person_id", "last_used", "trait", "value"}


async def test_a_profile_that_nothing_used_for_a_year_is_deleted(records: Records) -> None:
    await records.profiles.keep(ANN, CAREFUL, TODAY - timedelta(days=366))
    await records.profiles.keep(BEN, CAREFUL, TODAY - timedelta(days=365))

    first, second = await retain(records.store, TODAY), await retain(records.store, TODAY)

    async with records.store.transaction() as connection:
        left = (await connection.scalars(select(PROFILES.c.person_id))).all()
    assert (first, second) == (1, 0)
    assert left == [BEN]
