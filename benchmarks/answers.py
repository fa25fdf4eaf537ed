"""Count what `isocross answer` reports in a second: `python -m benchmarks.answers`.

Each asks about a cross position with four others in the pool; the process has one core, its
processor time counts, and what it takes to start is left out. Then single lines, in this process:
a pool as large as can be asked about, in both futures markets, and lines that mean no good.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from itertools import cycle, islice
from time import process_time

from benchmarks.measured import CORES, ROOT
from bot import app, terminal
from bot.options import Desk

REPORTS = 10_000
OTHERS = [
    {"symbol": "ETHUSDT", "side": "short", "quantity": "20", "entry": "3400", "mark": "3310"},
    {"symbol": "SOLUSDT", "side": "long", "quantity": "400", "entry": "150"},
    {"symbol": "BNBUSDT", "side": "long", "quantity": "60", "entry": "610", "mark": "640"},
    {"symbol": "XRPUSDT", "side": "short", "quantity": "30000", "entry": "0.52"},
]


def questions(count: int) -> str:
    """Return different questions, one a line."""
    sizes = islice(cycle(range(100, 400)), count)
    return "".join(
        json.dumps(
            {
                "feature": "liquidation",
                "request": {
                    "market": "usdm",
                    "mode": "cross",
                    "symbol": "BTCUSDT",
                    "side": "long",
                    "quantity": f"1.{size}",
                    "entry": "65000",
                    "wallet": "30000",
                    "others": OTHERS,
                },
            }
        )
        + "\n"
        for size in sizes
    )


def took(count: int) -> tuple[float, str]:
    """Return the processor time of so many questions in seconds, and the last answer."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "answer"],
        input=questions(count),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {CORES[-1]}),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout.splitlines()[-1]


ASKED = {"mode": "cross", "side": "long", "quantity": "2", "entry": "65432.1", "wallet": "30000"}
LONGEST = "7" * 29 + "." + "7" * 70


def pool(market: str, symbols: list[str], **more: object) -> str:
    """Return a question about the first symbol with all others in the pool."""
    first, *others = symbols
    held = {"side": "short", "quantity": "3", "entry": "61234.5", **more}
    asked = {**ASKED, **more, "market": market, "symbol": first}
    listed = [{**held, "symbol": symbol} for symbol in others]
    return json.dumps({"feature": "liquidation", "request": {**asked, "others": listed}})


def tiers() -> list[dict[str, str]]:
    """Return as many brackets as a question may have, of numbers as long as can be read."""
    return [
        {"floor": f"{place}.{'7' * 90}" if place else "0", "rate": f"0.{place + 1:03}{'1' * 90}"}
        for place in range(100)
    ]


def lines() -> Mapping[str, str]:
    """Return single lines by what they are."""
    contracts = [f"BTCUSD_{month:06}" for month in range(50)]
    long = dict.fromkeys(("quantity", "entry", "mark"), LONGEST)
    wrong = {f"x{place}": 1 for place in range(3_000)}
    return {
        "49 others in COIN-M": pool("coinm", contracts),
        "49 others, each with 100 brackets, every number of 100 digits": pool(
            "coinm", contracts, **long, brackets=tiers()
        ),
        "49 others with 3,000 unknown fields each": pool("coinm", contracts, **wrong),
        "10,000 others": pool("coinm", contracts * 200),
        "an array 100,000 deep": "[" * 100_000,
    }


def measured(desk: Desk, line: str) -> str:
    """Return the shortest of some runs in milliseconds, and what comes of the line."""
    runs: list[float] = []
    for _ in range(5):
        start = process_time()
        terminal.dumped(terminal.answered(desk, line, "en"))
        runs.append(process_time() - start)
    error = terminal.answered(desk, line, "en").get("error", {"key": "a report"})
    return f"{min(runs) * 1000:.2f} ms, {error['key']}"


def main() -> None:
    """Measure and print."""
    start, _ = took(1)
    whole, last = took(REPORTS)
    price = json.loads(last)["report"]["liquidation_price"]
    print(f"the last one is liquidated at {price[:8]}")
    print(f"start, with one report: {start:.2f} s")
    print(
        f"liquidation reports with four other positions: {REPORTS / (whole - start):,.0f} a second"
    )
    desk = app.build()
    symbols = [symbol for symbol in desk.book.brackets.symbols if symbol.endswith("USDT")][:50]
    for name, line in {"49 others": pool("usdm", symbols), **lines()}.items():
        print(f"{name}: {measured(desk, line)}")


if __name__ == "__main__":
    main()
