"""What is answered while the database is not there."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.playground import Loopback
from tests.wire.process import Bot

AWAY = "cannot be read or changed at the moment"


@pytest.fixture(name="bot")
async def _bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with Loopback() as discord:
        bot = Bot(discord, tmp_path)
        yield bot
        await bot.end()


@pytest.fixture(name="discord")
def _discord(bot: Bot) -> Loopback:
    return bot.discord


async def test_a_locked_database_delays_what_is_stored_and_nothing_else(
    bot: Bot, discord: Loopback, tmp_path: Path
) -> None:
    await bot.start()
    await discord.slash("me set", {"monitoring": "daily"})
    with closing(sqlite3.connect(tmp_path / "data/isocross.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await discord.slash("me set", {"trait": "alerts", "value": "both"})
        answered = await discord.slash("mode", {"market": "usdm"})
        other.execute("ROLLBACK")

    kept = await discord.slash("me set", {"trait": "alerts", "value": "both"})

    assert AWAY in refused.text
    assert refused.ephemeral
    assert "margin" in answered.text
    assert "2 answers" in (await discord.slash("me show")).text
    assert "**Kept**" in kept.text
    assert "SQLITE_BUSY" in bot.log
    assert "Traceback" not in bot.log


async def test_a_server_that_is_away_from_the_start_keeps_nobody_from_asking(
    bot: Bot, discord: Loopback, unused_tcp_port: int
) -> None:
    address = f"postgresql://ann:a-secret@127.0.0.1:{unused_tcp_port}/none"
    bot.settings["ISOCROSS_DATABASE"] = address
    await bot.start()

    answered = await discord.slash("mode", {"market": "usdm"})
    refused = await discord.slash("me show")
    setup = await discord.slash("setup set", {"replies": "private"})

    assert "margin" in answered.text
    assert "profile cannot be read" in answered.text
    for reply in (refused, setup):
        assert AWAY in reply.text
        assert reply.ephemeral
    assert "ConnectionRefusedError" in bot.log
    assert "a-secret" not in bot.log


async def test_more_than_ten_questions_in_a_minute_are_refused_with_the_time_to_wait(
    bot: Bot, discord: Loopback
) -> None:
    bot.settings["ISOCROSS_PACE"] = "10"
    await bot.start()
    asked = [await discord.slash("mode") for _ in range(6)]
    learned = [await discord.slash("learn", {"topic": "cross"}) for _ in range(4)]
    ben = discord.person("Ben")

    refused = await discord.slash("mode")
    uncounted = [
        await asked[0].press("Why"),
        await discord.slash("me show"),
        await discord.slash("setup show"),
        await discord.slash("help"),
        await discord.slash("mode", person=ben),
    ]

    assert all("margin" in reply.text for reply in (*asked, *learned))
    assert "more than 10 questions in a minute" in refused.text
    assert "<t:" in refused.text
    assert refused.ephemeral
    assert not [reply for reply in uncounted if "questions in a minute" in reply.text]


async def test_a_process_that_is_told_to_stop_waits_for_no_database(
    bot: Bot, discord: Loopback
) -> None:
    await bot.start()
    await discord.slash("me set", {"monitoring": "daily"})
    asking = [asyncio.create_task(discord.slash("me show")) for _ in range(3)]

    assert await bot.end() == 0

    await asyncio.gather(*asking, return_exceptions=True)
    assert "Traceback" not in bot.log
