from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.classroom import events
from bot.store import Records, held, retain
from bot.store.tables import METADATA
from tests.classroom.classes import VOTE, later, sureness
from tests.store.lessons import AWAY, HOME, go_on, happen, known, session, vote, votes
from tests.store.test_deletion import stored_bytes, traces

Going = Callable[[Records, Sequence[int]], Awaitable[None]]

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
ANN, BEN, EVE = (1_200_000_000_000_000_011 + number for number in range(3))
TOTALS = '{"people": 2}'


async def everything(records: Records) -> dict[str, list[tuple[object, ...]]]:
    async with records.store.transaction() as connection:
        return {
            name: sorted(tuple(row) for row in await connection.execute(select(table)))
            for name, table in METADATA.tables.items()
            if name.startswith("session")
        }


async def class_of_two(records: Records, number: int = 1, **fields: Any) -> None:  # noqa: ANN401 -- the fields of a session
    assert await records.sessions.start(session(number, **fields))
    await happen(records, events.Join(at=later(1), person=ANN, name="Ann of somewhere"), number)
    for person in (ANN, BEN):
        await vote(records, person, number=number)
        await happen(records, sureness(person, VOTE, 3), number)


async def end(records: Records, delete_on: date, number: int = 1) -> None:
    await happen(records, events.End(at=later(9), by_host=True), number)
    fields = held.Changes(fields={"delete_on": delete_on, "totals": TOTALS})
    await records.sessions.change(number, lambda _: (None, fields), 0)


async def test_people_and_answers_go_on_their_day_and_totals_stay(records: Records) -> None:
    await class_of_two(records, host_id=EVE)
    await end(records, TODAY)

    early = await retain(records.store, TODAY - DAY)
    before = await votes(records)
    on_the_day, again = [await retain(records.store, TODAY) for _ in range(2)]

    found = await known(records)
    assert (early, before) == (0, {ANN: 1, BEN: 1})
    assert (on_the_day, again) == (3, 0)  # two people and their session
    assert (found.members, found.answers) == ([], [])
    assert (found.session.totals, found.session.delete_on) == (TOTALS, None)
    assert EVE not in {value for row in (await everything(records))["sessions"] for value in row}


async def test_a_class_that_is_kept_longer_or_goes_on_loses_nobody(records: Records) -> None:
    for number in (1, 2, 3):
        await class_of_two(records, number)
    await end(records, TODAY, 1)
    await end(records, TODAY + DAY, 2)

    await retain(records.store, TODAY)

    assert [len(await votes(records, number)) for number in (1, 2, 3)] == [0, 2, 2]


async def test_a_session_that_nobody_ended_ends_on_the_day_on_which_its_people_go(
    records: Records,
) -> None:
    await class_of_two(records, delete_on=TODAY)

    await retain(records.store, TODAY)

    found = await known(records)
    assert (found.session.course.ended, found.session.course.deadline) == (True, None)
    assert found.members == []
    assert list(await records.sessions.going_on()) == []
    assert await vote(records, ANN) == "ended"


async def test_a_server_that_is_reset_or_gone_takes_its_sessions_along_and_no_others(
    records: Records,
) -> None:
    for number, guild in ((1, HOME), (2, AWAY), (3, AWAY + 1)):
        await class_of_two(records, number, guild_id=guild)
    await records.guilds.leave(AWAY, TODAY)

    await records.guilds.delete(HOME)
    await retain(records.store, TODAY)

    rows = await everything(records)
    assert {name: {row[0] for row in found} for name, found in rows.items()} == {
        "sessions": {3},
        "session_members": {3},
        "session_answers": {3},
    }
    assert await vote(records, ANN, number=1) == "none"


async def test_a_session_keeps_its_server_known_so_that_it_can_be_left(records: Records) -> None:
    await class_of_two(records)

    assert list(await records.guilds.present()) == [HOME]


async def test_forgetting_leaves_no_trace_of_the_person_and_all_rows_of_others(
    records: Records,
) -> None:
    await class_of_two(records, 1, host_id=ANN)
    await class_of_two(records, 2, host_id=BEN)
    await class_of_two(records, 3, host_id=EVE)
    await end(records, TODAY, 3)
    before = await everything(records)

    await records.sessions.forget(ANN)

    after = await everything(records)
    assert any(ANN in row for rows in before.values() for row in rows)
    assert not any(ANN in row for rows in after.values() for row in rows)
    others = {name: [row for row in rows if ANN not in row] for name, rows in before.items()}
    assert {name: after[name] for name in ("session_members", "session_answers")} == {
        name: others[name] for name in ("session_members", "session_answers")
    }
    assert [row for row in after["sessions"] if row[0] != 1] == others["sessions"]
    assert (await known(records, 3)).session.totals == TOTALS


async def test_somebody_forgotten_while_a_session_goes_on_may_join_it_anew(
    records: Records,
) -> None:
    await class_of_two(records)

    await records.sessions.forget(ANN)

    assert await happen(records, sureness(ANN, VOTE, 2)) == "not_now"
    assert await vote(records, ANN, 3) == "Joined Kept"
    assert await votes(records) == {ANN: 3, BEN: 1}
    assert await go_on(records) == "Moved"


async def test_all_that_is_stored_of_somebody_in_a_session_can_be_shown_to_them() -> None:
    stored = {
        column.name
        for table in METADATA.tables.values()
        if {"session_id", "person_id"} <= set(table.c.keys())
        for column in table.c
    }

    assert stored == {"session_id", *held.Member._fields, *held.Answer._fields}


async def forgotten(records: Records, people: Sequence[int]) -> None:
    for person in people:
        await records.sessions.forget(person)


async def leaving(records: Records, people: Sequence[int]) -> None:
    for person in people:
        await happen(records, events.Leave(at=later(2), person=person, name=""), 1)
    await records.store.scrub()


async def kept_long_enough(records: Records, people: Sequence[int]) -> None:
    assert people
    await end(records, TODAY, 1)
    await retain(records.store, TODAY)


async def reset(records: Records, people: Sequence[int]) -> None:
    assert people
    await records.guilds.delete(HOME)


@pytest.mark.parametrize("go", [forgotten, leaving, kept_long_enough, reset])
async def test_nothing_of_who_is_gone_is_left_in_any_file(go: Going, tmp_path: Path) -> None:
    records = Records.at(tmp_path)
    chance = Random(12)  # noqa: S311 -- a repeatable crowd, no secret
    people = [chance.randrange(10**17, 10**18) for _ in range(60)]
    gone, stay = people[:30], people[30:]
    await records.sessions.start(session(1))
    await records.sessions.start(session(2, guild_id=AWAY))
    for person in people:
        number = 1 if person in gone else 2
        name = f"{person} in a class"
        await happen(records, events.Join(at=later(1), person=person, name=name), number)
        await vote(records, person, number=number)
    before = stored_bytes(tmp_path)

    await go(records, gone)

    after = stored_bytes(tmp_path)
    await records.store.close()
    assert all(trace in before for person in people for trace in traces(person))
    assert [person for person in gone if any(trace in after for trace in traces(person))] == []
    assert all(trace in after for person in stay for trace in traces(person))
