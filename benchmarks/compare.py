"""Time comparisons of cross and isolated: `python -m benchmarks.compare`.

And how long the event loop waits while the largest is answered beside it.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import cycle, islice
from statistics import median

from bot import app
from bot.advisor import FEATURES, Book, parse
from bot.chat.client import TURN

DAY = date(2026, 11, 22)
ROUNDS = 50
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
    """Return the longest that the event loop did not come to its turn while a thread worked."""
    working = asyncio.create_task(asyncio.to_thread(work))
    longest = 0.0
    while not working.done():
        begun = time.perf_counter()
        await asyncio.sleep(0)
        longest = max(longest, time.perf_counter() - begun)
    return longest


def main() -> None:
    """Measure and print."""
    book, feature = app.build(DAY).book, FEATURES["compare"]
    for positions, shocks in ACCOUNTS:
        asked = question(book, positions, shocks)
        parsing, answering = list[float](), list[float]()
        for _ in range(ROUNDS):
            begun = time.process_time()
            request = parse(feature.request, asked)
            parsed = time.process_time()
            feature.answer(request, book)
            parsing.append(parsed - begun)
            answering.append(time.process_time() - parsed)
        print(
            f"{positions} positions, {shocks} shocks: read in {median(parsing) * 1e3:.2f} ms, "
            f"answered in {median(answering) * 1e3:.2f} ms, at worst {max(answering) * 1e3:.2f} ms"
        )
    sys.setswitchinterval(TURN)
    work = partial(feature.answer, parse(feature.request, question(book, *ACCOUNTS[-1])), book)
    waited = [asyncio.run(waits(work)) for _ in range(ROUNDS)]
    print(f"meanwhile the event loop waits {median(waited) * 1e3:.2f} ms at most, in the median")


if __name__ == "__main__":
    main()
