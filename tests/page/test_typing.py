import asyncio

import pytest
from playwright.async_api import Browser, WebSocketRoute, expect

from tests.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_command_is_written_and_sent_with_the_keyboard_alone(ann: Visitor) -> None:
    await expect(ann.box).to_be_focused()

    await ann.types("/mo")
    await expect(ann.suggestions.get_by_role("option", name="/mode")).to_be_visible()
    await ann.presses("Tab")
    await expect(ann.box).to_have_value("/mode ")
    await ann.types("mark")
    await expect(ann.suggestions.get_by_role("option", name="market:")).to_be_visible()
    await ann.presses("Tab")
    await ann.types("us")
    await expect(ann.suggestions.get_by_role("option", name="usdm")).to_be_visible()
    await ann.presses("Tab")
    await expect(ann.box).to_have_value("/mode market:usdm ")
    await ann.presses("Enter")

    await expect(ann.messages).to_contain_text("Ann used /mode market:usdm")
    await expect(ann.box).to_have_value("")
    await expect(ann.box).to_be_focused()


async def test_tab_pressed_before_the_list_is_there_accepts_its_first_entry(ann: Visitor) -> None:
    await ann.types("/mo")
    await ann.presses("Tab")

    await expect(ann.box).to_have_value("/mode ")
    await expect(ann.box).to_be_focused()


async def test_enter_accepts_what_the_arrows_highlight_and_sends_otherwise(ann: Visitor) -> None:
    await ann.types("/")
    await expect(ann.suggestions).to_be_visible()
    await ann.presses("ArrowDown", "ArrowDown")
    highlighted = ann.suggestions.get_by_role("option", selected=True)
    await expect(highlighted).to_contain_text("/note")
    await expect(ann.box).to_have_attribute(
        "aria-activedescendant", await highlighted.get_attribute("id") or ""
    )
    await ann.presses("Enter")
    await expect(ann.box).to_have_value("/note ")
    await expect(ann.suggestions).to_be_visible()
    await ann.presses("Escape")
    await expect(ann.suggestions).to_be_hidden()

    await ann.types("text:hello")
    await ann.presses("Enter")

    await expect(ann.messages).to_contain_text("hello")


async def test_a_suggestion_can_be_clicked_and_the_box_keeps_the_focus(ann: Visitor) -> None:
    await ann.types("/")
    await ann.suggestions.get_by_role("option", name="/note").click()

    await expect(ann.box).to_have_value("/note ")
    await expect(ann.box).to_be_focused()


async def test_a_mistake_in_the_whole_text_is_answered_in_the_messages(ann: Visitor) -> None:
    answer = await ann.says("/mod market:usdm")

    await expect(answer).to_contain_text("There is no command /mod. Did you mean /mode?")
    await expect(answer).to_contain_text("Only you can see this")


async def test_the_arrow_key_brings_back_what_was_sent(ann: Visitor) -> None:
    await ann.says("first")
    await ann.says("second")

    await ann.presses("ArrowUp")
    await expect(ann.box).to_have_value("second")
    await ann.presses("ArrowUp")
    await expect(ann.box).to_have_value("first")
    await ann.presses("ArrowDown", "ArrowDown")
    await expect(ann.box).to_have_value("")


async def test_what_to_try_first_goes_into_the_box_and_away(ann: Visitor) -> None:
    await ann.page.get_by_role("button", name="Try /mode").click()

    await expect(ann.box).to_be_focused()
    await expect(ann.box).to_have_value(
        "/mode market:usdm strategy:event_driven wants_loss_cap:yes"
    )
    await ann.says("hello")
    await expect(ann.page.get_by_role("button", name="Try /mode")).to_be_hidden()


async def test_suggestions_that_come_late_are_dropped(browser: Browser, ann: Visitor) -> None:
    held: asyncio.Queue[str | bytes] = asyncio.Queue()
    sockets: list[WebSocketRoute] = []

    def delay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(
            lambda text: (
                held.put_nowait(text) if '"suggestions"' in str(text) else socket.send(text)
            )
        )
        sockets.append(socket)

    async with await browser.new_context() as context:
        page = await context.new_page()
        await page.route_web_socket("**/page", delay)
        await page.goto(ann.discord.url)
        visitor = Visitor(page, ann.discord, [])
        await visitor.box.fill("/mo")
        async with asyncio.timeout(10):
            late = await held.get()
        await visitor.says("/mod")
        sockets[0].send(late)
        sockets[0].send('{"type": "waiting"}')
        await expect(page.get_by_text("Waiting for the bot")).to_be_visible()

        await expect(visitor.suggestions).to_be_hidden()
