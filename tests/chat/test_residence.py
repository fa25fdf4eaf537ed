from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.chat import Services
from bot.chat.clock import today
from bot.chat.residence import Residence
from bot.options import Desk
from bot.store import Records, retain
from tests.chat.standins import WORDS

FIRST_SHARD, SECOND_SHARD = 2 << 22, 3 << 22  # 2 and 3 modulo two shards are 0 and 1


def connected(*guilds: int) -> Any:  # noqa: ANN401 -- stands in for a client
    present = [SimpleNamespace(id=guild) for guild in guilds]
    return SimpleNamespace(guilds=present, shard_count=2, shards={0: None})


@pytest.fixture(name="records")
async def _records(tmp_path: Path) -> AsyncIterator[Records]:
    records = Records.at(tmp_path)
    for guild in (FIRST_SHARD, SECOND_SHARD):
        await records.guilds.keep(guild, {"replies": "private"})
    yield records
    await records.store.close()


@pytest.fixture(name="residence")
def _residence(desk: Desk, records: Records) -> Residence:
    return Residence(Services(desk.book, WORDS, records=records))


async def test_a_server_that_left_while_we_were_away_is_marked(
    residence: Residence, records: Records
) -> None:
    await residence.catch_up(connected())

    assert list(await records.guilds.present()) == [SECOND_SHARD]  # another process's
    assert await retain(records.store, today() + timedelta(days=29)) == 0
    assert await retain(records.store, today() + timedelta(days=30)) == 1


async def test_a_server_that_came_back_while_we_were_away_is_kept(
    residence: Residence, records: Records
) -> None:
    await residence.leave(FIRST_SHARD)

    await residence.catch_up(connected(FIRST_SHARD))

    assert set(await records.guilds.present()) == {FIRST_SHARD, SECOND_SHARD}


async def test_a_server_that_chose_so_is_deleted_as_it_leaves(
    residence: Residence, records: Records
) -> None:
    await records.guilds.keep(FIRST_SHARD, {"retention": "0"})

    await residence.leave(FIRST_SHARD)

    assert await records.guilds.settings(FIRST_SHARD) == {}


async def test_a_database_that_is_away_stops_nothing(
    residence: Residence, records: Records
) -> None:
    await records.store.close()

    await residence.join(FIRST_SHARD)
    await residence.leave(FIRST_SHARD)
    await residence.catch_up(connected())
