"""A process that votes without end and says each number once it is acknowledged."""

import asyncio
import sys
from itertools import count
from pathlib import Path

from bot.store import Records
from tests.store.lessons import vote

PEOPLE, OPTIONS = 5, 4
FIRST = 1_000


async def press(records: Records) -> None:
    for number in count():
        await vote(records, FIRST + number % PEOPLE, number % OPTIONS)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(press(Records.at(Path(), sys.argv[1])))
