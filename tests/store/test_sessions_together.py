import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from random import Random

import pytest

from bot.classroom import events
from bot.classroom.events import Event
from bot.errors import StoreUnavailable
from bot.store import Records, held
from tests.classroom.classes import ANN, BEN, EVE, VOTE, choice, later, sureness
from tests.store.lessons import go_on, happen, known, session, vote, votes

Opened = Callable[[], Awaitable[Records]]

CLASS = range(1_000, 1_400)


def crowd(chance: Random) -> list[Event]:
    """What a few people do in quick succession: join, vote, change their minds, leave."""
    made: list[Event] = []
    for _ in range(150):
        person = chance.choice([ANN, BEN, EVE, 14, 15])
        seen = later(chance.randrange(1, 40))
        made.append(
            chance.choice(
                [
                    events.Join(at=seen, person=person, name="name"),
                    events.Leave(at=seen, person=person, name=""),
                    choice(person, VOTE, chance.randrange(5), chance.randrange(1, 50)),
                    sureness(person, VOTE, chance.randrange(5), chance.randrange(1, 50)),
                    events.Extend(at=seen, by_host=True, by=later(9) - later(8)),
                ]
            )
        )
    return made


async def test_a_class_that_votes_at_one_instant_is_counted_whole(opened: Opened) -> None:
    one, other = await opened(), await opened()
    await one.sessions.start(session())

    said = await asyncio.gather(*(vote((one, other)[each % 2], each, each % 4) for each in CLASS))

    assert set(said) == {"Joined Kept"}
    assert await votes(one) == {person: person % 4 for person in CLASS}
    found = await known(one)
    assert [member.seat for member in found.members] == list(range(len(CLASS)))
    assert found.session.seats == len(CLASS)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_comes_at_once_is_what_comes_one_after_the_other(
    records: Records, seed: int
) -> None:
    happened = crowd(Random(seed))  # noqa: S311 -- a repeatable crowd, no secret
    for number in (1, 2):
        await records.sessions.start(session(number))

    at_once = await asyncio.gather(*(happen(records, each, 1) for each in happened))
    one_by_one = [await happen(records, each, 2) for each in happened]

    first, second = await known(records, 1), await known(records, 2)
    assert list(at_once) == one_by_one
    assert {"Joined", "Left", "Kept", "Joined Kept", "Moved"} <= set(one_by_one)
    assert (first.members, sorted(first.answers, key=str)) == (
        second.members,
        sorted(second.answers, key=str),
    )
    assert first.session == replace(
        second.session, session_id=1, channel_id=first.session.channel_id
    )


async def test_what_is_decided_wrongly_fails_alone(records: Records) -> None:
    await records.sessions.start(session())

    def broken(_: held.Found) -> tuple[None, held.Changes]:
        raise LookupError

    said = await asyncio.gather(
        vote(records, ANN),
        records.sessions.change(1, broken, BEN),
        vote(records, EVE),
        return_exceptions=True,
    )

    assert [type(each) for each in said] == [str, LookupError, str]
    assert await votes(records) == {ANN: 1, EVE: 1}


async def test_who_no_longer_waits_is_not_decided_about(records: Records) -> None:
    await records.sessions.start(session())
    tasks = [asyncio.create_task(vote(records, person)) for person in (ANN, BEN, EVE)]
    await asyncio.sleep(0)

    tasks[1].cancel()
    said = await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(each) for each in said] == [str, asyncio.CancelledError, str]
    assert await votes(records) == {ANN: 1, EVE: 1}


async def test_where_nothing_can_be_written_everybody_hears_of_it_and_may_try_again(
    records: Records,
) -> None:
    await records.sessions.start(session())

    def unwritable(_: held.Found) -> tuple[None, held.Changes]:
        return None, held.Changes(fields={"lesson": None})  # refused by the tables

    said = await asyncio.gather(
        vote(records, ANN),
        records.sessions.change(1, unwritable, BEN),
        vote(records, EVE),
        return_exceptions=True,
    )

    assert [type(each) for each in said] == [StoreUnavailable] * 3
    assert await votes(records) == {}
    assert await vote(records, ANN) == "Joined Kept"


async def test_a_vote_and_the_host_at_once_are_in_the_order_in_which_they_came(
    records: Records,
) -> None:
    await records.sessions.start(session())

    said = await asyncio.gather(vote(records, ANN), go_on(records), vote(records, BEN))

    assert list(said) == ["Joined Kept", "Moved", "late"]
    assert await votes(records) == {ANN: 1}
