"""Each person reads in a language of their own, and everybody in that of the server."""
# ruff: noqa: RUF001 -- Chinese has wide marks

import json
import re
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.playground import Loopback
from bot.playground.wire import Payload, listed, nested

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENT = {"market": "usdm", "strategy": "event_driven"}
SIZE = {
    "symbol": "btc",
    "side": "long",
    "balance": "10k",
    "risk": "1%",
    "entry": "65000",
    "stop": "60000",
}
ENGLISH, CHINESE = "Use **isolated** margin", "请用**逐仓**模式"
WORDS = re.compile(r"[A-Za-z]{2,}")
KNOWN = re.compile(r"`[^`]*`|USDT|BTC|ETH|COIN-M|USD|[\d.]+x|[a-z_]+:\S*|/[a-z]+")
LABELS = re.compile(r'"(?:label|title|placeholder|description)": "([^"]*)"')
HAN = re.compile("[\u4e00-\u9fff]")
COMMAND_LENGTH, DESCRIPTION_LENGTH = 8_000, 100


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _default_settings(discord: Loopback) -> AsyncIterator[None]:
    yield
    await discord.slash("setup reset")


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh-CN", CHINESE), ("zh-TW", CHINESE), ("en-GB", ENGLISH), ("fr", ENGLISH)],
)
async def test_a_private_answer_is_in_the_nearest_language_of_the_asker(
    discord: Loopback, locale: str, said: str
) -> None:
    reply = await discord.slash("mode", EVENT, locale=locale)

    assert reply.ephemeral
    assert said in reply.text


async def test_a_shared_answer_is_in_the_language_of_the_server(discord: Loopback) -> None:
    mine = await discord.slash("mode", EVENT, locale="zh-CN")
    pressed = await mine.press("分享")
    typed = await discord.slash("mode", {**EVENT, "share": "yes"}, locale="zh-CN")
    await discord.slash("setup set", {"language": "zh-CN"})
    after = await discord.slash("mode", {**EVENT, "share": "yes"}, locale="en-US")

    assert CHINESE in mine.text
    assert ENGLISH in pressed.text
    assert ENGLISH in typed.text
    assert CHINESE in after.text
    assert {"为什么", "什么会改变它"} <= set(after.buttons)


async def test_buttons_forms_and_what_they_lead_to_are_in_the_language_of_whoever_presses(
    discord: Loopback,
) -> None:
    reply = await discord.slash("mode", EVENT, locale="zh-CN")

    why, form = await reply.press("为什么"), await reply.press("计算数量")

    assert "非投资建议" in why.text
    assert form.modal
    assert not WORDS.search(KNOWN.sub("", "".join(shown(form.modal))))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("强平价格", "强平价格"),
        ("爆仓价", "强平价格"),
        ("强平价", "强平价格"),
        ("现价", "最新价格"),
        ("维持保正金", "维持保证金"),
    ],
)
async def test_a_card_is_found_by_what_chinese_traders_call_it(
    discord: Loopback, typed: str, title: str
) -> None:
    reply = await discord.slash("learn", {"topic": typed}, locale="zh-CN")

    assert reply.text.startswith(f"### {title}\n")


async def test_a_card_is_suggested_in_chinese_while_it_is_typed(discord: Loopback) -> None:
    cards = await discord.autocomplete("learn", "topic", "强平", locale="zh-CN")
    stories = await discord.autocomplete("scenario", "name", "插针", locale="zh-CN")

    assert "强平价格" in [each["name"] for each in cards]
    assert stories[0]["name"] == "E：插针"


async def test_a_mistake_is_told_in_the_language_of_the_asker(discord: Loopback) -> None:
    reply = await discord.slash("size", {**SIZE, "entry": "soon"}, locale="zh-CN")

    assert reply.ephemeral
    assert "`soon` 不是我能为 `entry` 读懂的数字" in reply.text


async def test_what_discord_registers_is_there_in_chinese_and_fits(discord: Loopback) -> None:
    for command in discord.directory.registered:
        length = 0
        for entry in entries(command):
            chinese = nested(entry, "description_localizations").get("zh-CN", "")
            if entry.get("description"):
                assert HAN.search(chinese), entry["name"]
                assert len(chinese) <= DESCRIPTION_LENGTH
            names = nested(entry, "name_localizations").values()
            told = nested(entry, "description_localizations").values()
            texts = [entry["name"], entry.get("description", ""), *names, *told]
            length += len("".join(map(str, texts))) + len(str(entry.get("value", "")))
        assert length <= COMMAND_LENGTH, command["name"]


async def test_names_of_commands_and_options_stay_english_and_those_of_menus_do_not(
    discord: Loopback,
) -> None:
    for command in discord.directory.registered:
        is_menu = command["type"] == 3
        assert ("zh-CN" in nested(command, "name_localizations")) == is_menu
        for entry in entries(command):
            if "value" not in entry and not is_menu:
                assert not nested(entry, "name_localizations"), entry["name"]


def entries(command: Payload) -> Iterator[Payload]:
    """A command with its options, subcommands and choices."""
    yield command
    for option in listed(command, "options"):
        yield from entries(option)
    yield from listed(command, "choices")


def shown(form: Payload) -> list[str]:
    """Every label, title, placeholder and description of a form."""
    return LABELS.findall(json.dumps(form, ensure_ascii=False))
