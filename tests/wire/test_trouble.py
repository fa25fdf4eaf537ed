"""What a trader notices when Discord has a bad day: as little as possible."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import pytest

from bot.playground import Loopback
from bot.playground.reply import NoAnswer, Reply
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENT = {"strategy": "event_driven"}
SOON = 1.0
TYPED = "74747.5"
POSITION = {
    "mode": "isolated",
    "symbol": "btc",
    "side": "long",
    "quantity": "0.5",
    "entry": TYPED,
    "wallet": "3250",
}
CALL = f"LONG BTCUSDT entry {TYPED} SL 63000 leverage 20x"
LONG = {"Symbol": "btc", "Entry price": TYPED, "Stop price": "63000", "Balance": "1000",
        "Risk": "1%"}  # fmt: skip


async def command(discord: Loopback) -> Callable[[], Awaitable[Reply]]:
    return lambda: discord.slash("liquidation", POSITION, timeout=SOON)


async def button(discord: Loopback) -> Callable[[], Awaitable[Reply]]:
    reply = await discord.slash("liquidation", POSITION)
    return lambda: reply.press("Why", timeout=SOON)


async def form(discord: Loopback) -> Callable[[], Awaitable[Reply]]:
    opened = await (await discord.slash("mode", EVENT)).press("Size it")
    return lambda: opened.submit(LONG, timeout=SOON)


async def menu(discord: Loopback) -> Callable[[], Awaitable[Reply]]:
    posted = discord.say(CALL)
    return lambda: discord.menu("Check this trade call", posted, timeout=SOON)


WAYS: Final = (command, button, form, menu)
FAULTS: Final = {
    "told to wait": (429, False, 1),
    "a server error": (502, False, 1),
    "two server errors": (503, False, 2),
    "a dropped connection": (None, False, 1),
    "an error after the work": (500, True, 1),
    "a token that is over": (404, False, 1),
    "a second acknowledgement": (400, True, 1),
}


async def quiet(bot: Bot) -> str:
    """Return the log once nothing more is written to it."""
    before = ""
    while before != (now := bot.log):
        before = now
        await asyncio.sleep(0.2)
    return now


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("way", WAYS)
async def test_whatever_discord_does_the_log_says_it_once_and_the_next_question_is_answered(
    discord: Loopback,
    bot: Bot,
    way: Callable[[Loopback], Awaitable[Callable[[], Awaitable[Reply]]]],
    fault: str,
) -> None:
    ask = await way(discord)
    status, after, times = FAULTS[fault]
    before = await quiet(bot)
    discord.trouble(status, after=after, times=times)
    with suppress(NoAnswer):
        await ask()
    async with asyncio.timeout(9):
        while "interaction" not in bot.log.removeprefix(before):  # noqa: ASYNC110 -- only the log tells of the end
            await asyncio.sleep(0.05)
    discord.untroubled()

    again = await ask()

    said = bot.log.removeprefix(before)
    assert again.text
    assert said.count("[error") + said.count("[warning") <= 1
    assert TYPED not in said
    assert "Traceback" not in said


async def test_nothing_is_suggested_while_discord_fails_and_later_it_is(
    discord: Loopback, bot: Bot
) -> None:
    before = bot.log
    discord.trouble(None)

    failed = await discord.autocomplete("liquidation", "symbol", "btc")
    found = await discord.autocomplete("liquidation", "symbol", "btc")

    assert failed == []
    assert found[0]["value"] == "BTCUSDT"
    assert "Traceback" not in bot.log.removeprefix(before)


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
