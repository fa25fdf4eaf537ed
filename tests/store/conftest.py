from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.store import Records

Opened = Callable[[], Awaitable[Records]]


@pytest.fixture(name="opened")
async def _opened(url: str, tmp_path: Path) -> AsyncIterator[Opened]:
    made: list[Records] = []

    async def opened() -> Records:
        records = Records.at(tmp_path, url)
        made.append(records)
        return records

    yield opened
    for records in made:
        await records.store.close()


@pytest.fixture(name="records")
async def _records(opened: Opened) -> Records:
    return await opened()
