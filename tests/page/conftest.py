import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, async_playwright, expect

from bot.playground import Loopback
from tests.page.rehearsal import Rehearsal
from tests.page.visitor import Visit, Visitor

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
REQUIRED = "ISOCROSS_REQUIRE_BROWSER"

expect.set_options(timeout=10_000)


def _browser_missing() -> None:
    reason = f"no Chromium here: none of {', '.join(BROWSERS)} on the path"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{reason}, and {REQUIRED}=1")
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="session", loop_scope="session", name="browser")
async def _browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        own = playwright.chromium.executable_path
        executable = next(filter(None, map(shutil.which, (*BROWSERS, own))), None)
        if executable is None:
            _browser_missing()
        args = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=executable, args=args)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session", name="loopback")
async def _loopback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    async with Loopback(port=0) as loopback:
        gateway = yarl.URL(f"ws://127.0.0.1:{loopback.port}/gateway/")
        monkeypatch.setattr(Route, "BASE", f"{loopback.url}api/v10")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        async with Rehearsal() as bot:
            serving = asyncio.create_task(bot.start(loopback.token))
            await loopback.ready()
            yield loopback
            await bot.close()
            await serving


@pytest_asyncio.fixture(loop_scope="session", name="visit")
async def _visit(browser: Browser) -> AsyncIterator[Visit]:
    visitors: list[Visitor] = []

    async def visit(loopback: Loopback, width: int = 1280) -> Visitor:
        page = await browser.new_page(viewport={"width": width, "height": 844})
        visitors.append(Visitor(page, loopback, []))
        await _arrive(visitors[-1])
        return visitors[-1]

    yield visit
    for visitor in visitors:
        await visitor.page.close()
        assert visitor.problems == []


async def _arrive(visitor: Visitor) -> None:
    page, loopback = visitor.page, visitor.discord
    found = visitor.problems.append
    page.on("pageerror", lambda error: found(str(error)))
    page.on("console", lambda said: found(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda sent: None if urlsplit(sent.url).port == loopback.port else found(sent.url),
    )
    await page.goto(loopback.url)
    await expect(visitor.status).not_to_have_text("Connecting…")


@pytest_asyncio.fixture(loop_scope="session", name="ann")
async def _ann(visit: Visit, loopback: Loopback) -> Visitor:
    return await visit(loopback)
