"""How the process starts, stays connected and ends."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import Loopback
from tests.wire.process import STARTING_TIME, Bot, launch

SECRET = {
    "mode": "isolated",
    "symbol": "DOGEUSDT",
    "side": "long",
    "quantity": "98765.4321",
    "entry": "0.12345678",
    "wallet": "54321.098",
}


@pytest.fixture(name="bot")
async def _bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with Loopback() as discord:
        bot = Bot(discord, tmp_path)
        await bot.start()
        yield bot
        await bot.end()


@pytest.fixture(name="discord")
def _discord(bot: Bot) -> Loopback:
    return bot.discord


def registrations(discord: Loopback) -> int:
    return sum(request.method == "PUT" for request in discord.requests)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_process_cleanly(
    discord: Loopback, bot: Bot, stop: signal.Signals
) -> None:
    code = await bot.end(stop)

    assert code == 0
    assert not discord.is_ready
    assert "Traceback" not in bot.log


async def test_pictures_that_wait_for_their_turn_do_not_hold_up_the_end(
    discord: Loopback, bot: Bot
) -> None:
    compared = [
        {"wallet": str(6_500 + number), "positions": "long BTCUSDT 0.5@65000 x10"}
        for number in range(100)
    ]
    asking = [asyncio.create_task(discord.slash("compare", each)) for each in compared]
    await asyncio.wait(asking, return_when=asyncio.FIRST_COMPLETED)
    unanswered = [answer for answer in asking if not answer.done()]

    code = await bot.end()

    assert code == 0
    assert unanswered
    assert "failed" not in bot.log
    assert "Traceback" not in bot.log
    for answer in unanswered:
        answer.cancel()
    await asyncio.gather(*unanswered, return_exceptions=True)


async def test_a_second_start_registers_nothing_again(discord: Loopback, bot: Bot) -> None:
    await bot.end()
    await bot.start()

    assert registrations(discord) == 1
    assert (await discord.slash("mode")).ephemeral


async def test_a_cut_connection_is_resumed(discord: Loopback) -> None:
    await discord.cut()
    await discord.ready()

    assert (await discord.slash("mode")).ephemeral
    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)
    assert registrations(discord) == 1


async def test_the_log_tells_what_was_asked_for_but_no_value_of_it(
    discord: Loopback, bot: Bot
) -> None:
    reply = await discord.slash("liquidation", SECRET)
    await reply.press("Why")
    await discord.slash("liquidation", {**SECRET, "entry": "0.87654321x"})
    await bot.end()

    assert "liquidation/why" in bot.log
    assert "not_a_number" in bot.log
    assert bot.log.count("milliseconds") == 3
    for value in ("DOGE", "98765.4321", "12345678", "54321.098", "87654321", discord.token):
        assert value not in bot.log


async def test_a_token_that_discord_does_not_know_is_one_line_and_exit_code_2(
    tmp_path: Path,
) -> None:
    token = "MTA.wrong.token"  # noqa: S105 -- unknown to everybody

    async with Loopback() as discord:
        port = str(discord.port)
        code, log = await run(tmp_path, DISCORD_TOKEN=token, ISOCROSS_LOOPBACK=port)

    assert code == 2
    assert "DISCORD_TOKEN" in log.splitlines()[-1]
    assert "Traceback" not in log
    assert token not in log


async def test_a_discord_that_is_not_there_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    async with Loopback() as discord:
        port = str(discord.port)

    unused = "any"
    code, log = await run(tmp_path, DISCORD_TOKEN=unused, ISOCROSS_LOOPBACK=port)

    assert code == 2
    assert "Discord cannot be reached" in log.splitlines()[-1]
    assert "Traceback" not in log


async def test_a_data_folder_that_cannot_be_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    async with Loopback() as discord:
        port = str(discord.port)
        code, log = await run(
            tmp_path,
            DISCORD_TOKEN=discord.token,
            ISOCROSS_LOOPBACK=port,
            ISOCROSS_DATA=str(tmp_path / "log"),
        )

    assert code == 2
    assert f"ISOCROSS_DATA is {tmp_path / 'log'}" in log.splitlines()[-1]
    assert "Traceback" not in log


async def test_without_a_token_one_line_names_the_playground(tmp_path: Path) -> None:
    code, log = await run(tmp_path)

    assert code == 2
    assert len(log.splitlines()) == 1
    assert "isocross play" in log


async def run(folder: Path, **settings: str) -> tuple[int, str]:
    process = await launch(folder, {"ISOCROSS_DATA": str(folder / "data"), **settings})
    async with asyncio.timeout(STARTING_TIME):
        code = await process.wait()
    return code, (folder / "log").read_text()
