import pytest
from playwright.async_api import Locator, expect

from bot.playground import Loopback
from tests.page.visitor import Visit, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

POST = "LONG CFXUSDT entry 0.2066"


async def posted(ann: Visitor) -> Locator:
    post = await ann.says(POST)
    return post.get_by_role("button", name="Apps")


async def test_a_menu_is_used_on_a_posted_message_by_keyboard_alone(ann: Visitor) -> None:
    apps = await posted(ann)

    await apps.focus()
    await ann.presses("Enter")
    menu = ann.page.get_by_role("menu", name="Apps")
    await expect(menu.get_by_role("menuitem", name="Check this")).to_be_focused()
    await expect(apps).to_have_attribute("aria-expanded", "true")
    await ann.presses("Enter")

    await expect(menu).to_have_count(0)
    await expect(ann.messages.last).to_contain_text(f"checked: {POST}")
    await expect(ann.messages.last).to_contain_text("Only you can see this")
    await expect(apps).to_be_focused()


async def test_arrows_go_round_the_menu_and_escape_closes_it(ann: Visitor) -> None:
    apps = await posted(ann)
    await apps.click()
    items = ann.page.get_by_role("menuitem")
    await expect(items).to_have_text(["Check this", "Explain this"])

    await ann.presses("ArrowDown")
    await expect(items.nth(1)).to_be_focused()
    await ann.presses("ArrowDown")
    await expect(items.nth(0)).to_be_focused()
    await ann.presses("ArrowUp")
    await expect(items.nth(1)).to_be_focused()
    await ann.presses("Home")
    await expect(items.nth(0)).to_be_focused()
    await ann.presses("Escape")

    await expect(items).to_have_count(0)
    await expect(apps).to_be_focused()
    await expect(apps).to_have_attribute("aria-expanded", "false")
    await expect(ann.messages).to_have_count(1)


async def test_a_menu_closes_when_the_focus_leaves_it(ann: Visitor) -> None:
    apps = await posted(ann)

    await apps.click()
    await ann.box.click()

    await expect(ann.page.get_by_role("menu")).to_have_count(0)


async def test_the_second_of_the_menus_is_used_with_the_mouse(ann: Visitor) -> None:
    apps = await posted(ann)

    await apps.click()
    await ann.page.get_by_role("menuitem", name="Explain this").click()

    await expect(ann.messages.last).to_contain_text(f"explained: {POST}")


async def test_a_private_answer_has_no_menu(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")

    await expect(answer).to_contain_text("Only you can see this")
    await expect(answer.get_by_role("button", name="Apps")).to_have_count(0)


async def test_a_menu_fits_a_narrow_page(visit: Visit, loopback: Loopback) -> None:
    ann = await visit(loopback, width=390)
    apps = await posted(ann)

    await apps.click()

    box = await ann.page.get_by_role("menu").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    wide = await ann.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
