"""A class when things go wrong: another database, a kill, two processes, a Discord that fails."""

import asyncio
import csv
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from bot.playground import Loopback
from bot.playground.reply import Reply
from bot.playground.world import Channel
from tests.wire.process import Bot

LESSON = {"lesson": "cross-and-isolated"}
CLASS = 30


async def seen(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not happened():  # noqa: ASYNC110 -- what the bot does tells nobody here
            await asyncio.sleep(0.02)


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[Loopback]:
    async with Loopback(history=2_000) as discord:
        yield discord


@pytest.fixture(name="bot")
async def _bot(discord: Loopback, tmp_path: Path) -> AsyncIterator[Bot]:
    bot = Bot(discord, tmp_path)
    await bot.start()
    yield bot
    await bot.end()


@pytest.fixture(name="kept")
async def _kept(discord: Loopback, url: str, tmp_path: Path) -> AsyncIterator[Bot]:
    bot = Bot(discord, tmp_path, ISOCROSS_DATABASE=url)
    await bot.start()
    yield bot
    await bot.end()


def newest(discord: Loopback, thread: Channel) -> Reply:
    public = [said for said in discord.messages(thread, discord.person()) if not said.ephemeral]
    return public[-1]


async def begin(discord: Loopback) -> tuple[Reply, Channel]:
    lobby = await discord.slash("session start", LESSON, channel=discord.channel("lessons"))
    await seen(lambda: lobby.followups)
    return lobby, discord.world.threads[-1]


def grown(discord: Loopback, thread: Channel, before: int) -> bool:
    return len(discord.messages(thread, discord.person("Ben"))) > before


async def until(discord: Loopback, thread: Channel, button: str) -> Reply:
    for _ in range(30):
        steps = len(discord.messages(thread, discord.person("Ben")))
        await discord.slash("session next", {}, channel=thread)
        await seen(partial(grown, discord, thread, steps))
        if button in (shown := newest(discord, thread)).buttons:
            return shown
    raise AssertionError(button)


async def votes(discord: Loopback, thread: Channel) -> list[str]:
    file = await discord.slash("session results", {"format": "csv"}, channel=thread)
    (content,) = file.files.values()
    return [row["vote_1"] for row in csv.DictReader(content.decode().splitlines())]


async def test_every_acknowledged_vote_is_there_after_a_kill_in_the_middle_of_a_burst(
    discord: Loopback, kept: Bot
) -> None:
    people = discord.world.seat(CLASS)
    _, thread = await begin(discord)
    vote = await until(discord, thread, "It depends")
    pressing = [asyncio.create_task(vote.press("Mixed", person=who, timeout=2)) for who in people]
    await asyncio.sleep(0.05)
    await kept.kill()
    replies = await asyncio.gather(*pressing, return_exceptions=True)
    acknowledged = [each for each in replies if isinstance(each, Reply) and "Kept" in each.text]

    await kept.start()
    after = await vote.press("Cross", person=people[0])
    await discord.slash("session end", {}, channel=thread)
    found = await votes(discord, thread)

    assert "Kept: **Cross**" in after.text
    assert found.count("mixed") >= len(acknowledged) - 1
    assert "cross" in found


async def test_a_deadline_that_passes_while_nobody_runs_is_met_at_the_start(
    discord: Loopback, bot: Bot
) -> None:
    lobby, thread = await begin(discord)
    await discord.slash("session extend", {"seconds": "-600"}, channel=thread)
    await bot.kill()
    await asyncio.sleep(5.5)

    await bot.start()
    await seen(lambda: discord.messages(thread, discord.person("Ben")))

    assert "three questions" in newest(discord, thread).text
    assert not lobby.buttons


async def test_two_processes_move_and_tell_a_step_once(
    discord: Loopback, kept: Bot, url: str, tmp_path: Path
) -> None:
    _, thread = await begin(discord)
    other = tmp_path / "other"
    other.mkdir()
    second = Bot(discord, other, ISOCROSS_DATABASE=url)
    await second.start()
    try:
        await discord.slash("session extend", {"seconds": "-600"}, channel=thread)
        await seen(lambda: discord.messages(thread, discord.person("Ben")))
        await asyncio.sleep(1.5)
    finally:
        await second.end()

    public = [m for m in discord.messages(thread, discord.person("Ben")) if not m.ephemeral]
    assert len(public) == 1
    assert "three questions" in public[0].text
    assert kept.log.count("failed") == 0


@pytest.mark.parametrize("status", [429, 503, None])
async def test_a_step_that_discord_did_not_take_is_told_again(
    discord: Loopback, bot: Bot, status: int | None
) -> None:
    _, thread = await begin(discord)
    discord.trouble(status, path=f"/channels/{thread.id}/messages")

    await discord.slash("session next", {}, channel=thread)
    await seen(lambda: discord.messages(thread, discord.person("Ben")))

    assert "three questions" in newest(discord, thread).text
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("status", [403, 404])
async def test_a_session_whose_thread_is_closed_to_us_ends_and_frees_its_channel(
    discord: Loopback, bot: Bot, status: int
) -> None:
    _, thread = await begin(discord)
    discord.trouble(status, path=f"/channels/{thread.id}/messages")
    await discord.slash("session next", {}, channel=thread)
    await seen(lambda: "session lost" in bot.log)

    again = await discord.slash("session start", LESSON, channel=discord.channel("lessons"))

    assert "Group lesson" in again.text
    assert bot.log.count("session lost") == 1
