"""A class of 500 through the loopback Discord: `python -m benchmarks.classroom [DATABASE]`.

Everybody joins within five seconds, votes within five seconds, opens the first question and
answers it; once spread evenly, and once all at one instant.
"""

import asyncio
import csv
import sys
import time
from collections.abc import Awaitable, Callable
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measured import MeasuredBot
from benchmarks.pictures import told
from bot.playground import Loopback
from bot.playground.reply import NoAnswer, Reply
from bot.playground.world import Change, Channel, Message, Person

CLASS: Final = 500
SPAN: Final = 5.0
"""Seconds within which everybody presses."""

PATIENCE: Final = 30.0
LATE: Final = 3.0
"""Seconds after which Discord takes no answer."""

Press = Callable[[Person], Awaitable[Reply]]


class Edits:
    """Counts how often the bot edits what everybody sees."""

    def __init__(self, discord: Loopback) -> None:
        self.count = 0
        discord.world.listeners.add(self._on_change)

    def _on_change(self, change: Change, message: Message) -> None:
        self.count += change is Change.EDITED and message.only_for is None


async def pressed(name: str, discord: Loopback, press: Press, span: float) -> list[Reply]:
    """Let everybody press within a span; print how long they waited, and who in vain."""
    edits, waits, replies, lost = Edits(discord), list[float](), list[Reply](), 0

    async def one(person: Person, after: float) -> None:
        nonlocal lost
        await asyncio.sleep(after)
        begun = time.perf_counter()
        try:
            replies.append(await press(person))
        except NoAnswer:
            lost += 1
        waits.append(time.perf_counter() - begun)

    people = discord.world.classmates
    step = span / len(people)
    await asyncio.gather(*(one(each, place * step) for place, each in enumerate(people)))
    late = sum(wait > LATE for wait in waits)
    told(f"{name} in {span:g} s, {lost} lost, {late} late, {edits.count} edits", waits)
    return replies


async def moved(discord: Loopback, thread: Channel, button: str) -> Reply:
    """Move on to the message with a button."""
    ann = discord.person()
    while True:
        await discord.slash("session next", {}, channel=thread, timeout=PATIENCE)
        await asyncio.sleep(0.5)
        newest = [said for said in discord.messages(thread, ann) if not said.ephemeral][-1]
        if button in newest.buttons:
            return newest


async def measure(discord: Loopback, span: float) -> None:
    """Hold one class, and compare what was acknowledged with what the file says."""
    lobby = await discord.slash("session start", {"lesson": "cross-and-isolated"})
    while not lobby.followups:
        await lobby.changed()
    thread = discord.world.threads[-1]
    joined = await pressed("join", discord, lambda who: lobby.press("Join", person=who), span)
    vote = await moved(discord, thread, "It depends")
    voted = await pressed("vote", discord, lambda who: vote.press("Mixed", person=who), span)
    question = await moved(discord, thread, "Answer")

    async def answer(who: Person) -> Reply:
        sheet = await question.press("Answer", person=who)
        return await sheet.press("A", person=who)

    answered = await pressed("open and answer", discord, answer, span)
    begun = time.perf_counter()
    await discord.slash("session end", {}, channel=thread, timeout=PATIENCE)
    told_all = await discord.slash(
        "session results", {"format": "csv"}, channel=thread, timeout=PATIENCE
    )
    ended = time.perf_counter() - begun
    (content,) = told_all.files.values()
    rows = list(csv.DictReader(content.decode().splitlines()))
    votes = sum(row["vote_1"] == "mixed" for row in rows)
    print(
        f"acknowledged: {len(joined)} joined, {len(voted)} voted, {len(answered)} answered; "
        f"in the file: {len(rows)} people, {votes} votes; results and file in {ended:.2f} s"
    )


async def main() -> None:
    """Start a bot, measure, end it."""
    with TemporaryDirectory() as folder:
        settings = {"ISOCROSS_DATA": folder, "ISOCROSS_PACE": "0"}
        if sys.argv[1:]:
            settings["ISOCROSS_DATABASE"] = sys.argv[1]
        discord = Loopback(history=20 * CLASS)
        async with MeasuredBot(("-m", "bot", "run"), settings, discord) as bot:
            bot.discord.world.seat(CLASS)
            for span in (SPAN, 0.0):
                await measure(bot.discord, span)


if __name__ == "__main__":
    asyncio.run(main())
