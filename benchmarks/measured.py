"""A bot as a process of its own, and what it costs, read from Linux's /proc."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.playground import Loopback

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1e6
CORES = sorted(os.sched_getaffinity(0))


class MeasuredBot:
    """A bot that is connected to a loopback Discord of its own, on the last core."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        discord: Loopback | None = None,
    ) -> None:
        self._arguments = arguments
        self._environment = environment
        self.discord = discord or Loopback()

    async def __aenter__(self) -> Self:
        await self.discord.start()
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        await self.discord.stop()

    async def start(self) -> float:
        """Start the process and return the seconds until its commands can be used."""
        port = str(self.discord.port)
        given = {"DISCORD_TOKEN": self.discord.token, "ISOCROSS_LOOPBACK": port}
        begun = time.perf_counter()
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            *(argument.format(port=port) for argument in self._arguments),
            cwd=ROOT,
            env={**os.environ, **self._environment, **given},
            stderr=asyncio.subprocess.DEVNULL,
        )
        os.sched_setaffinity(self.process.pid, {CORES[-1]})
        await self.discord.ready()
        return time.perf_counter() - begun

    async def stop(self) -> None:
        """End the process."""
        if self.process.returncode is None:
            self.process.terminate()
        await self.process.wait()

    def processor_time(self) -> float:
        """Return the seconds of processor time that the process has taken so far."""
        fields = self._proc("stat").rpartition(")")[2].split()
        user, system = int(fields[11]), int(fields[12])
        return (user + system) / TICKS

    def memory(self) -> float:
        """Return the resident memory in megabytes."""
        pages = int(self._proc("statm").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/{name}").read_text(encoding="ascii")
