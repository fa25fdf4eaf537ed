"""Pictures as a trader gets them, from a bot that draws in a process of its own."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.playground import Loopback
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURES = Path(__file__).parents[1] / "pictures"
PATIENCE = 20.0
COMPARE = {
    "wallet": "6500",
    "positions": "long BTCUSDT 0.5@65000 x10; long ETHUSDT 5@3400 x10",
}
LIQUIDATION = {
    "mode": "isolated",
    "symbol": "BTCUSDT",
    "side": "long",
    "quantity": "0.5",
    "entry": "65000",
    "mark": "64800",
    "wallet": "3250",
    "stop": "63000",
    "daily_range": "3%",
}
ODDS = {"price": "65000", "barrier": "60000", "days": "7", "volatility": "60%"}
SIZE = {
    "symbol": "BTCUSDT",
    "side": "long",
    "balance": "1000",
    "risk": "2%",
    "entry": "65000",
    "stop": "63000",
    "leverage": "20",
}
ASKED = {"compare": COMPARE, "liquidation": LIQUIDATION, "odds": ODDS, "size": SIZE}


def workers(parent: int) -> list[int]:
    """Lists the processes that the bot spawned to compute."""
    found = list[int]()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = (entry / "stat").read_text().rpartition(")")[2].split()
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if int(status[1]) == parent and b"spawn_main" in line:
            found.append(int(entry.name))
    return found


@pytest.mark.parametrize("command", ASKED)
async def test_the_picture_of_an_answer_is_what_was_looked_at(
    discord: Loopback, command: str
) -> None:
    reply = await discord.slash(command, ASKED[command])

    picture = await reply.press("Picture", timeout=PATIENCE)

    assert picture.ephemeral
    assert picture.files == {"picture.png": (PICTURES / f"{command}.png").read_bytes()}


async def test_a_picture_says_in_words_what_it_shows(discord: Loopback) -> None:
    reply = await discord.slash("odds", ODDS)

    picture = await reply.press("Picture", timeout=PATIENCE)

    words = "Within 7 days 34.9%"
    gallery = picture.raw["components"][0]["components"][1]
    assert words in gallery["items"][0]["description"]
    assert words in picture.raw["attachments"][0]["description"]
    assert "7 days: 34.9%" in picture.text


async def test_a_comparison_brings_its_picture_once_somebody_draws(discord: Loopback) -> None:
    await (await discord.slash("odds", ODDS)).press("Picture", timeout=PATIENCE)
    await (await discord.slash("compare", COMPARE)).press("Picture", timeout=PATIENCE)

    reply = await discord.slash("compare", COMPARE)

    assert reply.files == {"picture.png": (PICTURES / "compare.png").read_bytes()}
    shared = await reply.press("Share")
    assert shared.files == {}


async def test_the_other_shocks_of_a_comparison_are_a_press_away(discord: Loopback) -> None:
    reply = await discord.slash("compare", COMPARE)

    opposite = await reply.press("Opposite move")
    larger = await (await opposite.press("Opposite move")).press("Larger move")

    assert "**+20%** cross 16,400" in opposite.text  # 6,500 + 20 % of 49,500
    assert "**-40%** cross 0, all gone" in larger.text


async def test_a_comparison_can_be_saved_as_a_table(discord: Loopback) -> None:
    reply = await discord.slash("compare", {**COMPARE, "shocks": "-5%; BTC -15%, ETH -25%"})

    table = await reply.press("CSV file")

    assert table.ephemeral
    head, first, second = table.files["compare.csv"].decode().splitlines()
    assert head.startswith("shock,cross_equity,cross_liquidated,isolated_equity,")
    assert first == "-0.05,4025.000,false,4025.000,"  # 6,500 - 5 % of 49,500
    assert second.startswith("BTCUSDT -0.15 ETHUSDT -0.25,0,true,")


async def test_the_chance_of_a_liquidation_is_asked_and_drawn(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", LIQUIDATION)
    form = await reply.press("Chance")

    first = await form.submit({"Volatility": "60%"})
    picture = await first.press("Picture", timeout=PATIENCE)
    answer = await form.submit({"Volatility": "60%"})
    why = await answer.press("Why")

    assert answer.ephemeral
    # (3,250 - 32,500) / (0.5 · (0.004 - 1)) = 58,734.94
    assert "chance that the price touches **58,734.94** within 7 days" in answer.text
    assert "your stop" in answer.text
    assert picture.files["picture.png"].startswith(b"\x89PNG")
    assert answer.files == picture.files
    assert "LONG · from 64,800 down" in why.text


async def test_the_chance_under_a_size_is_that_of_its_isolated_liquidation(
    discord: Loopback,
) -> None:
    form = await (await discord.slash("size", SIZE)).press("Chance")

    answer = await form.submit({"Volatility": "60%", "Days": "3"})

    assert "within 3 days" in answer.text
    assert "your stop" in answer.text


async def test_a_chance_without_a_volatility_is_asked_for_it(discord: Loopback) -> None:
    form = await (await discord.slash("size", SIZE)).press("Chance")

    answer = await form.submit({"Volatility": "60"})

    assert answer.ephemeral
    assert "`60%`" in answer.text


async def test_where_nothing_liquidates_no_chance_is_offered(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", {**LIQUIDATION, "wallet": "40000"})

    assert "Chance" not in reply.buttons


async def test_the_chance_of_a_whole_account_is_asked_although_no_button_could_hold_it(
    discord: Loopback,
) -> None:
    coins = ("ETH", "SOL", "BNB", "XRP", "DOGE", "ADA")
    others = "; ".join(f"long {coin}USDT 1.2345@12.3456" for coin in coins)
    account = {**LIQUIDATION, "mode": "cross", "wallet": "5000", "others": others}
    form = await (await discord.slash("liquidation", account)).press("Chance")

    answer = await form.submit({"Volatility": "60%"})
    why = await answer.press("Why")

    assert "chance that the price touches" in answer.text
    assert "the other positions" in why.text.lower()


async def test_the_death_of_whoever_draws_is_not_noticed(bot: Bot, discord: Loopback) -> None:
    reply = await discord.slash("odds", {**ODDS, "barrier": "61000"})
    await reply.press("Picture", timeout=PATIENCE)

    killed = workers(bot.pid)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    other = await discord.slash("odds", {**ODDS, "barrier": "62000"})
    picture = await other.press("Picture", timeout=PATIENCE)

    assert killed
    assert picture.files["picture.png"].startswith(b"\x89PNG")


async def test_everybody_gets_an_answer_while_pictures_are_drawn(discord: Loopback) -> None:
    replies = [
        await discord.slash("odds", {**ODDS, "barrier": str(50_000 + number)})
        for number in range(12)
    ]

    drawing = [asyncio.create_task(reply.press("Picture", timeout=30)) for reply in replies]
    answer = await discord.slash("odds", ODDS)
    pictures = await asyncio.gather(*drawing)

    assert "34.9%" in answer.text
    assert len({picture.files["picture.png"] for picture in pictures}) == len(replies)
