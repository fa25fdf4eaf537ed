"""What is still on screen works when the process that sent it is gone."""

import pytest

from bot.playground import Loopback
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_TIMES = {
    "mode": "isolated",
    "symbol": "BTCUSDT",
    "side": "long",
    "quantity": "1.2345",
    "entry": "20000",
    "wallet": "2468.13",
}
SIZE = {
    "symbol": "BTCUSDT",
    "side": "long",
    "balance": "1234",
    "risk": "1%",
    "entry": "65000",
    "stop": "63000",
}
EVENT = {"market": "usdm", "strategy": "event_driven"}
ASKED = {"mode": EVENT, "liquidation": TEN_TIMES, "size": SIZE}
LONG = {
    "Symbol": "btc",
    "Entry price": "65000",
    "Stop price": "63000",
    "Balance": "1000",
    "Risk": "1%",
}
CROWDED = {
    **TEN_TIMES,
    "mode": "cross",
    "others": "short ETHUSDT 2@3400; long SOLUSDT 40@150; short BNBUSDT 3@600; long XRPUSDT 9@2",
}


async def test_everything_on_screen_works_after_a_kill_and_a_restart(
    discord: Loopback, bot: Bot
) -> None:
    replies = [await discord.slash(command, given) for command, given in ASKED.items()]
    before = [(await reply.press("Why")).text for reply in replies]
    form = await replies[0].press("Size it")

    await bot.kill()
    await bot.start()

    after = [(await reply.press("Why")).text for reply in replies]
    shared = await replies[1].press("Share")
    size = await form.submit(LONG)
    assert after == before
    assert not shared.ephemeral
    assert "0.005" in size.text


async def test_a_question_too_long_for_a_button_is_answered_until_it_is_forgotten(
    discord: Loopback, bot: Bot
) -> None:
    reply = await discord.slash("liquidation", CROWDED)
    why = await reply.press("Why")

    await bot.kill()
    await bot.start()

    forgotten = await reply.press("Why")
    assert why.text
    assert "`/liquidation`" not in why.text
    assert forgotten.ephemeral
    assert "`/liquidation`" in forgotten.text
