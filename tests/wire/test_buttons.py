"""What the buttons under an answer do."""

import asyncio

import pytest

from bot.playground import Loopback

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
SHORT = {**LONG, "Symbol": "eth", "Entry price": "3000", "Stop price": "3100"}


@pytest.mark.parametrize(
    ("command", "button"),
    [
        ("mode", "Why"),
        ("mode", "What would change it"),
        ("liquidation", "Why"),
        ("size", "Why"),
    ],
)
async def test_a_button_answers_privately_and_leaves_the_answer_as_it_is(
    discord: Loopback, command: str, button: str
) -> None:
    reply = await discord.slash(command, ASKED[command])
    text = reply.text

    answer = await reply.press(button)

    assert answer.ephemeral
    assert answer.text
    assert answer.message.id != reply.message.id
    assert (reply.text, reply.message.edited) == (text, None)


@pytest.mark.parametrize("command", ASKED)
async def test_share_posts_the_answer_for_everybody_without_the_money(
    discord: Loopback, command: str
) -> None:
    reply = await discord.slash(command, ASKED[command])

    shared = await reply.press("Share")

    assert reply.ephemeral
    assert not shared.ephemeral
    assert shared.text
    for money in ("1.2345", "2,468", "2468", "1,234", "1234"):
        assert money not in shared.text


@pytest.mark.parametrize("command", ASKED)
async def test_share_posts_what_share_yes_would_have_posted(
    discord: Loopback, command: str
) -> None:
    private = await discord.slash(command, ASKED[command])

    pressed = await private.press("Share")
    typed = await discord.slash(command, {**ASKED[command], "share": "yes"})

    assert pressed.text == typed.text
    assert pressed.buttons == typed.buttons


async def test_the_form_sizes_a_long_when_the_stop_is_below_the_entry(discord: Loopback) -> None:
    form = await (await discord.slash("mode", EVENT)).press("Size it")

    size = await form.submit(LONG)

    assert list(form.fields) == list(LONG)
    assert size.ephemeral
    assert "0.005" in size.text  # 1 % of 1,000 = 10; 10 / (65,000 - 63,000) = 0.005
    assert "long" in size.text.lower()
    assert size.buttons == ["Why", "Picture", "Share"]


async def test_two_people_fill_in_their_forms_side_by_side(discord: Loopback) -> None:
    ann, ben = discord.person("Ann"), discord.person("Ben")
    anns = await (await discord.slash("mode", EVENT, person=ann)).press("Size it")
    bens = await (await discord.slash("mode", EVENT, person=ben)).press("Size it")

    one, other = await asyncio.gather(anns.submit(LONG), bens.submit(SHORT))

    assert "BTCUSDT" in one.text
    assert "ETHUSDT" in other.text
    assert "short" in other.text.lower()  # its stop is above its entry
    assert "0.1" in other.text  # 10 / (3,100 - 3,000) = 0.1


async def test_no_form_is_opened_for_what_cannot_be_sized(discord: Loopback) -> None:
    reply = await discord.slash("mode", {"market": "coinm"})

    answer = await reply.press("Size it")

    assert answer.ephemeral
    assert "COIN-M" in answer.text


async def test_a_form_with_a_mistake_in_it_names_the_mistake(discord: Loopback) -> None:
    form = await (await discord.slash("mode", EVENT)).press("Size it")

    answer = await form.submit({**LONG, "Entry price": "soon"})

    assert answer.ephemeral
    assert "`soon`" in answer.text
    assert "`entry`" in answer.text
