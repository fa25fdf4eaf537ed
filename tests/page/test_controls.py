import pytest
from playwright.async_api import expect

from tests.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_button_is_pressed_by_keyboard_and_comes_back(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")
    why = answer.get_by_role("button", name="Why")

    await why.focus()
    await ann.presses("Enter")

    await expect(ann.messages.last).to_contain_text("Because it limits the loss.")
    await expect(ann.messages.last).to_be_in_viewport()
    await expect(why).to_be_enabled()
    await expect(why).to_be_focused()


async def test_a_button_that_nothing_answers_visibly_comes_back(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")
    quiet = answer.get_by_role("button", name="Quiet")
    await ann.page.clock.install()

    await quiet.click()
    await expect(quiet).to_have_attribute("aria-busy", "true")
    await ann.page.clock.run_for(4000)

    await expect(quiet).to_be_enabled()
    await expect(ann.messages).to_have_count(1)


async def test_a_choice_is_made_by_keyboard(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")

    await answer.get_by_role("combobox", name="Look at a shock").focus()
    await ann.presses("ArrowDown", "ArrowDown")
    await expect(answer.get_by_text("Enter chooses")).to_be_visible()
    await ann.presses("Enter")

    await expect(ann.messages.last).to_contain_text("chosen: ['-20 %']")


async def test_a_choice_made_with_the_mouse_counts_at_once(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")

    await answer.get_by_role("combobox", name="Look at a shock").select_option("-50 %")

    await expect(ann.messages.last).to_contain_text("chosen: ['-50 %']")


async def test_several_choices_are_made_by_keyboard(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")
    choices = answer.get_by_role("listbox", name="Look at several")

    await choices.focus()
    await ann.presses("Space", "ArrowDown", "Space", "ArrowDown", "Space")
    await expect(choices.get_by_role("option", selected=True)).to_have_count(3)
    await ann.presses("Tab", "Enter")
    await expect(answer.get_by_role("alert")).to_have_text("Choose 1 to 2.")
    await ann.presses("Shift+Tab", "Space", "Tab", "Enter")

    await expect(ann.messages.last).to_contain_text("chosen: ['-10 %', '-20 %']")


async def test_a_form_takes_the_focus_and_escape_gives_it_back(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")
    size = answer.get_by_role("button", name="Size it")

    await size.focus()
    await ann.presses("Enter")

    dialog = ann.page.get_by_role("dialog", name="Size this trade")
    await expect(dialog.get_by_role("textbox", name="Balance")).to_be_focused()
    await ann.presses("Escape")
    await expect(dialog).to_have_count(0)
    await expect(size).to_be_focused()


async def test_a_form_says_what_is_missing_and_sends_what_was_filled_in(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")
    await answer.get_by_role("button", name="Size it").click()
    dialog = ann.page.get_by_role("dialog", name="Size this trade")
    balance = dialog.get_by_role("textbox", name="Balance")

    await expect(balance).to_be_focused()
    await ann.types("5")
    await ann.presses("Enter")
    await expect(balance).to_have_accessible_description(
        "In USDT At least 2 characters; this is 1."
    )
    await expect(dialog.get_by_role("group", name="Side")).to_contain_text("Choose one.")
    await ann.types("000")
    await ann.presses("Tab", "Space")
    await dialog.get_by_role("combobox", name="Mode").select_option("isolated")
    await dialog.get_by_role("group", name="Checks").get_by_role("checkbox", name="fees").check()
    await dialog.get_by_role("button", name="Submit").click()

    await expect(ann.messages.last).to_contain_text(
        "filled in: ('5000', 'long', ['isolated'], ['fees'], True)"
    )
    await expect(dialog).to_have_count(0)
