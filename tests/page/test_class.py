"""A host who rehearses in front of classmates, with the real bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.playground import Loopback, classmates
from tests.page.visitor import Visit, Visitor
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="session")

STEPS = 20
PANEL = 1


@pytest_asyncio.fixture(loop_scope="session", name="host")
async def _host(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Visitor]:
    monkeypatch.setattr(classmates, "SLOWEST", 0.2)
    async with Loopback() as discord:
        bot = Bot(discord, tmp_path)
        await bot.start()
        yield await visit(discord, width=390)
        await bot.end()


async def begin(host: Visitor) -> None:
    await host.page.get_by_label("Classmates").select_option("6")
    await host.page.get_by_role("radio", name="#lessons").check()
    await host.says("/session start lesson:cross-and-isolated")
    await expect(host.messages.first).to_contain_text("6 are here")
    await host.page.get_by_role("button", name="Go to the thread").press("Enter")
    await expect(host.box).to_be_focused()
    await host.messages.get_by_role("button", name="Join").click()
    await expect(host.messages.last).to_contain_text("You are in, as Ann")
    await expect(host.page.get_by_role("radio", name="#Cross and isolated")).to_be_checked()


async def until(host: Visitor, text: str) -> Locator:
    """Move on until the class is told something."""
    for _ in range(STEPS):
        before = await host.messages.count()
        await host.says("/session next")
        await expect(host.messages).to_have_count(before + PANEL + 1)
        told = host.messages.last
        if text in await told.inner_text():
            return told
    raise AssertionError(text)


async def test_classmates_fill_the_results_of_a_rehearsal(host: Visitor) -> None:
    await begin(host)
    for asked in ("Vote: which margin mode", "Vote again:"):
        vote = await until(host, asked)
        await expect(vote).to_contain_text("Answered so far: 6")
    await host.says("/session end")

    results = host.messages.filter(has_text="is over: 7 took part")
    picture = results.get_by_role("img", name="Votes in the first and the second round")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("picture => picture.naturalWidth") >= 800
    page = await host.page.evaluate("document.documentElement.scrollWidth")
    assert page <= 390
