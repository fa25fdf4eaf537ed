import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.playground import Loopback
from bot.playground.server import PATIENCE
from tests.playground.sample import Sample

IMPATIENT = pytest.mark.parametrize("discord", [0.5], indirect=True)
Connect = Callable[..., Awaitable[Sample]]


def point_at(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = yarl.URL(f"ws://127.0.0.1:{loopback.port}/gateway/")
    monkeypatch.setattr(Route, "BASE", f"{loopback.url}api/v10")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)


@asynccontextmanager
async def running(loopback: Loopback, *, register: bool = True) -> AsyncGenerator[Sample, None]:
    bot = Sample(register=register)
    life = asyncio.create_task(bot.start(loopback.token))
    try:
        await loopback.ready()
        yield bot
    finally:
        await bot.close()
        with suppress(Exception):
            await life


@pytest.fixture(name="discord")
async def _discord(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Loopback]:
    async with Loopback(patience=getattr(request, "param", PATIENCE)) as loopback:
        point_at(loopback, monkeypatch)
        yield loopback


@pytest.fixture(name="connect")
async def _connect(discord: Loopback) -> AsyncIterator[Connect]:
    async with AsyncExitStack() as bots:

        async def connect(*, register: bool = True) -> Sample:
            return await bots.enter_async_context(running(discord, register=register))

        yield connect


@pytest.fixture(name="bot")
async def _bot(connect: Connect) -> Sample:
    return await connect()
