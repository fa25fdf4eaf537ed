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
THREE_DAYS = {
    "side": "long",
    "quantity": "0.5",
    "entry": "65k",
    "days": "3",
    "funding_rate": "0.01%",
}
BORROWED = {"mode": "cross_3x", "assets": "BTC 1.25@20k", "debts": "usdt 20,000", "coin": "btc"}
EVENT = {"market": "usdm", "strategy": "event_driven", "wants_loss_cap": "yes"}


async def test_the_trader_reads_first_which_mode_to_use(discord: Loopback) -> None:
    reply = await discord.slash("mode", EVENT)

    assert reply.text.splitlines()[0].lower().find("isolated") >= 0
    assert reply.ephemeral
    assert reply.buttons[-3:] == ["Size it", "How to switch", "Share"]


async def test_the_trader_reads_the_liquidation_price(discord: Loopback) -> None:
    reply = await discord.slash("liquidation", TEN_TIMES)

    assert "18,072" in reply.text  # (2,000 - 20,000) / (0.004 - 1) = 18,072.29
    assert reply.ephemeral
    assert reply.buttons == ["Why", "Chance", "Picture", "Share"]


async def test_the_trader_reads_how_big_the_position_may_be(discord: Loopback) -> None:
    reply = await discord.slash("size", ONE_PERCENT)

    assert "0.005" in reply.text  # 1 % of 1,000 = 10; 10 / (65,000 - 63,000) = 0.005
    assert reply.ephemeral
    assert reply.buttons == ["Why", "Picture", "Share"]


async def test_the_trader_reads_what_holding_costs(discord: Loopback) -> None:
    reply = await discord.slash("cost", THREE_DAYS)
    why, shared = await reply.press("Why"), await reply.press("Share")

    assert "61.75" in reply.text  # 32,500 · (0.001 + 0.0001 · 9)
    assert reply.ephemeral
    assert "Taken for granted" in why.text
    assert "65,123.56" in shared.text  # 65,091 / 0.9995
    assert "61.75" not in shared.text
    assert not shared.ephemeral


async def test_the_trader_reads_the_margin_level_and_shares_it_without_the_money(
    discord: Loopback,
) -> None:
    reply = await discord.slash("level", BORROWED)
    why = await reply.press("Why")
    shared = await reply.press("Share")

    assert "Margin level **1.25**" in reply.text  # 25,000 / 20,000
    assert "**17,600.00**, 12% below now" in reply.text  # 1.1 · 20,000 / 1.25
    assert "repay more than **3,333.33 USDT**" in reply.text  # 1,000 / 0.3
    assert "= 3,333.33" in why.text
    assert "**17,600.00**" in shared.text
    for money in ("1.25@", "25,000", "3,333", "USDT"):
        assert money not in shared.text
    assert reply.ephemeral
    assert not shared.ephemeral


async def test_the_trader_reads_what_a_shock_leaves_in_each_mode(discord: Loopback) -> None:
    typed = {"wallet": "3000", "positions": "long btc 0.1@65000 x10", "shocks": "-20%, -50%"}

    reply = await discord.slash("compare", typed)
    shared = await reply.press("Share")

    # 3,000 - 6,500 · 0.5 is below 0; 3,000 - 650 = 2,350, of 3,000 78.3 %
    first = reply.text.splitlines()[0]
    assert "-50%" in first
    assert "cross loses everything" in first
    assert "keeps **2,350 USDT**" in first
    assert reply.ephemeral
    assert reply.buttons == [
        "Why",
        "Picture",
        "Share",
        "Opposite move",
        "Larger move",
        "CSV file",
    ]
    assert "keeps **78.3% of the wallet**" in shared.text
    assert not shared.ephemeral
    for money in ("3,000", "2,350", "1,700", "0.1 "):
        assert money not in shared.text


async def test_the_trader_reads_how_likely_a_price_is(discord: Loopback) -> None:
    touch = {"price": "65k", "barrier": "58.7k", "days": "7", "volatility": "60%"}

    reply = await discord.slash("odds", touch)

    assert reply.text.startswith("### **23.1%** chance that the price touches **58,700**")
    assert reply.ephemeral
    assert reply.buttons == ["Why", "Picture", "Share"]


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
    assert reply.buttons[-2:] == ["Why", "What would change it"]
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
