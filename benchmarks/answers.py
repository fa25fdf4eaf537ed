"""Count what `isocross answer` reports in a second: `python -m benchmarks.answers`.

Each asks about a cross position with four others in the pool; the process has one core, and what
it takes to start is left out.
"""

import json
import os
import subprocess
import sys
import time
from itertools import cycle, islice

from benchmarks.measured import CORES, ROOT

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
    """Return the seconds for so many questions, and the last answer."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "answer"],
        input=questions(count),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {CORES[-1]}),
    )
    return time.perf_counter() - begun, done.stdout.splitlines()[-1]


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


if __name__ == "__main__":
    main()
