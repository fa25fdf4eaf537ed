"""Time the rules beside another engine: `python -m benchmarks.rules`.

Loading them, one evaluation of all with its trace, and a recommendation with its flips.
The traders are random, with a fixed seed; half of them have answered only some questions.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice
from statistics import median, quantiles

from benchmarks import another_engine
from bot import data
from bot.errors import ImpossibleCombination
from bot.rulebook import Fact, Kind, Rulebook, Trait, Type, load

DAY = date(2026, 11, 22)
SEED = 2026
TRADERS = 2_000
POSITIONS = (1, 2, 3, 8)
NUMBERS = tuple(map(Decimal, ("0", "0.004", "0.01", "0.03", "0.1", "0.5", "1", "2.5", "10", "75")))
KINDS = tuple(Kind)
LOADS = 7
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that the work took."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def traders(rulebook: Rulebook) -> Iterator[dict[str, Fact]]:
    """Yield traders without end whose answers can all be true."""
    dice = random.Random(SEED)  # noqa: S311 - the same traders every time, no secret
    traits = rulebook.traits.values()
    while True:
        share = dice.choice((1.0, dice.random()))
        answered = [trait for trait in traits if dice.random() < share]
        try:
            yield rulebook.facts({trait.name: dice.choice(values(trait)) for trait in answered})
        except ImpossibleCombination:
            continue


def values(trait: Trait) -> tuple[Fact, ...]:
    """Return values to choose from."""
    if trait.type is Type.NUMBER:
        return tuple(filter(trait.contains, NUMBERS))
    return POSITIONS if trait.type is Type.COUNT else trait.domain


def line(name: str, times: Iterable[float]) -> str:
    """Return the median and the slowest of a hundred, in microseconds."""
    taken = [second * 1e6 for second in times]
    slowest = quantiles(taken, n=100)[-1]
    return f"{name}: median {median(taken):.0f} µs, 99th percentile {slowest:.0f} µs"


def average(work: Callable[[dict[str, Fact]], object], asking: Sequence[dict[str, Fact]]) -> str:
    """Return what one trader takes on average, in the best of some rounds."""
    rounds = [seconds(lambda: [work(trader) for trader in asking]) for _ in range(ROUNDS)]
    return f"{min(rounds) / len(asking) * 1e6:.1f} µs on average"


def beside_another_engine(rulebook: Rulebook, asking: Sequence[dict[str, Fact]]) -> Iterator[str]:
    """Yield what the other engine takes for the same rules, and how often it agrees."""
    try:
        fires = another_engine.evaluation(rulebook)
    except ModuleNotFoundError:
        yield "rule-engine is not installed, so nothing stands beside it"
        return
    agreed = sum(
        fires(trader) == list(rulebook.evaluate(trader, KINDS).fired) for trader in asking
    )
    yield f"rule-engine, what fired and no more: {average(fires, asking)}"
    yield f"it agrees on {agreed} of {len(asking)} traders"


def main() -> None:
    """Measure and print."""
    files = data.texts("rules", ".yaml")
    loads = [seconds(partial(load, files, DAY)) for _ in range(LOADS)]
    rulebook = load(files, DAY)
    asking = list(islice(traders(rulebook), TRADERS))
    print(f"{len(rulebook.rules)} rules, {len(rulebook.traits)} traits")
    print(f"load with all checks on the text: {min(loads) * 1e3:.0f} ms at best")
    first, second = (
        [seconds(partial(rulebook.recommend, trader)) for trader in asking] for _ in range(2)
    )
    print(line("recommendation with all flips, first time", first))
    print(line("recommendation with all flips, again", second))
    traced = average(partial(rulebook.evaluate, kinds=KINDS), asking)
    print(f"evaluation: what fired, what is open, what was read: {traced}")
    print("\n".join(beside_another_engine(rulebook, asking)))


if __name__ == "__main__":
    main()
