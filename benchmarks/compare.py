"""Time comparisons of cross and isolated: `python -m benchmarks.compare`."""

import time
from datetime import date
from itertools import cycle, islice
from statistics import median

from bot import app
from bot.advisor import FEATURES, Book, parse

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


if __name__ == "__main__":
    main()
