"""Ask a bare bot and ours the same questions in one run: `python -m benchmarks.load [--write]`."""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import mean, median, quantiles

from benchmarks.measured import CORES, ROOT, MeasuredBot

README = ROOT / "README.md"
BEGIN, END = "<!-- benchmark -->", "<!-- /benchmark -->"
AT_ONCE = 16
ROUNDS = 4
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "mode": {"market": "usdm", "strategy": "event_driven", "experience": "beginner"},
    "liquidation": {
        "symbol": "BTCUSDT",
        "side": "long",
        "mode": "isolated",
        "quantity": "0.5",
        "entry": "65k",
        "wallet": "3250",
    },
    "size": {
        "symbol": "BTCUSDT",
        "side": "long",
        "balance": "10k",
        "risk": "1%",
        "entry": "65k",
        "stop": "63k",
    },
}


@dataclass
class Figures:
    """What one bot took for one command; times in seconds."""

    waits: list[float]
    processor: float = 0.0
    answers: int = 0
    processor_at_once: float = 0.0
    answers_at_once: int = 0

    @property
    def processor_each(self) -> float:
        """Processor time of the bot for an answer."""
        return self.processor / self.answers

    @property
    def rate(self) -> float:
        """Answers that a core of its own gives in a second, with several questions in flight."""
        return self.answers_at_once / self.processor_at_once


MEASURES: Sequence[tuple[str, int, Callable[[Figures], float]]] = (
    ("processor time, ms", 2, lambda figures: figures.processor_each * 1e3),
    ("median wait, one at a time, ms", 2, lambda figures: median(figures.waits) * 1e3),
    (
        "99th percentile of the wait, ms",
        2,
        lambda figures: quantiles(figures.waits, n=100)[-1] * 1e3,
    ),
    (f"answers a second of a core, {AT_ONCE} at once", 0, lambda figures: figures.rate),
)


@dataclass
class Process:
    """What a bot's process takes; seconds and megabytes."""

    ready: float
    at_start: float
    at_end: float = 0.0


async def ask(bot: MeasuredBot, command: str) -> None:
    """Ask one question and wait for the answer."""
    known = bot.discord.directory.slash[command].options
    question = QUESTIONS[command]
    await bot.discord.slash(command, {n: v for n, v in question.items() if n in known})


async def one_by_one(bot: MeasuredBot, command: str, answers: int, figures: Figures) -> None:
    """Ask questions in a row."""
    before = bot.processor_time()
    for _ in range(answers):
        begun = time.perf_counter()
        await ask(bot, command)
        figures.waits.append(time.perf_counter() - begun)
    figures.processor += bot.processor_time() - before
    figures.answers += answers


async def at_once(bot: MeasuredBot, command: str, answers: int, figures: Figures) -> None:
    """Ask with a fixed number of questions in flight."""

    async def asker() -> None:
        for _ in range(answers // AT_ONCE):
            await ask(bot, command)

    before = bot.processor_time()
    await asyncio.gather(*(asker() for _ in range(AT_ONCE)))
    figures.processor_at_once += bot.processor_time() - before
    figures.answers_at_once += answers // AT_ONCE * AT_ONCE


async def started(bot: MeasuredBot) -> Process:
    """Restart a bot whose commands are registered by now, and ask it a little to warm it up."""
    await bot.stop()
    ready = await bot.start()
    process = Process(ready, bot.memory())
    for command in islice(cycle(QUESTIONS), 300):
        await ask(bot, command)
    return process


async def measure(answers: int) -> Iterator[str]:
    """Return the lines of the table."""
    data = tempfile.mkdtemp(prefix="isocross-benchmark-")
    async with AsyncExitStack() as stack:
        bare = MeasuredBot(["-m", "benchmarks.bare_bot", "{port}"], {})
        settings = {"ISOCROSS_DATA": data, "ISOCROSS_LOG": "info", "ISOCROSS_PACE": "0"}
        ours = MeasuredBot(["-m", "bot", "run"], settings)
        bots = [await stack.enter_async_context(bot) for bot in (bare, ours)]
        processes = [await started(bot) for bot in bots]
        figures = {(bot, command): Figures([]) for bot in bots for command in QUESTIONS}
        each = answers // len(QUESTIONS) // ROUNDS // 2
        for _ in range(ROUNDS):
            for (bot, command), found in figures.items():
                await one_by_one(bot, command, each, found)
                await at_once(bot, command, each, found)
        for bot, process in zip(bots, processes, strict=True):
            process.at_end = bot.memory()
        rows = {command: [figures[bot, command] for bot in bots] for command in QUESTIONS}
    return table(rows, processes, answers)


def table(
    rows: Mapping[str, list[Figures]], processes: list[Process], answers: int
) -> Iterator[str]:
    """Yield the figures as Markdown: what each command takes, then what the processes take."""
    bare = [pair[0] for pair in rows.values()]
    ours = [pair[1] for pair in rows.values()]
    yield f"| an answer | bare bot | {' | '.join(f'`/{command}`' for command in rows)} |"
    yield "|---|--:" + "|--:" * len(rows) + "|"
    for name, places, figure in MEASURES:
        floor = mean(figure(found) for found in bare)
        yield row(name, floor, [figure(found) for found in ours], places)
    yield ""
    yield "| the process | bare bot | Isocross |"
    yield "|---|--:|--:|"
    plain, process = processes
    yield row("start to ready, s", plain.ready, [process.ready], 2)
    yield row("memory after the start, MB", plain.at_start, [process.at_start], 0)
    yield row(f"memory {answers:,} answers later, MB", plain.at_end, [process.at_end], 0)


def row(name: str, bare: float, ours: list[float], places: int) -> str:
    """Return a row: the bare bot's figure, then ours with their ratios to it."""
    cells = (f"{figure:,.{places}f} ({figure / bare:.1f} ×)" for figure in ours)
    return f"| {name} | {bare:,.{places}f} | {' | '.join(cells)} |"


def write(lines: str) -> None:
    """Put the table between its marks in the README."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{lines}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print, and write into the README where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=20_000, help="answers of each bot")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    given = parser.parse_args()
    os.sched_setaffinity(0, {CORES[0]})
    lines = "\n".join(asyncio.run(measure(given.answers)))
    print(lines)
    if given.write:
        write(lines)


if __name__ == "__main__":
    main()
