"""What people get wrong, and what they cannot break."""

import pytest

from bot.playground import Loopback

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_TIMES = {
    "mode": "isolated",
    "symbol": "BTCUSDT",
    "side": "long",
    "quantity": "1",
    "entry": "20000",
    "wallet": "2000",
}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"entry": "soon"}, ["`soon`", "`entry`"]),
        ({"entry": "-5"}, ["-5", "`entry`"]),
        ({"symbol": "BTCUDST"}, ["`BTCUDST`", "`BTCUSDT`"]),
        ({"quantity": "1000000"}, ["20,000,000,000", "`BTCUSDT`"]),
        ({"side": "up"}, ["`up`", "`long`", "`short`"]),
        ({"market": "coinm"}, ["`BTCUSDT`", "`coinm`"]),
        ({"market": "coinm", "symbol": "eth"}, ["COIN-M", "`contract_size:10`"]),
        ({"market": "spot_margin"}, ["spot margin", "`market:usdm`"]),
        ({"stop": "21000"}, ["21000", "20000"]),
        ({"others": "short ETHUSDT"}, ["short ETHUSDT"]),
    ],
)
async def test_a_mistake_names_what_was_typed_and_is_told_privately(
    discord: Loopback, wrong: dict[str, str], named: list[str]
) -> None:
    reply = await discord.slash("liquidation", {**TEN_TIMES, **wrong, "share": "yes"})

    assert reply.ephemeral
    assert [name for name in named if name not in reply.text] == []


async def test_a_combination_that_cannot_be_names_both_answers(discord: Loopback) -> None:
    reply = await discord.slash("mode", {"legs": "offsetting", "open_positions": "1"})

    assert "`legs`" in reply.text
    assert "`open_positions`" in reply.text
    assert reply.ephemeral


async def test_a_number_with_two_readings_is_asked_for_again(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", {**TEN_TIMES, "entry": "20.000"}, locale="de")

    assert "`20.000`" in reply.text
    assert reply.ephemeral


async def test_nothing_is_shared_on_a_guess(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", {**TEN_TIMES, "share": "maybe"})

    assert "`share`" in reply.text
    assert "`maybe`" in reply.text
    assert reply.ephemeral


HOSTILE = [
    "@everyone",
    "<@1200000000000000012>",
    "`@here` **bold** [link](https://example.com)",
    "||spoiler|| # heading",
    "x" * 4_000,
    "x" * 4_001,
    "\u202e\u0000\n```",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("option", ["symbol", "entry", "others"])
async def test_hostile_text_is_refused_in_words_and_pings_nobody(
    discord: Loopback, option: str, text: str
) -> None:
    reply = await discord.slash("liquidation", {**TEN_TIMES, option: text, "share": "yes"})

    assert reply.ephemeral
    assert not reply.message.pings
    assert reply.text
    assert len(reply.text) <= 2_000


async def test_a_text_longer_than_we_read_is_refused_with_its_length(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", {**TEN_TIMES, "others": "x" * 4_001})

    assert "4001" in reply.text
    assert "4000" in reply.text


async def test_nothing_is_suggested_for_a_text_longer_than_we_read(discord: Loopback) -> None:
    assert await discord.autocomplete("liquidation", "symbol", "x" * 4_001) == []
