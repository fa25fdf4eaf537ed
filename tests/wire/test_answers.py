"""What a trader asks and reads."""

import pytest

from bot.playground import Loopback

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_TIMES = {
    "mode": "isolated",
    "symbol": "btc",
    "side": "long",
    "quantity": "1",
    "entry": "20k",
    "wallet": "2000",
}
ONE_PERCENT = {
    "symbol": "BTC/USDT",
    "side": "long",
    "balance": "1,000",
    "risk": "1%",
    "entry": "65000",
    "stop": "63000",
}
EVENT = {"market": "usdm", "strategy": "event_driven", "wants_loss_cap": "yes"}


async def test_the_trader_reads_first_which_mode_to_use(discord: Loopback) -> None:
    reply = await discord.slash("mode", EVENT)

    assert reply.text.splitlines()[0].lower().find("isolated") >= 0
    assert reply.ephemeral
    assert reply.buttons == ["Why", "What would change it", "Size it", "Share"]


async def test_the_trader_reads_the_liquidation_price(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", TEN_TIMES)

    assert "18,072" in reply.text  # (2,000 - 20,000) / (0.004 - 1) = 18,072.29
    assert reply.ephemeral
    assert reply.buttons == ["Why", "Share"]


async def test_the_trader_reads_how_big_the_position_may_be(discord: Loopback) -> None:
    reply = await discord.slash("size", ONE_PERCENT)

    assert "0.005" in reply.text  # 1 % of 1,000 = 10; 10 / (65,000 - 63,000) = 0.005
    assert reply.ephemeral
    assert reply.buttons == ["Why", "Share"]


async def test_an_answer_to_one_person_is_not_there_for_another(discord: Loopback) -> None:
    ann, ben = discord.person("Ann"), discord.person("Ben")

    asked = await discord.slash("liquidation", TEN_TIMES, person=ann)

    seen = [reply.message.id for reply in discord.messages(discord.channel("trading"), ben)]
    assert asked.message.id not in seen


async def test_a_shared_answer_is_public_and_holds_no_money(discord: Loopback) -> None:
    numbers = {**TEN_TIMES, "quantity": "1.2345", "wallet": "2468.13"}  # 24,690 - 2,468

    reply = await discord.slash("liquidation", {**numbers, "share": "yes"})

    assert not reply.ephemeral
    assert "%" in reply.text
    for money in ("1.2345", "2,468", "2468", "24,690"):
        assert money not in reply.text
    assert reply.buttons == []


async def test_a_shared_size_names_prices_but_neither_balance_nor_size(discord: Loopback) -> None:
    reply = await discord.slash("size", {**ONE_PERCENT, "balance": "1234", "share": "yes"})

    assert not reply.ephemeral
    assert "65,000" in reply.text
    for money in ("1,234", "1234", "12.34", "0.00617", "0.006"):  # 12.34 / 2,000 = 0.00617
        assert money not in reply.text
    assert reply.buttons == []


async def test_a_shared_recommendation_can_be_asked_why_by_anybody(discord: Loopback) -> None:
    reply = await discord.slash("mode", {**EVENT, "share": "yes"})

    why = await reply.press("Why", person=discord.person("Ben"))

    assert not reply.ephemeral
    assert reply.buttons == ["Why", "What would change it"]
    assert why.ephemeral
    assert why.message.id != reply.message.id
    assert reply.message.edited is None


async def test_a_direct_message_is_answered_like_a_channel(discord: Loopback) -> None:
    ann = discord.person("Ann")

    reply = await discord.slash("liquidation", TEN_TIMES, channel=discord.direct(ann))
    shared = await reply.press("Share")

    assert "18,072" in reply.text
    assert not shared.ephemeral


async def test_somebody_who_installed_the_bot_alone_is_answered_anywhere(
    discord: Loopback,
) -> None:
    reply = await discord.slash("mode", EVENT, install="user")
    flips = await reply.press("What would change it")

    assert "isolated" in reply.text.lower()
    assert flips.ephemeral


async def test_a_language_that_we_do_not_speak_is_answered_in_english(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", TEN_TIMES, locale="ar")

    assert "18,072" in reply.text


async def test_symbols_are_suggested_the_likeliest_first(discord: Loopback) -> None:
    choices = await discord.autocomplete("liquidation", "symbol", "btc")

    assert choices[0] == {"name": "BTCUSDT · USDⓈ-M", "value": "BTCUSDT"}
    assert len(choices) <= 25


async def test_a_coin_margined_contract_is_suggested_where_it_can_be_answered(
    discord: Loopback,
) -> None:
    perpetual = {"name": "BTCUSD_PERP · COIN-M", "value": "BTCUSD_PERP"}

    assert perpetual in await discord.autocomplete("liquidation", "symbol", "btcusd_")
    assert perpetual not in await discord.autocomplete("size", "symbol", "btcusd_")


async def test_contracts_of_dollars_are_answered_in_the_coin(discord: Loopback) -> None:
    position = {**TEN_TIMES, "symbol": "BTCUSD_PERP", "quantity": "100 cont", "wallet": "0.05"}
    reply = await discord.slash("liquidation", position)

    assert "18,254.55" in reply.text  # 10,040 / (0.05 + 10,000 / 20,000)
    assert "0.05 BTC" in reply.text
    assert "coins" in (await reply.press("Why")).text


@pytest.mark.parametrize("text", ["", "$", "`@everyone`", "x" * 100])
async def test_whatever_is_typed_suggests_at_most_25_symbols(discord: Loopback, text: str) -> None:
    choices = await discord.autocomplete("size", "symbol", text)

    assert len(choices) <= 25
    assert all(len(choice["name"]) <= 100 for choice in choices)
