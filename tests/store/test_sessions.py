import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.classroom import events
from bot.options import classroom
from bot.store import Records, held
from bot.store.tables import GUILDS
from tests.classroom.classes import ANN, BEGUN, BEN, VOTE, choice, later, sureness
from tests.store.lessons import (
    AWAY,
    HOME,
    LENGTH,
    ROOM,
    THREAD,
    go_on,
    happen,
    known,
    session,
    vote,
    votes,
)

Opened = Callable[[], Awaitable[Records]]

NOW = classroom.moment(BEGUN)


async def test_a_session_is_kept_as_it_was_started(opened: Opened) -> None:
    one, other = await opened(), await opened()
    made = session(
        anonymous=True,
        bonus=True,
        thread_id=THREAD,
        message_id=THREAD + 1,
        shown=2,
        shown_step=1,
        delete_on=date(2026, 12, 24),
        totals='{"people": 0}',
    )

    assert await one.sessions.start(made)

    assert await other.sessions.named(1) == made
    assert await other.sessions.of(1) == held.Found(made, [], [])


async def test_a_channel_has_one_session_that_goes_on_and_another_after_its_end(
    records: Records,
) -> None:
    assert await records.sessions.start(session(1, channel_id=ROOM))
    assert not await records.sessions.start(session(2, channel_id=ROOM))
    assert await records.sessions.start(session(3, channel_id=ROOM + 1))

    await happen(records, events.End(at=later(1), by_host=True))

    assert await records.sessions.start(session(4, channel_id=ROOM))
    assert {each.session_id for each in await records.sessions.going_on()} == {3, 4}


async def test_a_session_that_is_refused_leaves_nothing_behind(records: Records) -> None:
    await records.sessions.start(session(1, channel_id=ROOM))

    await records.sessions.start(session(2, channel_id=ROOM, guild_id=AWAY))

    assert await records.sessions.named(2) is None
    async with records.store.transaction() as connection:
        assert (await connection.scalars(select(GUILDS.c.guild_id))).all() == [HOME]


async def test_of_hosts_who_start_at_once_one_has_the_channel(opened: Opened) -> None:
    stores = [await opened(), await opened()]

    begun = await asyncio.gather(
        *(
            stores[number % 2].sessions.start(session(number, channel_id=ROOM))
            for number in range(1, 9)
        )
    )

    assert begun.count(True) == 1
    going_on = await stores[0].sessions.going_on()
    assert [each.session_id for each in going_on] == [begun.index(True) + 1]


async def test_a_channel_and_its_thread_show_the_session_that_goes_on_else_the_last(
    records: Records,
) -> None:
    ended = session().course._replace(ended=True)
    await records.sessions.start(session(5, channel_id=ROOM, course=ended))
    await records.sessions.start(session(7, channel_id=ROOM, course=ended, thread_id=THREAD))
    last = await records.sessions.at(ROOM)
    await records.sessions.start(session(6, channel_id=ROOM, thread_id=THREAD + 1))

    active = [await records.sessions.at(place) for place in (ROOM, THREAD + 1, THREAD, 1)]

    assert last
    assert last.session_id == 7
    assert [each and each.session_id for each in active] == [6, 6, 7, None]


async def test_what_the_machine_decides_is_what_the_next_process_finds(opened: Opened) -> None:
    one, other = await opened(), await opened()
    await one.sessions.start(session())

    assert await vote(one, ANN, 2) == "Joined Kept"
    assert await happen(other, sureness(ANN, VOTE, 3)) == "Kept"
    assert await vote(other, BEN, 0, seconds=3.5) == "Joined Kept"
    assert await vote(one, ANN, 1, seconds=4) == "Kept"

    found = await known(other)
    assert found.session.seats == 2
    assert found.members == [held.Member(ANN, 0, ""), held.Member(BEN, 1, "")]
    assert sorted(found.answers) == [
        held.Answer(ANN, VOTE, 1, NOW + 4_000, LENGTH - 4_000, 3),
        held.Answer(BEN, VOTE, 0, NOW + 3_500, LENGTH - 3_500, None),
    ]


async def test_one_person_is_read_without_the_class(records: Records) -> None:
    await records.sessions.start(session())
    await vote(records, ANN, 2)
    await vote(records, BEN, 3)

    found = await records.sessions.of(1, BEN)

    assert found
    assert [row.person_id for row in found.members] == [BEN]
    assert [row.person_id for row in found.answers] == [BEN]


async def test_votes_are_counted_by_option_and_session(records: Records) -> None:
    await records.sessions.start(session(1))
    await records.sessions.start(session(2))
    for person, option in ((11, 0), (12, 3), (13, 3)):
        await vote(records, person, option)
    await vote(records, 14, 1, number=2)
    await happen(records, events.Join(at=later(1), person=15, name="Fay"))

    tally = await records.sessions.tally(1, VOTE)

    assert (tally.members, tally.options, tally.answers) == (4, {0: 1, 3: 2}, 3)
    assert await records.sessions.tally(1, "quiz.0") == held.Tally(4, {})


async def test_who_leaves_takes_their_answers_along_and_their_seat_is_given_to_nobody(
    records: Records,
) -> None:
    await records.sessions.start(session())
    await vote(records, ANN)
    await vote(records, BEN)

    assert await happen(records, events.Leave(at=later(2), person=BEN, name="")) == "Left"
    await vote(records, 13)

    assert await votes(records) == {ANN: 1, 13: 1}
    assert [member.seat for member in (await known(records)).members] == [0, 2]


async def test_what_happens_in_one_session_changes_no_other(records: Records) -> None:
    await records.sessions.start(session(1))
    await records.sessions.start(session(2))
    await vote(records, ANN, 1, number=1)
    await vote(records, ANN, 2, number=2)
    before = await known(records, 2)

    await go_on(records, number=1)
    await happen(records, events.Leave(at=later(3), person=ANN, name=""), 1)

    assert await known(records, 2) == before
    assert await votes(records, 1) == {}


async def test_nothing_is_written_where_deciding_fails(records: Records) -> None:
    await records.sessions.start(session())
    await vote(records, ANN)
    before = await known(records)

    def broken(_: held.Found) -> tuple[None, held.Changes]:
        raise LookupError

    with pytest.raises(LookupError):
        await records.sessions.change(1, broken)

    assert await known(records) == before
    assert await vote(records, BEN) == "Joined Kept"


async def test_nothing_is_decided_about_a_session_that_is_not_there(records: Records) -> None:
    assert await vote(records, ANN, number=99) == "none"
    assert await records.sessions.of(99) is None


async def test_where_a_session_is_shown_is_kept_beside_its_course(records: Records) -> None:
    await records.sessions.start(session())
    fields = {"shown": 4, "shown_step": 3, "message_id": THREAD + 5, "thread_id": THREAD}

    await records.sessions.change(1, lambda _: (None, held.Changes(fields=fields)), 0)

    stored = await records.sessions.named(1)
    assert stored == replace(
        session(), shown=4, shown_step=3, message_id=THREAD + 5, thread_id=THREAD
    )
    assert stored
    assert stored.room == THREAD


async def test_a_session_is_untold_until_its_last_revision_is_shown(records: Records) -> None:
    revision = session().course.revision
    await records.sessions.start(session(shown=revision))
    assert list(await records.sessions.unpublished()) == []

    await go_on(records)
    untold = [each.session_id for each in await records.sessions.unpublished()]
    shown = held.Changes(fields={"shown": revision + 1})
    await records.sessions.change(1, lambda _: (None, shown), 0)

    assert untold == [1]
    assert list(await records.sessions.unpublished()) == []


async def test_a_session_is_due_when_its_deadline_has_come_and_the_soonest_is_known(
    records: Records,
) -> None:
    assert await records.sessions.next_deadline() is None
    await records.sessions.start(session(1))
    await records.sessions.start(session(2))
    await happen(records, events.Extend(at=later(0), by_host=True, by=later(30) - BEGUN), 2)

    async def due(after: int) -> list[int]:
        return sorted(each.session_id for each in await records.sessions.due(NOW + after))

    assert [await due(after) for after in (LENGTH - 1, LENGTH, LENGTH + 30_000)] == [
        [],
        [1],
        [1, 2],
    ]
    assert await records.sessions.next_deadline() == NOW + LENGTH
    await happen(records, events.Pause(at=later(5), by_host=True), 1)
    assert await records.sessions.next_deadline() == NOW + LENGTH + 30_000
    assert await due(LENGTH + 30_000) == [2]


async def test_a_person_finds_the_sessions_they_took_part_in_and_nobody_else(
    records: Records,
) -> None:
    for number in (1, 2, 3):
        await records.sessions.start(session(number))
        await vote(records, BEN, number=number)
    await vote(records, ANN, 2, number=3)
    await happen(records, events.Join(at=later(1), person=ANN, name="Ann"), 1)

    theirs = await records.sessions.taken_part(ANN)

    assert [found.session.session_id for found in theirs] == [1, 3]
    assert [[row.person_id for row in found.members] for found in theirs] == [[ANN], [ANN]]
    assert [[row.option for row in found.answers] for found in theirs] == [[], [2]]


async def test_an_answer_about_something_else_is_refused_and_not_kept(records: Records) -> None:
    await records.sessions.start(session())

    assert await happen(records, choice(ANN, "quiz.0", 1)) == "not_now"
    assert (await known(records)).members == []
