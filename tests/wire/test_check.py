"""What a trader learns of a posted call: by command, by message menu, by its buttons."""

from typing import Any

import pytest

from bot.playground import Loopback
from bot.playground.interactions import Install
from bot.playground.reply import Reply
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENU = "Check this trade call"
POST = (
    "🟢 Long #CFXUSDT\nLeverage: Cross (20x)\nEntry: 0.2066\nTargets: 0.2097, 0.2118\nSL: 0.1859"
)
MONEY = {"balance": "1234", "risk": "1%"}
NEVER = "In isolated at **20x** this stop is **never reached**"
TWO = "LONG BTCUSDT entry 65000 stop 64000 10x\n\nSHORT ETHUSDT entry 3000 stop 3600 10x"
EMBED: dict[str, Any] = {
    "type": "rich",
    "title": "SHORT ETHUSDT",
    "description": "Isolated margin",
    "fields": [
        {"name": "Entry", "value": "3000", "inline": True},
        {"name": "Targets:", "value": "1) 2900\n2) 2800", "inline": False},
        {"name": "Leverage", "value": "50x", "inline": True},
    ],
    "footer": {"text": "Stop loss: 3150"},
}


async def checked(discord: Loopback, **more: str) -> Reply:
    return await discord.slash("check", {"text": POST, **more})


async def test_a_typed_call_is_judged_privately(discord: Loopback) -> None:
    reply = await checked(discord, **MONEY)

    assert "LONG CFXUSDT" in reply.text.splitlines()[0]
    assert NEVER in reply.text
    assert "**9x**" in reply.text  # 0.2066 / (0.0207 + 0.001859) = 9.16
    assert "596.13 CFX" in reply.text  # 12.34 / 0.0207 = 596.135
    assert reply.ephemeral
    assert reply.buttons == ["Fix leverage", "Size for me", "Wrong reading?", "Why", "Share"]


async def test_the_menu_reads_a_message_and_answers_whoever_used_it_alone(
    discord: Loopback,
) -> None:
    ben = discord.person("Ben")
    post = discord.say(POST)

    reply = await discord.menu(MENU, post, person=ben)

    assert NEVER in reply.text
    assert reply.ephemeral
    assert reply.message.only_for is ben
    assert post.message.edited is None


async def test_the_menu_reads_what_a_bot_posts_as_an_embed(discord: Loopback) -> None:
    reply = await discord.menu(MENU, discord.say(embeds=[EMBED]))

    first = reply.text.splitlines()[0]
    assert "SHORT ETHUSDT" in first
    assert "entry 3,000 · stop 3,150 (5% away) · 50x · isolated" in first
    assert "In isolated at **50x** this stop is **never reached**" in reply.text


@pytest.mark.parametrize("posted", [{"text": POST}, {"embeds": [EMBED]}], ids=["text", "embed"])
async def test_the_menu_reads_what_a_message_forwards(
    discord: Loopback, posted: dict[str, Any]
) -> None:
    forward = discord.say(forwards=discord.say(**posted, channel=discord.channel("lessons")))

    reply = await discord.menu(MENU, forward)

    assert "**never reached**" in reply.text


@pytest.mark.parametrize("install", ["guild", "user"])
async def test_the_menu_works_in_direct_messages_and_for_one_person_alone(
    discord: Loopback, install: Install
) -> None:
    ann = discord.person("Ann")
    post = discord.say(POST, channel=discord.direct(ann))

    reply = await discord.menu(MENU, post, install=install)

    assert NEVER in reply.text


@pytest.mark.parametrize(
    "post",
    ["Good morning everybody", "🎯 TP1 hit! +35% profit on #CFXUSDT, long from 0.2066", ""],
    ids=["chat", "result", "nothing"],
)
async def test_what_is_no_call_is_called_none(discord: Loopback, post: str) -> None:
    reply = await discord.menu(MENU, discord.say(post))

    assert "no trade call" in reply.text
    assert "LONG BTCUSDT entry 65000" in reply.text
    assert reply.ephemeral
    assert reply.buttons == []


async def test_gold_is_read_and_gets_no_verdict(discord: Loopback) -> None:
    reply = await discord.menu(MENU, discord.say("BUY XAUUSD 2000 - 2010 SL 1990 TP 2050"))

    assert "LONG XAUUSD" in reply.text
    assert "**No verdict:** XAUUSD is no coin that I know" in reply.text
    assert "isolated" not in reply.text.lower()
    assert reply.buttons == ["Wrong reading?", "Share"]


async def test_what_is_ambiguous_is_asked(discord: Loopback) -> None:
    reply = await discord.slash("check", {"text": "LONG BTCUSD entry 45000 stop 44000 25x"})

    assert "**No verdict yet.** Is it the COIN-M contract" in reply.text


@pytest.mark.parametrize(
    ("post", "length"),
    [("x" * 4_001, "4001"), (POST.ljust(4_100, "."), "4100")],
    ids=["noise", "call"],
)
async def test_a_message_longer_than_we_read_is_refused_with_its_length(
    discord: Loopback, post: str, length: str
) -> None:
    typed = await discord.slash("check", {"text": post})
    used = await discord.menu(MENU, discord.say(post))

    for reply in (typed, used):
        assert length in reply.text
        assert "4000" in reply.text
        assert reply.ephemeral


async def test_nothing_that_was_posted_reaches_the_answer_but_the_fields(
    discord: Loopback, bot: Bot
) -> None:
    evil = f"@everyone <@1200000000000000012> **SECRETWORD** [x](https://evil.example)\n{POST}"

    reply = await discord.menu(MENU, discord.say(evil))
    shared = await reply.press("Share")

    for answer in (reply, shared):
        assert "CFXUSDT" in answer.text
        assert not answer.message.pings
        for part in ("@everyone", "<@", "SECRETWORD", "evil"):
            assert part not in answer.text
            assert part not in str(answer.raw["components"])
    assert "SECRETWORD" not in bot.log
    assert "0.2066" not in bot.log
    assert "check/menu" in bot.log


async def test_fix_leverage_judges_the_same_trade_at_the_largest_that_reaches_the_stop(
    discord: Loopback,
) -> None:
    fixed = await (await checked(discord, **MONEY)).press("Fix leverage")

    assert "· 9x · cross" in fixed.text.splitlines()[0]
    assert "In isolated at **9x** the stop **comes before** liquidation" in fixed.text
    assert "margin at 9x 13.68 USDT" in fixed.text  # 596.135 · 0.2066 / 9 = 13.684
    assert fixed.ephemeral
    assert fixed.buttons == ["Size for me", "Wrong reading?", "Why", "Share"]


async def test_size_for_me_asks_for_balance_and_risk_and_sizes_the_call(
    discord: Loopback,
) -> None:
    form = await (await checked(discord)).press("Size for me")

    sized = await form.submit({"Balance": "1,000", "Risk": "10 usdt"})

    assert list(form.fields) == ["Balance", "Risk"]
    assert "For a loss of 10 USDT at the stop" in sized.text
    assert "483.09 CFX" in sized.text  # 10 / 0.0207 = 483.09
    assert sized.ephemeral


async def test_size_for_me_shows_what_was_typed_before(discord: Loopback) -> None:
    form = await (await checked(discord, **MONEY)).press("Size for me")

    sized = await form.submit({"Risk": "2%"})

    assert [field["value"] for field in form.fields.values()] == ["1234", "1%"]
    assert "For a loss of 24.68 USDT" in sized.text


async def test_wrong_reading_shows_every_field_and_judges_the_correction(
    discord: Loopback,
) -> None:
    form = await (await checked(discord, **MONEY)).press("Wrong reading?")

    corrected = await form.submit({"Stop price": "0.2", "Leverage and margin mode": "5-10x"})

    assert {label: field["value"] for label, field in form.fields.items()} == {
        "Side and contract": "long CFXUSDT",
        "Entry": "0.2066",
        "Stop price": "0.1859",
        "Targets": "0.2097; 0.2118",
        "Leverage and margin mode": "20x cross",
    }
    assert "stop 0.2 (3.19% away) · 5-10x" in corrected.text
    assert "cross" not in corrected.text.splitlines()[0]
    assert "For a loss of 12.34 USDT" in corrected.text


async def test_a_correction_that_cannot_be_read_names_the_field(discord: Loopback) -> None:
    form = await (await checked(discord)).press("Wrong reading?")

    answer = await form.submit({"Entry": "soon"})

    assert "`soon`" in answer.text
    assert "`entries`" in answer.text
    assert answer.ephemeral


async def test_what_is_shared_holds_neither_balance_nor_risk_nor_size(discord: Loopback) -> None:
    private = await checked(discord, **MONEY)

    pressed = await private.press("Share")
    typed = await checked(discord, **MONEY, share="yes")

    assert pressed.text == typed.text
    assert pressed.buttons == typed.buttons == ["Size for me"]
    assert not pressed.ephemeral
    assert NEVER in pressed.text
    for money in ("1,234", "1234", "12.34", "596", "1%", "CFX ·"):
        assert money not in pressed.text.replace("maintenance 1%", "")


async def test_under_a_shared_answer_everybody_sizes_for_themselves(discord: Loopback) -> None:
    shared = await checked(discord, **MONEY, share="yes")

    form = await shared.press("Size for me", person=discord.person("Ben"))
    sized = await form.submit({"Balance": "500", "Risk": "1%"})

    assert [field.get("value") for field in form.fields.values()] == [None, None]
    assert "For a loss of 5 USDT at the stop" in sized.text
    assert sized.ephemeral
    assert sized.message.only_for is discord.person("Ben")
    assert shared.message.edited is None


async def test_several_calls_are_one_in_full_and_a_line_and_a_button_for_each_other(
    discord: Loopback,
) -> None:
    reply = await discord.menu(MENU, discord.say(TWO))

    other = await reply.press("2. ETHUSDT")

    assert "LONG BTCUSDT" in reply.text.splitlines()[0]
    assert "2. **SHORT ETHUSDT**" in reply.text
    assert reply.buttons[-1] == "2. ETHUSDT"
    assert "SHORT ETHUSDT" in other.text.splitlines()[0]
    assert other.ephemeral


async def test_every_button_and_form_works_after_a_kill_and_a_restart(
    discord: Loopback, bot: Bot
) -> None:
    reply = await checked(discord, **MONEY)
    why = (await reply.press("Why")).text
    money = await reply.press("Size for me")
    reading = await reply.press("Wrong reading?")

    await bot.kill()
    await bot.start()

    assert (await reply.press("Why")).text == why
    assert "**9x**" in (await reply.press("Fix leverage")).text
    assert NEVER in (await reply.press("Share")).text
    assert "For a loss of 24.68 USDT" in (await money.submit({"Risk": "2%"})).text
    assert "stop 0.2 " in (await reading.submit({"Stop price": "0.2"})).text


async def test_a_call_too_long_for_a_button_is_answered_until_it_is_forgotten(
    discord: Loopback, bot: Bot
) -> None:
    targets = ", ".join(f"0.2{place:03}" for place in range(100, 160))
    reply = await discord.slash("check", {"text": POST.replace("0.2097, 0.2118", targets)})
    form = await reply.press("Wrong reading?")
    corrected = await form.submit({"Stop price": "0.2"})

    await bot.kill()
    await bot.start()

    assert "stop 0.2 " in corrected.text
    for forgotten in (await reply.press("Share"), await form.submit({"Stop price": "0.2"})):
        assert "`/check`" in forgotten.text
        assert forgotten.ephemeral


async def test_the_menu_is_registered_where_every_command_is(discord: Loopback) -> None:
    menu = discord.directory.menus[MENU]

    assert menu["type"] == 3
    assert menu["contexts"] == [0, 1, 2]
    assert menu["integration_types"] == [0, 1]
