import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import discord
import pytest
import yarl

from bot.playground import Loopback
from bot.playground.server import PATIENCE
from tests.playground.sample import Sample

IMPATIENT = pytest.mark.parametrize("discord", [0.5], indirect=True)
Connect = Callable[..., Awaitable[Sample]]


@pytest.fixture(name="discord")
async def _discord(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Loopback]:
    async with Loopback(patience=getattr(request, "param", PATIENCE)) as loopback:
        api = f"http://127.0.0.1:{loopback.port}/api/v10"
        gateway = yarl.URL(f"ws://127.0.0.1:{loopback.port}/gateway/")
        monkeypatch.setattr(discord.http.Route, "BASE", api)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield loopback


@pytest.fixture(name="connect")
async def _connect(discord: Loopback) -> AsyncIterator[Connect]:
    running: list[tuple[Sample, asyncio.Task[None]]] = []

    async def connect(*, register: bool = True) -> Sample:
        bot = Sample(register=register)
        running.append((bot, asyncio.create_task(bot.start(discord.token))))
        await discord.ready()
        return bot

    yield connect
    for bot, task in running:
        await bot.close()
        with suppress(Exception):
            await task


@pytest.fixture(name="bot")
async def _bot(connect: Connect) -> Sample:
    return await connect()
