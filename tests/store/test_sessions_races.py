import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.classroom import Phase, events
from bot.options import classroom
from bot.store import Records
from bot.store.session_rows import found
from tests.classroom.classes import BEGUN, later
from tests.store.lessons import LENGTH, go_on, happen, known, session, vote, votes
from tests.store.pressing import FIRST, OPTIONS, PEOPLE

Opened = Callable[[], Awaitable[Records]]

OVER = classroom.moment(BEGUN) + LENGTH
ROOT = Path(__file__).parents[2]


async def move_on(records: Records) -> int:
    """Do what the clock of a process does, and return how many sessions it has moved."""
    moved = 0
    for each in await records.sessions.due(OVER):
        over = events.TimeIsOver(at=later(LENGTH / 1_000), revision=each.course.revision)
        moved += await happen(records, over, each.session_id) == "Moved"
    return moved


async def test_a_vote_that_races_with_the_end_is_counted_or_known_to_be_late(
    opened: Opened,
) -> None:
    one, other = await opened(), await opened()
    await one.sessions.start(session())
    people = range(FIRST, FIRST + 16)

    said = await asyncio.gather(
        *(vote((one, other)[person % 2], person, person % 4) for person in people[:8]),
        move_on(other),
        *(vote((one, other)[person % 2], person, person % 4) for person in people[8:]),
    )

    moved = said.pop(8)
    told = dict(zip(people, said, strict=True))
    assert moved == 1
    assert set(told.values()) <= {"Joined Kept", "late"}
    assert await votes(one) == {
        person: person % 4 for person, word in told.items() if word == "Joined Kept"
    }
    assert (await known(one)).session.seats == said.count("Joined Kept")


async def test_a_vote_after_the_end_is_late_for_every_process(opened: Opened) -> None:
    one, other = await opened(), await opened()
    await one.sessions.start(session())
    await vote(one, FIRST, 2)

    assert await move_on(other) == 1

    assert await vote(one, FIRST, 3) == "late"
    assert await votes(other) == {FIRST: 2}


async def test_a_deadline_is_met_once_by_however_many_processes(opened: Opened) -> None:
    processes = [await opened() for _ in range(3)]
    sessions = [session(number) for number in range(1, 7)]
    for each in sessions:
        await processes[0].sessions.start(each)

    moved = await asyncio.gather(*(move_on(process) for process in processes * 2))

    assert sum(moved) == len(sessions)
    for each in sessions:
        course = (await known(processes[0], each.session_id)).session.course
        assert (course.step, course.revision) == (each.course.step + 1, each.course.revision + 1)


async def test_a_host_and_the_clock_at_once_never_skip_a_step_through_an_old_deadline(
    opened: Opened,
) -> None:
    one, other = await opened(), await opened()
    before = session(phase=Phase.QUIZ)  # followed by a step with a deadline of its own
    await one.sessions.start(before)
    over = events.TimeIsOver(at=later(120), revision=before.course.revision)

    said = await asyncio.gather(go_on(one, 120), *(happen(other, over) for _ in range(3)))

    steps = (await known(one)).session.course.step - before.course.step
    assert steps == list(said).count("Moved")
    assert steps in {1, 2}  # the host alone, or the clock and then the host


async def test_a_session_is_due_also_while_somebody_presses_in_it(
    postgres: str, tmp_path: Path
) -> None:
    one, other = Records.at(tmp_path, postgres), Records.at(tmp_path, postgres)
    number = OVER  # the database is shared with other tests, this session is not
    assert await one.sessions.start(session(number))

    async with one.store.transaction() as connection:
        assert await found(connection, number, [1], locked=True)
        due = [each.session_id for each in await other.sessions.due(OVER)]

    for records in (one, other):
        await records.store.close()
    assert number in due


async def test_two_who_join_at_once_have_different_seats(opened: Opened) -> None:
    stores = [await opened(), await opened()]
    await stores[0].sessions.start(session(phase=Phase.LOBBY))
    joins = [events.Join(at=later(1), person=FIRST + number, name="") for number in range(12)]

    await asyncio.gather(*(happen(stores[each.person % 2], each) for each in joins + joins))

    members = (await known(stores[0])).members
    assert [member.seat for member in members] == list(range(12))


@pytest.mark.parametrize("presses", [1, 8, 30])
async def test_a_kill_loses_no_acknowledged_answer(opened: Opened, url: str, presses: int) -> None:
    before = await opened()
    await before.sessions.start(session())
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.store.pressing", url),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout

    lines = [await process.stdout.readline() for _ in range(presses)]
    process.kill()
    lines += (await process.stdout.read()).splitlines()
    await process.wait()

    acknowledged = [int(line) for line in lines]
    after = await opened()
    kept = await votes(after)
    following = len(acknowledged)
    assert acknowledged == list(range(following))
    assert kept in (expected(following), expected(following + 1))
    assert await vote(after, FIRST, 3) in {"Kept", "Joined Kept"}
    assert len(acknowledged) >= presses


def expected(presses: int) -> dict[int, int]:
    """What each person voted last in so many presses."""
    return {FIRST + number % PEOPLE: number % OPTIONS for number in range(presses)}
