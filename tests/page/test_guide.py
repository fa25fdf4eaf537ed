"""The bot itself on the page: a guided run without a mouse, and the tour of a newcomer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Locator, expect

from bot.chat import Client, Services
from bot.options import Desk
from bot.playground import Loopback
from tests.page.visitor import Visit, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = 390
TOUR = 10
MOST = 12


@pytest_asyncio.fixture(loop_scope="session", name="isocross")
async def _isocross(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, tmp_path: Path
) -> AsyncIterator[Loopback]:
    async with Loopback(port=0) as loopback:
        gateway = yarl.URL(f"ws://127.0.0.1:{loopback.port}/gateway/")
        monkeypatch.setattr(Route, "BASE", f"{loopback.url}api/v10")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        async with Client(Services(desk.book, desk.words), tmp_path) as bot:
            serving = asyncio.create_task(bot.start(loopback.token))
            await loopback.ready()
            yield loopback
            await bot.close()
            await serving


async def answer_by_keyboard(visitor: Visitor, page: Locator) -> None:
    """Give the first answer: press it, choose it, or say that none of several is true."""
    nothing = page.get_by_role("button", name="None of these")
    choices = page.get_by_role("combobox")
    if await nothing.count():
        await nothing.focus()
        await visitor.presses("Enter")
    elif await choices.count():
        await choices.first.focus()
        await visitor.presses("ArrowDown", "Enter")
    else:
        await page.get_by_role("button").first.focus()
        await visitor.presses("Enter")


async def heading(page: Locator) -> str:
    return await page.get_by_role("heading").first.inner_text()


async def test_a_whole_guided_run_needs_no_mouse_and_fits_a_phone(
    visit: Visit, isocross: Loopback
) -> None:
    phone = await visit(isocross, width=PHONE)
    page = await phone.says("/guide")
    asked = 0

    while await page.get_by_role("button", name="Skip").count():
        question = await heading(page)
        await answer_by_keyboard(phone, page)
        await expect(page.get_by_role("heading").first).not_to_have_text(question)
        asked += 1
        assert await phone.page.evaluate("document.documentElement.scrollWidth") == PHONE

    assert 0 < asked <= MOST
    await expect(page).to_contain_text("No further answer can change this.")
    await expect(phone.messages).to_have_count(1)
    await page.get_by_role("button", name="Show my answer").focus()
    await phone.presses("Enter")
    await expect(page.get_by_role("heading").first).to_contain_text("isolated")


async def test_several_questions_are_ticked_by_keyboard(visit: Visit, isocross: Loopback) -> None:
    ann = await visit(isocross, width=PHONE)
    page = await ann.says("/guide")
    ticks = page.get_by_role("listbox", name="Tick all that are true")
    while not await ticks.count():
        question = await heading(page)
        await answer_by_keyboard(ann, page)
        await expect(page.get_by_role("heading").first).not_to_have_text(question)

    await ticks.focus()
    await ann.presses("Space", "Tab", "Enter")
    await expect(ticks).to_have_count(0)
    review = page.get_by_role("button", name="Review")
    if await review.count():
        await review.click()

    await expect(page).to_contain_text("Limit per trade: yes")


async def test_a_newcomer_is_shown_ten_questions_and_each_is_answered(
    visit: Visit, isocross: Loopback
) -> None:
    ann = await visit(isocross)
    welcome = ann.page.get_by_role("region", name="Cross or isolated?")
    questions = await welcome.locator("code").all_inner_texts()

    await expect(welcome.get_by_role("heading")).to_be_in_viewport()
    assert len(questions) == TOUR
    assert len(set(questions)) == TOUR
    for question in questions:
        answer = await ann.says(question)
        await expect(answer.locator(".card")).to_have_count(1)
        await expect(answer).not_to_contain_text("Did you mean")
