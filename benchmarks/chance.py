"""Time a chance by formula and by simulation: `python -m benchmarks.chance`.

The simulation runs in the worker, as in an answer, with four horizons of 20 steps each.
"""

import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from statistics import median

from bot.margin.brackets import ladder
from bot.margin.linear import Position
from bot.margin.motion import Exposure, Motion, loadings
from bot.margin.touch import touch_probability
from bot.worker import Worker

TOUCH = tuple(map(Decimal, ("65000", "58700", "7", "0.6")))
HORIZONS = list(map(Decimal, (1, 3, 7, 30)))
SIMULATION = "bot.advisor.simulation:touched"
LADDER = ladder([(Decimal(0), Decimal("0.004")), (Decimal(50_000), Decimal("0.005"))])


def account(positions: int) -> Motion:
    """Return an account of long positions that correlate by 0.6."""
    matrix = [
        [Decimal(1) if one == other else Decimal("0.6") for other in range(positions)]
        for one in range(positions)
    ]
    opened = Position(1, Decimal(1), Decimal(65_000), Decimal(65_000), LADDER)
    return Motion(
        opened.notional * positions / 10,
        [Exposure(opened, Decimal("0.6"), Decimal(0), load) for load in loadings(matrix) or []],
    )


def took(work: Callable[[], object], times: int) -> float:
    """Return the median of the seconds that the work takes."""
    seconds: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def main() -> None:
    """Measure and print."""
    formula = took(lambda: touch_probability(*TOUCH), 10_000)
    print(f"by formula: {formula * 1e6:.0f} µs")
    worker = Worker()
    start = took(partial(worker.call, SIMULATION, account(1), HORIZONS), 1)
    print(f"start of the worker, with one simulation: {start * 1e3:.0f} ms")
    for positions in (1, 5, 50):
        call = partial(worker.call, SIMULATION, account(positions), HORIZONS)
        print(f"simulated with {positions} positions: {took(call, 5) * 1e3:.0f} ms")
    worker.close()


if __name__ == "__main__":
    main()
