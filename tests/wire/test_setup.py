"""How an administrator wants a server to be served."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.playground import Loopback, payloads
from bot.playground.world import Channel
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZE = {"symbol": "btc", "side": "long", "balance": "10k", "entry": "65000", "stop": "60000"}
MODES = [{}, {"market": "usdm", "strategy": "event_driven", "experience": "beginner"}]


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _default_settings(discord: Loopback) -> AsyncIterator[None]:
    yield
    await discord.slash("setup reset")


async def test_a_stranger_neither_sees_nor_changes_how_a_server_is_served(
    discord: Loopback,
) -> None:
    ben = discord.person("Ben")

    tries = [
        await discord.slash("setup show", person=ben),
        await discord.slash("setup set", {"replies": "private"}, person=ben),
        await discord.slash("setup test", person=ben),
        await discord.slash("setup reset", person=ben),
        await discord.slash("setup referral", {"code": "off"}, person=ben),
    ]

    for reply in tries:
        assert "may manage this server" in reply.text
        assert reply.ephemeral
    assert "members may share them" in (await discord.slash("setup show")).text


async def test_the_settings_in_force_are_shown_with_their_defaults(discord: Loopback) -> None:
    reply = await discord.slash("setup show")

    assert reply.ephemeral
    assert "`risk_warn` above 2%" in reply.text
    assert "`risk_refuse` above 10%" in reply.text
    assert "`retention` 30 days" in reply.text
    assert "referral code off" in reply.text


async def test_every_setting_can_be_made_and_put_back(discord: Loopback) -> None:
    typed = {
        "channels": "#lessons, trading",
        "replies": "private",
        "host_role": "@everyone",
        "language": "en",
        "risk_warn": "1%",
        "risk_refuse": "5%",
        "leverage_max": "5x",
        "features_off": "/compare, level",
        "prices": "off",
        "retention": "0",
    }

    changed = await discord.slash("setup set", typed)
    back = await discord.slash("setup set", dict.fromkeys(typed, "default"))

    lessons, trading = discord.channel("lessons"), discord.channel("trading")
    for said in (
        f"<#{lessons.id}>, <#{trading.id}>",
        "private, always",
        "`language` en",
        "above 1% of the balance",
        "above 5% no size",
        "5x",
        "`/compare`, `/level`",
        "`prices` off",
        "deleted as soon as I am removed",
    ):
        assert said in changed.text
    shown = await discord.slash("setup show")
    assert back.text.splitlines()[1:] == shown.text.splitlines()[1:]
    assert "no limit" in shown.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"channels": "#nowhere"}, "`#nowhere` does not fit `channels`"),
        ({"channels": "<#1200000000000000099>"}, "does not fit `channels`"),
        ({"replies": "loud"}, "`loud` does not fit `replies`"),
        ({"risk_warn": "0.5"}, "`0.5%` or `50%`"),
        ({"risk_refuse": "200%"}, "at most 100%"),
        ({"risk_warn": "6%", "risk_refuse": "5%"}, "cannot both be true"),
        ({"leverage_max": "500x"}, "at most 150x"),
        ({"features_off": "compair"}, "Did you mean `compare`?"),
        ({"retention": "181"}, "at most 180"),
        ({"retention": "1.5"}, "does not fit `retention`"),
        ({}, "I still need `channels`"),
    ],
)
async def test_a_mistake_changes_nothing_and_says_what_to_type(
    discord: Loopback, typed: dict[str, str], said: str
) -> None:
    before = await discord.slash("setup show")

    reply = await discord.slash("setup set", typed)

    assert said in reply.text
    assert reply.ephemeral
    assert (await discord.slash("setup show")).text == before.text


async def test_outside_the_allowed_channels_a_question_is_refused_privately(
    discord: Loopback,
) -> None:
    lessons = discord.channel("lessons")
    asked = await discord.slash("mode")
    await discord.slash("setup set", {"channels": "#lessons"})

    refused = await discord.slash("mode")
    pressed = await asked.press("Why")
    elsewhere = [
        await discord.slash("mode", channel=lessons),
        await discord.slash("mode", channel=discord.direct(discord.person())),
        await discord.slash("mode", install="user"),
    ]

    for reply in (refused, pressed):
        assert f"Ask in <#{lessons.id}>" in reply.text
        assert reply.ephemeral
    assert all("margin" in reply.text for reply in elsewhere)
    assert await discord.autocomplete("size", "symbol", "btc") == []
    assert "Nothing" in (await discord.slash("me show")).text


async def test_a_command_that_is_switched_off_is_refused_privately(discord: Loopback) -> None:
    await discord.slash("setup set", {"features_off": "size"})

    refused = await discord.slash("size", {**SIZE, "risk": "1%"})

    assert "`/size` is switched off" in refused.text
    assert refused.ephemeral
    assert "margin" in (await discord.slash("mode")).text


async def test_where_answers_are_private_nothing_is_shown_to_everybody(
    discord: Loopback,
) -> None:
    before = await discord.slash("mode")
    await discord.slash("setup set", {"replies": "private"})

    typed = await discord.slash("mode", {"share": "yes"})
    pressed = await before.press("Share")

    for reply in (typed, pressed):
        assert reply.ephemeral
        assert "keeps answers private" in reply.text
        assert "Share" not in reply.buttons


async def test_a_size_above_the_limit_of_the_server_is_warned_of_or_refused(
    discord: Loopback,
) -> None:
    await discord.slash("setup set", {"risk_warn": "1%", "risk_refuse": "5%"})

    quiet = await discord.slash("size", {**SIZE, "risk": "1%"})
    warned = await discord.slash("size", {**SIZE, "risk": "150 usdt"})  # 150 / 10,000 = 1.5 %
    refused = await discord.slash("size", {**SIZE, "risk": "5.1%"})

    assert "this server asks" not in quiet.text
    assert "risks 1.5%; this server asks for at most 1%" in warned.text
    assert "more than 5% of the balance, and this one risks 5.1%" in refused.text
    assert refused.ephemeral


async def test_nothing_above_the_largest_leverage_is_shown(discord: Loopback) -> None:
    await discord.slash("setup set", {"leverage_max": "5x"})
    positions = "long btc 0.1@65000 x10"

    refused = [
        await discord.slash("mode", {"leverage": "10x"}),
        await discord.slash("size", {**SIZE, "risk": "1%", "leverage": "10x"}),
        await discord.slash("size", {**SIZE, "risk": "1%", "stop": "64900"}),
        await discord.slash("compare", {"wallet": "3000", "positions": positions}),
    ]
    shown = await discord.slash("size", {**SIZE, "risk": "1%"})

    # 100 / 100 = 1 coin, 65,000 of 10,000: 7x
    needed = ["10x", "10x", "7x", "10x"]
    for reply, times in zip(refused, needed, strict=True):
        assert f"nothing above 5x leverage, and this needs {times}" in reply.text
        assert reply.ephemeral
    assert "before liquidation up to 5x" in shown.text


async def test_no_picture_of_a_story_runs_over_leverages_that_are_not_shown(
    discord: Loopback,
) -> None:
    before = await discord.slash("scenario", {"name": "altcoin"})
    await discord.slash("setup set", {"leverage_max": "5x"})

    after = await discord.slash("scenario", {"name": "altcoin"})
    refused = await before.press("Picture")

    assert "Picture" not in after.buttons
    assert "more leverage than this server allows" in refused.text


async def test_where_odds_are_off_no_answer_leads_to_a_chance(discord: Loopback) -> None:
    before = await discord.slash("size", {**SIZE, "risk": "1%", "leverage": "10x"})
    form = await before.press("Chance")
    await discord.slash("setup set", {"features_off": "odds"})

    after = await discord.slash("size", {**SIZE, "risk": "1%", "leverage": "10x"})
    refused = await form.submit({"Volatility": "60%"})

    assert "Chance" not in after.buttons
    assert "`/odds` is switched off in this server" in refused.text


def little(_: Channel) -> str:
    return str(1 << 10 | 1 << 11)  # to view and to send


async def test_missing_permissions_are_named(
    discord: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete = await discord.slash("setup test")
    monkeypatch.setattr(payloads, "app_permissions", little)
    await discord.slash("setup set", {"channels": "#lessons"})

    lacking = await discord.slash("setup test")

    assert "Every permission is there" in complete.text
    assert "Embed Links, Attach Files" in lacking.text
    assert "View Channel" not in lacking.text
    assert f"<#{discord.channel('trading').id}>" in lacking.text


async def test_a_code_is_shown_after_its_disclosure_where_it_was_accepted(
    discord: Loopback,
) -> None:
    typed = {"code": "CRYPTONEWER", "region": "Germany"}

    off = await discord.slash("help", {"topic": "referral"})
    asked = await discord.slash("setup referral", typed)
    still_off = await discord.slash("help", {"topic": "referral"})
    await discord.slash("setup referral", {**typed, "accept": "yes"})
    on = await discord.slash("help", {"topic": "referral"}, person=discord.person("Ben"))
    direct = await discord.slash(
        "help", {"topic": "referral"}, channel=discord.direct(discord.person())
    )
    await discord.slash("setup referral", {"code": "off"})
    again_off = await discord.slash("help", {"topic": "referral"})

    assert "pays the owner of this server" in asked.text
    assert "accept:yes" in asked.text
    for reply in (off, still_off, direct, again_off):
        assert "CRYPTONEWER" not in reply.text
        assert "**No referral code** is shown here" in reply.text
    assert on.text.index("pays the owner") < on.text.index("CRYPTONEWER")
    assert on.text.index("CRYPTONEWER") < on.text.index("https://")
    assert on.ephemeral


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        ("mode", {"market": "usdm", "strategy": "event_driven"}),
        ("size", {"symbol": "btc", "side": "long", "balance": "1k", "risk": "1%",
                  "entry": "65k", "stop": "63k"}),
        ("cost", {"symbol": "btc", "side": "long", "quantity": "1", "entry": "65k", "days": "3"}),
        ("learn", {"topic": "referral"}),
        ("learn", {"topic": "fees"}),
    ],
)  # fmt: skip
async def test_no_answer_changes_by_a_byte_where_a_code_is_shown_but_for_one_line_on_fees(
    discord: Loopback, command: str, typed: dict[str, str]
) -> None:
    before = await discord.slash(command, typed)
    code = {"code": "CRYPTONEWER", "region": "DE", "accept": "yes"}
    await discord.slash("setup referral", code)
    with_code = await discord.slash(command, typed)
    elsewhere = await discord.slash(command, typed, channel=discord.direct(discord.person("Ann")))
    await discord.slash("setup referral", {"code": "off"})

    lines = [line for line in with_code.text.splitlines() if line not in before.text.splitlines()]
    if typed.get("topic") == "fees":
        (line,) = lines
        assert line.index("Disclosure") < line.index("CRYPTONEWER")
    else:
        assert with_code.text == before.text
    if command != "learn":
        assert with_code.raw["components"] == before.raw["components"]
    assert elsewhere.text == before.text


async def test_a_form_of_a_command_that_was_switched_off_meanwhile_answers_nothing(
    discord: Loopback,
) -> None:
    checked = await discord.slash("check", {"text": "LONG BTCUSDT 65000 SL 63000 20x"})
    form = await checked.press("Size for me")
    await discord.slash("setup set", {"features_off": "check"})

    refused = await form.submit({"Balance": "1000", "Risk": "1%"})
    await discord.slash("setup set", {"features_off": "none"})

    assert refused.ephemeral
    assert "`/check` is switched off in this server" in refused.text


@pytest.mark.parametrize("region", ["UK", "gb", "United Kingdom"])
async def test_no_code_is_shown_in_the_united_kingdom(discord: Loopback, region: str) -> None:
    typed = {"code": "CRYPTONEWER", "region": region, "accept": "yes"}

    refused = await discord.slash("setup referral", typed)

    assert "banned in the United Kingdom" in refused.text
    assert "CRYPTONEWER" not in (await discord.slash("help", {"topic": "referral"})).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "A CODE", "region": "DE"}, "does not fit `code`"),
        ({"code": "A-CODE", "region": "England"}, "does not fit `region`"),
        ({"code": "A-CODE"}, "I still need `region`"),
        ({"region": "DE"}, "I still need `code`"),
        ({"code": "A-CODE", "region": "DE", "accept": "sure"}, "does not fit `accept`"),
    ],
)
async def test_a_code_without_a_country_that_allows_it_is_not_taken(
    discord: Loopback, typed: dict[str, str], said: str
) -> None:
    reply = await discord.slash("setup referral", typed)

    assert said in reply.text
    assert "A-CODE" not in (await discord.slash("help", {"topic": "referral"})).text


async def test_no_answer_changes_by_a_byte_where_a_code_is_shown(discord: Loopback) -> None:
    async def answers() -> list[tuple[Any, list[Any]]]:
        replies = [await discord.slash("mode", {**typed}) for typed in MODES]
        replies += [await discord.slash("size", {**SIZE, "risk": "1%", "share": "yes"})]
        replies += [await replies[1].press("Why")]
        return [(reply.text, reply.raw["components"]) for reply in replies]

    before = await answers()
    await discord.slash(
        "setup referral", {"code": "CRYPTONEWER", "region": "Germany", "accept": "yes"}
    )

    assert await answers() == before


async def test_settings_outlive_a_kill_and_a_removal_within_their_time(
    discord: Loopback, bot: Bot
) -> None:
    await discord.slash("setup set", {"leverage_max": "5x"})
    await bot.kill()
    await bot.start()
    after_kill = await discord.slash("setup show")

    await discord.remove_bot()
    await discord.add_bot()

    assert "5x" in after_kill.text
    assert "5x" in (await discord.slash("setup show")).text


async def test_settings_go_with_the_bot_where_none_are_to_be_kept(
    discord: Loopback, bot: Bot
) -> None:
    await discord.slash("setup set", {"leverage_max": "5x", "retention": "0"})

    await discord.remove_bot()
    async with asyncio.timeout(3), bot.records() as records:
        home = int(discord.world.guild.id)
        while await records.guilds.settings(home):  # noqa: ASYNC110 -- another process deletes them
            await asyncio.sleep(0.01)
    await discord.add_bot()
    shown = await discord.slash("setup show")

    assert "no limit" in shown.text
    assert "`retention` 30 days" in shown.text


async def test_a_server_of_somebodys_own_install_has_no_settings(discord: Loopback) -> None:
    reply = await discord.slash("setup show", install="user")

    assert "works in a server that has added me" in reply.text


async def test_a_tap_on_a_shared_card_answers_privately_once_answers_are_private(
    discord: Loopback,
) -> None:
    shared = await discord.slash("mode", {"market": "usdm", "share": "yes"})
    said = shared.text
    control = next(label for label in shared.buttons if label not in {"Why", "Skip"})
    await discord.slash("setup set", {"replies": "private"})

    tapped = await shared.press(control)

    assert tapped.ephemeral
    assert tapped.message.id != shared.message.id
    assert shared.text == said
