"""Time comparisons of cross and isolated: `python -m benchmarks.compare`.

Those that are heavy leave the event loop as they do on Discord; what it still waits is told too.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import cycle, islice, pairwise
from statistics import median

from bot import app
from bot.advisor import FEATURES, Book, parse
from bot.chat.client import TURN

DAY = date(2026, 11, 22)
ROUNDS = 50
BEAT = 0.0002
ACCOUNTS = ((3, 3), (10, 10), (50, 100))


def question(book: Book, positions: int, shocks: int) -> dict[str, object]:
    """Return an account of so many contracts, longs and shorts, under so many shocks."""
    sides = cycle(["long", "long", "short"])
    held = [
        {
            "symbol": symbol,
            "side": side,
            "quantity": "1234.5",
            "entry": "20.5",
            "mark": "20.125",
            "leverage": "3",
        }
        for symbol, side in zip(islice(book.brackets.symbols, positions), sides, strict=False)
    ]
    falls = [f"-0.{number:03}" for number in range(1, shocks + 1)]
    return {"wallet": "1000000", "positions": held, "shocks": falls}


async def waits(work: Callable[[], object]) -> float:
    """Return the longest time that an event loop is kept waiting by work in a thread."""
    beats = [time.perf_counter()]

    async def beat() -> None:
        while True:
            await asyncio.sleep(BEAT)
            beats.append(time.perf_counter())

    beating = asyncio.create_task(beat())
    await asyncio.to_thread(work)
    await asyncio.sleep(BEAT)
    beating.cancel()
    return max(later - earlier for earlier, later in pairwise(beats)) - BEAT


def main() -> None:
    """Measure and print."""
    book, feature = app.build(DAY).book, FEATURES["compare"]
    sys.setswitchinterval(TURN)
    for positions, shocks in ACCOUNTS:
        asked = question(book, positions, shocks)
        request = parse(feature.request, asked)
        parsing, answering = list[float](), list[float]()
        for _ in range(ROUNDS):
            begun = time.process_time()
            parse(feature.request, asked)
            parsed = time.process_time()
            feature.answer(request, book)
            parsing.append(parsed - begun)
            answering.append(time.process_time() - parsed)
        print(
            f"{positions} positions, {shocks} shocks: read in {median(parsing) * 1e3:.2f} ms, "
            f"answered in {median(answering) * 1e3:.2f} ms, at worst {max(answering) * 1e3:.2f} ms"
        )
        if feature.is_heavy(request):
            work = partial(feature.answer, request, book)
            kept = median(asyncio.run(waits(work)) for _ in range(ROUNDS))
            print(f"  in a thread, it keeps the event loop waiting {kept * 1e3:.2f} ms")


if __name__ == "__main__":
    main()
