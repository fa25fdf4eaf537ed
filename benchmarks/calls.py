"""Time the reader of posted calls: a usual post, and 4,000 hostile characters.

`python -m benchmarks.calls`; the hostile texts are those that would hurt a reader that goes back.
"""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bot import app, data
from bot.calls import Lexicon, Reader

POSTS: Final = Path(__file__).parents[1] / "tests" / "cases" / "calls.jsonl"
ROUNDS: Final = 20
LENGTH: Final = 4_000
OPENINGS: Final = ("", "LONG BTCUSDT entry ", "BTC long SL ", "BTC long TP ", "BTC long leverage ")
PIECES: Final = (
    "1",
    "1 ",
    "0 ",
    "1x ",
    "1,",
    "1.",
    "1,000",
    "1 000 ",
    "a",
    "aB",
    "long",
    "longx",
    "stoplossx",
    "多",
    "做多空",
    "止损1",
    "x 1 ",
    "1x-",
    "1-",
    "tp 1 ",
    "tp1 ",
    "sl ",
    "sl/tp ",
    "#",
    "#a",
    "#BTC\n",
    "$BTC long\n",
    "BTCUSDT long 1 sl 1 tp 1\n",
    "BTCUSDT ETHUSDT long entry 1\n",
    "BTC/USDT-",
    "btc ",
    "btc!",
    "!",
    "|",
    "sl|tp|\n1|2|\n",
    "@a",
    "http://",
    "<",
    "\n",
    "\u200b",
    "1\ufe0f\u20e3",
    "\ufdfa",
    "\u0345",
    "take profit ",
    "between ",
)


def seconds(reader: Reader, text: str) -> float:
    """Return the processor time of reading a text."""
    begun = time.process_time()
    reader.calls(text)
    return time.process_time() - begun


def line(name: str, times: Iterable[float]) -> str:
    """Return the median and the slowest of a hundred, in milliseconds."""
    taken = [second * 1e3 for second in times]
    slowest = quantiles(taken, n=100)[-1]
    return f"{name}: median {median(taken):.2f} ms, 99th percentile {slowest:.2f} ms"


def main() -> None:
    """Measure and print."""
    reader = Reader(Lexicon.of(data.texts("rules", ".yaml")), app.build().book.brackets.symbols)
    posts = [json.loads(post)["text"] for post in POSTS.read_text(encoding="utf-8").splitlines()]
    hostile = [(begin + piece * LENGTH)[:LENGTH] for begin in OPENINGS for piece in PIECES]
    print(f"{len(posts)} posts of {sum(map(len, posts)) // len(posts)} characters on average")
    print(line("a post", [seconds(reader, post) for _ in range(ROUNDS) for post in posts]))
    worst = max((min(seconds(reader, text) for _ in range(2)), text) for text in hostile)
    print(f"worst of {len(hostile)} hostile texts: {worst[0] * 1e3:.1f} ms, {worst[1][:40]!r} …")


if __name__ == "__main__":
    main()
