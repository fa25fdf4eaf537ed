"""How long a class waits whose presses come at one instant: `python -m benchmarks.sessions`."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from bot.classroom import Clock, Course, Item, Phase, State, events, key, started
from bot.errors import StoreUnavailable
from bot.options import classroom
from bot.store import Records, held

CLASS = 500
WRITERS = 20
BEGUN = datetime(2026, 11, 25, 18, tzinfo=UTC)
ITEM = Item("scenario", "modes", 4, 1)
COURSE = Course("lesson", (ITEM,), 3, ITEM, ITEM, (ITEM,) * 5, {Phase.BEFORE: 120})
VOTE = key(Phase.BEFORE, 0)


class Burst(NamedTuple):
    """The seconds that presses waited which came at once, and how many were refused."""

    waits: Sequence[float]
    refused: int
    taken: float


async def burst(records: Records, option: int) -> Burst:
    """Let everybody in a class press at one instant."""
    begun = time.perf_counter()

    async def press(person: int) -> float | None:
        try:
            await choose(records, person, option)
        except StoreUnavailable:
            return None
        return time.perf_counter() - begun

    found = await asyncio.gather(*map(press, range(1, CLASS + 1)))
    waits = [wait for wait in found if wait is not None]
    return Burst(waits, CLASS - len(waits), time.perf_counter() - begun)


async def rate(records: Records) -> float:
    """Return how many presses of so many writers are done in a second."""

    async def writer(first: int) -> None:
        for person in range(first, CLASS + 1, WRITERS):
            await choose(records, person, 2)

    begun = time.perf_counter()
    await asyncio.gather(*(writer(first) for first in range(1, WRITERS + 1)))
    return CLASS / (time.perf_counter() - begun)


async def choose(records: Records, person: int, option: int) -> None:
    """Keep what one person chooses, as a server does."""
    event = events.Choose(
        at=BEGUN + timedelta(seconds=1), person=person, name="name", item=VOTE, option=option
    )
    await records.sessions.change(1, classroom.decide(COURSE, event), person)


async def measure(folder: Path, address: str | None) -> str:
    """Return the row of one database."""
    records = Records.at(folder, address)
    clock = classroom.stored(started(State(COURSE, Clock()), BEGUN).clock)._replace(step=1)
    await records.sessions.start(
        held.Session(1, 1, 1, 1, "lesson", "en", "seed", False, False, clock)  # noqa: FBT003 -- neither anonymous nor with a bonus
    )
    first = await burst(records, 0)
    again = await burst(records, 1)
    steady = await rate(records)
    await records.store.close()
    name = address.partition(":")[0] if address else "sqlite"
    return f"| {name} | {cells(first)} | {cells(again)} | {steady:,.0f} |"


def cells(found: Burst) -> str:
    """Return the cells of a burst."""
    waits = (median(found.waits), quantiles(found.waits, n=100)[-1])
    return f"{' | '.join(f'{wait:.2f}' for wait in waits)} | {found.refused}"


def main() -> None:
    """Measure a new SQLite file, and every database that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*", help="empty databases to measure as well")
    given = parser.parse_args()
    print("| | first p50, s | p99, s | refused | again p50, s | p99, s | refused | presses/s |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for address in (None, *given.addresses):
            print(asyncio.run(measure(Path(folder), address)))


if __name__ == "__main__":
    main()
