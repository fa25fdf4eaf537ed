"""What a trader notices when Discord has a bad day: as little as possible."""

import asyncio

import pytest

from bot.playground import Loopback
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENT = {"strategy": "event_driven"}


async def test_a_bot_told_to_wait_waits_and_answers(discord: Loopback) -> None:
    discord.trouble(429)

    reply = await discord.slash("mode", EVENT)

    assert "isolated" in reply.text


async def test_an_answer_lost_on_its_way_is_named_so_that_the_person_asks_again(
    discord: Loopback,
) -> None:
    discord.trouble(None)

    lost = await discord.slash("mode", EVENT)
    again = await discord.slash("mode", EVENT)

    assert lost.ephemeral
    assert "Try again" in lost.text
    assert "isolated" in again.text


async def test_an_answer_that_arrived_though_discord_said_no_is_one_line_in_the_log(
    discord: Loopback, bot: Bot
) -> None:
    failures = bot.log.count("failed")
    discord.trouble(503, after=True)

    reply = await discord.slash("mode", EVENT)
    async with asyncio.timeout(5):
        while "unanswered" not in bot.log:  # noqa: ASYNC110 -- only the log tells of the retry
            await asyncio.sleep(0.05)

    assert "isolated" in reply.text
    assert bot.log.count("failed") == failures
