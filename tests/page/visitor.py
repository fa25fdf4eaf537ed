"""Somebody at the page: what they find by role and name, and what they do."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from bot.playground import Loopback

MESSAGE = re.compile("message")


@dataclass(frozen=True)
class Visitor:
    page: Page
    discord: Loopback
    problems: list[str]

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name=MESSAGE)

    @property
    def suggestions(self) -> Locator:
        return self.page.get_by_role("listbox", name="Suggestions")

    @property
    def messages(self) -> Locator:
        return self.page.get_by_role("log").get_by_role("article")

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("contentinfo").get_by_role("status").first

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def types(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def says(self, text: str) -> Locator:
        """Send a text and return its answer, once it is there."""
        before = await self.messages.count()
        await self.box.fill(text)
        await self.box.press("Enter")
        answer = self.messages.nth(before)
        await expect(answer).to_be_visible()
        await expect(answer.get_by_text("is thinking")).to_have_count(0)
        return answer

    async def becomes(self, name: str) -> None:
        await self.page.get_by_role("radio", name=name).check()


Visit = Callable[..., Awaitable[Visitor]]
"""Opens the page of a loopback Discord, `width` CSS pixels wide."""
