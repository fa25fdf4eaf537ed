import asyncio
import os
import shutil
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar, Final

from bot.playground import Loopback
from bot.store import Records

CLOSING_TIME: Final = 3.0
STARTING_TIME: Final = 20.0


async def launch(folder: Path, settings: Mapping[str, str]) -> Process:
    environment = {name: text for name, text in os.environ.items() if name != "DISCORD_TOKEN"}
    command = (sys.executable, "-m", "bot", "run")
    with (folder / "log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *command, stdout=log, stderr=log, cwd=folder, env={**environment, **settings}
        )


class Bot:
    """The bot as an operator runs it: a process of its own that a loopback Discord talks to."""

    compiled: ClassVar[Path | None] = None

    def __init__(self, discord: Loopback, folder: Path, **settings: str) -> None:
        self.discord = discord
        self.settings = settings
        self._folder = folder
        self._process: Process | None = None

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text()

    @asynccontextmanager
    async def records(self) -> AsyncGenerator[Records]:
        records = Records.at(self._folder / "data")
        yield records
        await records.store.close()

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    async def start(self) -> None:
        self._spare_the_compiling()
        self._process = await launch(
            self._folder,
            {
                "DISCORD_TOKEN": self.discord.token,
                "ISOCROSS_LOOPBACK": str(self.discord.port),
                "ISOCROSS_DATA": str(self._folder / "data"),
                "ISOCROSS_LOG": "debug",
                "ISOCROSS_PACE": "0",
                **self.settings,
            },
        )
        ready = asyncio.create_task(self.discord.ready(STARTING_TIME))
        died = asyncio.create_task(self._process.wait())
        await asyncio.wait({ready, died}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            raise AssertionError(self.log)
        died.cancel()
        await ready
        Bot.compiled = self._folder / "data" / "templates"

    def _spare_the_compiling(self) -> None:
        kept = self._folder / "data" / "templates"
        if Bot.compiled and Bot.compiled.is_dir() and not kept.exists():
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copytree(Bot.compiled, kept)

    async def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(by)
        async with asyncio.timeout(CLOSING_TIME):
            return await self._gone(self._process)

    async def kill(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._gone(self._process)

    async def _gone(self, process: Process) -> int:
        code = await process.wait()
        while self.discord.is_ready:  # noqa: ASYNC110 -- the loopback tells only the opposite
            await asyncio.sleep(0)
        return code
