"""Count what `isocross answer` reports in a second: `python -m benchmarks.answers`.

Each asks about a cross position with four others in the pool; the process has one core, its
processor time counts, and what it takes to start is left out.
"""

import json
import os
import resource
import subprocess
import sys
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
