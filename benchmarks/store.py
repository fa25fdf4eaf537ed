"""How long it takes to keep a profile: `python -m benchmarks.store [ADDRESS …]`."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from bot.store import Records

WRITES = 1_000
WRITERS = 20
TRAITS = {"experience": "beginner", "monitoring": "daily"}
TODAY = date(2026, 11, 22)


async def one_by_one(records: Records, people: Iterator[int]) -> list[float]:
    """Return the seconds of writes in a row."""
    waits: list[float] = []
    for _ in range(WRITES):
        begun = time.perf_counter()
        await records.profiles.keep(next(people), TRAITS, TODAY)
        waits.append(time.perf_counter() - begun)
    return waits


async def at_once(records: Records, people: Iterator[int]) -> float:
    """Return how many writes of many writers are done in a second."""

    async def writer() -> None:
        for _ in range(WRITES // WRITERS):
            await records.profiles.keep(next(people), TRAITS, TODAY)

    begun = time.perf_counter()
    await asyncio.gather(*(writer() for _ in range(WRITERS)))
    return WRITES / (time.perf_counter() - begun)


async def read(records: Records) -> list[float]:
    """Return the seconds of reads in a row, none of them remembered."""
    waits: list[float] = []
    for person in range(WRITES):
        begun = time.perf_counter()
        await records.profiles.of(person, TODAY)
        waits.append(time.perf_counter() - begun)
    return waits


async def delete(records: Records, person: int) -> float:
    """Return the seconds until nothing of a person is left in the files."""
    begun = time.perf_counter()
    await records.profiles.delete(person)
    return time.perf_counter() - begun


async def measure(folder: Path, address: str | None) -> str:
    """Return the row of one database."""
    records = Records.at(folder, address)
    people = count()
    await records.profiles.keep(next(people), TRAITS, TODAY)
    writes = await one_by_one(records, people)
    rate = await at_once(records, people)
    reads = await read(records)
    deletion = await delete(records, 0)
    await records.store.close()
    figures = (median(writes), quantiles(writes, n=100)[-1], median(reads), deletion)
    cells = " | ".join(f"{figure * 1e3:,.2f}" for figure in figures)
    name = address.partition(":")[0] if address else "sqlite"
    return f"| {name} | {cells} | {rate:,.0f} |"


def main() -> None:
    """Measure a new SQLite file, and every database that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*", help="empty databases to measure as well")
    given = parser.parse_args()
    print("| | write p50, ms | write p99, ms | read p50, ms | delete, ms | writes/s, 20 writers |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for address in (None, *given.addresses):
            print(asyncio.run(measure(Path(folder), address)))


if __name__ == "__main__":
    main()
