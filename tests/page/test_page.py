import pytest
from playwright.async_api import expect

from bot.playground import Loopback
from tests.page.visitor import Visit, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDE_TABLE = "```\nshock      cross equity      isolated equity    liquidated    survivors\n```"


async def test_nothing_scrolls_sideways_on_a_phone(visit: Visit, loopback: Loopback) -> None:
    phone = await visit(loopback, width=390)
    loopback.say(f"{'long' * 99}\n{WIDE_TABLE}\nhttps://example.org/{'a' * 300}")
    await phone.says("/mode market:usdm")
    await phone.types("/")
    await expect(phone.suggestions).to_be_visible()
    await expect(phone.messages).to_have_count(2)

    widths = await phone.page.evaluate(
        "[document.documentElement, scroller].map(part => part.scrollWidth)"
    )

    assert widths == [390, 390]


async def test_the_page_says_when_the_server_is_away_and_finds_it_again(visit: Visit) -> None:
    async with Loopback(port=0) as old:
        visitor = await visit(old)
        await expect(visitor.status).to_have_text("Waiting for the bot…")
        await visitor.says("before")
        await visitor.becomes("Ben")

    await expect(visitor.status).to_contain_text("Connection lost")
    await visitor.box.fill("kept")
    await visitor.box.press("Enter")
    await expect(visitor.status).to_contain_text("Not sent")
    await expect(visitor.box).to_have_value("kept")

    async with Loopback(port=old.port) as new:
        new.say("a new server")
        await expect(visitor.status).to_have_text("Waiting for the bot…")
        await expect(visitor.messages).to_have_count(1)
        await expect(visitor.messages).to_contain_text("a new server")
        await expect(visitor.page.get_by_role("radio", name="Ben")).to_be_checked()
    assert all("WebSocket" in problem for problem in visitor.problems)
    visitor.problems.clear()


async def test_the_page_says_when_the_bot_is_there(ann: Visitor) -> None:
    await expect(ann.status).to_have_text("The bot is connected.")


async def test_the_language_is_chosen_by_keyboard_and_is_english_at_first(ann: Visitor) -> None:
    language = ann.page.get_by_role("combobox", name="Language")
    await expect(language).to_have_value("en-US")
    await expect(await ann.says("/speak")).to_contain_text("asked in en-US")

    await language.focus()
    await ann.presses("ArrowDown")
    await ann.box.fill("/spe")
    speak = ann.suggestions.get_by_role("option", name="/speak")
    await expect(speak).to_contain_text("说出你的语言")
    answer = await ann.says("/speak")
    await expect(answer).to_contain_text("asked in zh-CN")
    await answer.get_by_role("button", name="Apps").click()
    await expect(ann.page.get_by_role("menuitem")).to_have_text(["检查这条", "Explain this"])

    await expect(ann.page.get_by_role("log")).to_have_attribute("lang", "zh-CN")
    await expect(ann.messages).to_have_count(2)
