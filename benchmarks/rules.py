"""Time the rules: loading them, and a recommendation with its flips: `python -m benchmarks.rules`.

The traders are random, with a fixed seed; half of them have answered only some questions.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from statistics import median, quantiles

from bot import data
from bot.errors import ImpossibleCombination
from bot.rulebook import Fact, Rulebook, Trait, Type, load

DAY = date(2026, 11, 22)
SEED = 2026
TRADERS = 2_000
POSITIONS = (1, 2, 3, 8)
LOADS = 7


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that the work took."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def traders(rulebook: Rulebook) -> Iterator[dict[str, Fact]]:
    """Yield traders without end whose answers can all be true."""
    dice = random.Random(SEED)  # noqa: S311 - the same traders every time, no secret
    asked = [trait for trait in rulebook.traits.values() if trait.asked and values(trait)]
    while True:
        share = dice.choice((1.0, dice.random()))
        answered = [trait for trait in asked if dice.random() < share]
        try:
            yield rulebook.facts({trait.name: dice.choice(values(trait)) for trait in answered})
        except ImpossibleCombination:
            continue


def values(trait: Trait) -> tuple[Fact, ...]:
    """Return values to choose from; none for what is a number."""
    return POSITIONS if trait.type is Type.COUNT else trait.domain


def line(name: str, times: Iterable[float]) -> str:
    """Return the median and the slowest of a hundred, in milliseconds."""
    taken = [second * 1e3 for second in times]
    slowest = quantiles(taken, n=100)[-1]
    return f"{name}: median {median(taken):.3f} ms, 99th percentile {slowest:.3f} ms"


def main() -> None:
    """Measure and print."""
    files = data.texts("rules", ".yaml")
    loads = [seconds(partial(load, files, DAY)) for _ in range(LOADS)]
    rulebook = load(files, DAY)
    asking = list(islice(traders(rulebook), TRADERS))
    print(f"{len(rulebook.rules)} rules, {len(rulebook.traits)} traits")
    print(f"load with all checks and tests: {min(loads) * 1e3:.0f} ms at best")
    first, second = (
        [seconds(partial(rulebook.recommend, trader)) for trader in asking] for _ in range(2)
    )
    print(line("recommendation with all flips, first time", first))
    print(line("recommendation with all flips, again", second))


if __name__ == "__main__":
    main()
