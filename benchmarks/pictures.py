"""Ask for 200 different pictures at once, over the wire: `python -m benchmarks.pictures`.

Meanwhile ordinary questions are asked one after another.
"""

import asyncio
import time
from collections.abc import Awaitable
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.measured import MeasuredBot
from bot.playground import Loopback
from bot.playground.interactions import Callback
from bot.playground.reply import Reply

PICTURES: Final = 200
PATIENCE: Final = 120.0
ODDS: Final = {"price": "65000", "days": "7", "volatility": "60%"}
PNG: Final = b"\x89PNG"


async def timed(asked: Awaitable[Reply]) -> tuple[float, Reply]:
    """Return the seconds until an answer is complete, and the answer."""
    started = time.perf_counter()
    reply = await asked
    return time.perf_counter() - started, reply


async def interrupt(discord: Loopback, until: asyncio.Future[Any]) -> list[float]:
    """Return how long ordinary questions waited, asked one by one until something is done."""
    waits: list[float] = []
    while not until.done():
        seconds, _ = await timed(discord.slash("odds", {**ODDS, "barrier": "60000"}))
        waits.append(seconds)
        await asyncio.sleep(0.02)
    return waits


def told(name: str, seconds: list[float]) -> None:
    """Print the middle and the slow end of some waits."""
    cuts = quantiles(seconds, n=100)
    print(f"{name}: p50 {cuts[49] * 1e3:.0f} ms, p99 {cuts[98] * 1e3:.0f} ms")


async def measure(discord: Loopback) -> None:
    """Measure and print."""
    replies = [
        await discord.slash("odds", {**ODDS, "barrier": str(50_000 + number)})
        for number in range(PICTURES)
    ]
    await replies[0].press("Picture", timeout=PATIENCE)
    quiet = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(2, quiet.set_result, None)
    told("a question while nothing is drawn", await interrupt(discord, quiet))
    pressed = (timed(reply.press("Picture", timeout=PATIENCE)) for reply in replies)
    drawing = asyncio.gather(*pressed, return_exceptions=True)
    told("a question while pictures are drawn", await interrupt(discord, drawing))
    done = [each for each in await drawing if not isinstance(each, BaseException)]
    lost = PICTURES - sum(reply.files["picture.png"].startswith(PNG) for _, reply in done)
    told(f"{PICTURES} pictures at once, {lost} lost", [seconds for seconds, _ in done])
    first = sum(reply.kind is Callback.DEFER for _, reply in done)
    print(f"announced after a second, then put in: {first}")


async def main() -> None:
    """Start a bot, measure, end it."""
    with TemporaryDirectory() as folder:
        settings = {"ISOCROSS_DATA": folder, "ISOCROSS_PACE": "0"}
        async with MeasuredBot(("-m", "bot", "run"), settings) as bot:
            await measure(bot.discord)


if __name__ == "__main__":
    asyncio.run(main())
