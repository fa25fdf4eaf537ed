"""The composition root: settings to rules, brackets and words; then to a client."""

import asyncio
import logging
import sys
import webbrowser
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import data, library, overlays, render
from bot.advisor import FEATURES, Book
from bot.calls import Lexicon, Reader
from bot.chat import Client, OwnCode, Pace, Services, serve
from bot.errors import (
    DatabaseUnusable,
    FileUnreadable,
    FontUnusable,
    OverlayRefused,
    SettingWrong,
    StartupError,
    StoreUnavailable,
    TokenMissing,
)
from bot.margin import brackets
from bot.options import Desk
from bot.render import Studio, Words
from bot.rulebook import Rulebook, load
from bot.settings import Settings
from bot.store import Records
from bot.worker import Worker

BRACKETS: Final = ("brackets/usdm.json", "brackets/coinm.json")
SIMULATION: Final = "bot.advisor.simulation:touched"
DRAWING: Final = "bot.render.pictures.png:png"
PICTURES: Final = 128
"""So many are kept, some 20 kB each."""

TEMPLATES: Final = "templates"
"""Where in the data folder compiled templates are kept."""

HOST: Final = "127.0.0.1"
RULES_SETTING: Final = "ISOCROSS_RULES"


def build(
    day: date | None = None, rulebook: Rulebook | None = None, kept: Path | None = None
) -> Desk:
    """Return all that answering needs, from the data that the package ships.

    Args:
        day: The day whose numbers hold; today where none is given.
        rulebook: Rules to answer by instead of those that are shipped.
        kept: A folder for what can be computed anew, such as compiled templates.

    Raises:
        RulebookRefused: The rules have problems; every one is listed.
    """
    day = day or today()
    files = data.texts("rules", ".yaml")
    rules = rulebook or load(files, day)
    recorded = data.texts("rules", ".json")
    usdm, coinm = (brackets.parse(recorded[name]) for name in BRACKETS)
    worker = Worker()
    texts = data.texts("templates", ".yaml", ".j2", ".po")
    words = Words(texts, rules, FEATURES, studio(worker), kept)
    reader = Reader(Lexicon.of(files), usdm.symbols)
    simulated = partial(worker.call, SIMULATION)
    taught = library.load(files, rules).also_called(words.elsewhere)
    return Desk(Book(rules, usdm, day, coinm, simulated, reader, taught), words)


def studio(worker: Worker) -> Studio:
    """Return what pictures are drawn with; the same picture is drawn once.

    Raises:
        FontUnusable: The font is not there.
    """
    path = data.font()
    try:
        font = path.read_bytes()
    except OSError:
        raise FontUnusable(value=str(path)) from None
    draw = lru_cache(PICTURES)(partial(worker.call, DRAWING, str(path)))
    return Studio(font, draw)


def desk(settings: Settings) -> Desk:
    """Return all that answering needs, with the community's rules that the settings name.

    Where those are refused, standard error lists why, and the shipped rules answer alone.

    Raises:
        SettingWrong: The file of the community cannot be read.
    """
    day = today()
    try:
        return build(day, house_rules(settings, day), settings.data / TEMPLATES)
    except OverlayRefused as error:
        told(startup_words(error))
        return build(day, kept=settings.data / TEMPLATES)


def house_rules(settings: Settings, day: date) -> Rulebook | None:
    """Return the rules with those of the community that the settings name, if they do."""
    if settings.rules is None:
        return None
    try:
        file = overlays.named(settings.rules)
    except FileUnreadable:
        raise SettingWrong(name=RULES_SETTING, value=settings.rules) from None
    files = data.texts("rules", ".yaml")
    waiting = terminal_words()["proving"]
    return overlays.laid(files, day, file, settings.data, lambda: told(waiting))


def told(words: str) -> None:
    """Tell the operator something that is no answer."""
    sys.stderr.write(words + "\n")


def today() -> date:
    """Return the day, in UTC."""
    return datetime.now(UTC).date()


def run(settings: Settings) -> None:
    """Serve Discord until SIGTERM or SIGINT.

    Raises:
        TokenMissing: There is no token to connect with.
    """
    if settings.discord_token is None:
        raise TokenMissing
    log_as_set(settings)
    if settings.loopback:
        point_at_loopback(settings.loopback)
    connection = client(settings, desk(settings))
    asyncio.run(serve(connection, settings.discord_token.get_secret_value()))


def play(settings: Settings, port: int, *, browser: bool) -> None:
    """Serve the playground, with the very same client connected to it, until told to stop."""
    log_as_set(settings)
    asyncio.run(_play(settings, desk(settings), port, browser=browser))


async def _play(settings: Settings, answering: Desk, port: int, *, browser: bool) -> None:
    from bot.playground import Loopback  # noqa: PLC0415 -- 3 MB that `run` does without

    alone = settings.model_copy(update={"pace": 0})  # nobody else waits
    async with Loopback(port) as loopback:
        point_at_loopback(loopback.port)
        address = f"http://{HOST}:{loopback.port}/"
        sys.stdout.write(terminal_words()["playing"].format(address=address) + "\n")
        sys.stdout.flush()
        if browser:
            await asyncio.to_thread(webbrowser.open, address)
        await serve(client(alone, answering), loopback.token)


def client(settings: Settings, answering: Desk) -> Client:
    """Return the client that answers on Discord."""
    own_code = OwnCode(settings.referral, settings.referral_discount)
    services = Services(
        answering.book,
        answering.words,
        records=records(settings),
        pace=Pace(settings.pace),
        own_code=own_code,
    )
    return Client(services, settings.data)


def records(settings: Settings) -> Records:
    """Return what is stored, at the address of the settings.

    Raises:
        SettingWrong: The address cannot be used.
    """
    url = settings.database
    return Records.at(settings.data, url.get_secret_value() if url else None)


async def upgrade(settings: Settings) -> str:
    """Bring the database up to date and return its revision.

    Raises:
        DatabaseUnusable: It cannot be reached, read or written.
    """
    store = records(settings).store
    try:
        return await store.upgrade()
    except StoreUnavailable as error:
        raise DatabaseUnusable(**error.details) from None
    finally:
        await store.close()


def point_at_loopback(port: int) -> None:
    """Let discord.py speak to a loopback Discord on this machine instead of Discord."""
    Route.BASE = f"http://{HOST}:{port}/api/v10"
    discord.Asset.BASE = f"http://{HOST}:{port}"  # pyright: ignore[reportAttributeAccessIssue] -- no constant here
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{HOST}:{port}/gateway/")


def log_as_set(settings: Settings) -> None:
    """Log to standard error, at the level and in the format of the settings."""
    level = logging.getLevelNamesMapping()[settings.log.upper()]
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr)
    console = structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer() if settings.log_format == "json" else console,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def terminal_words() -> dict[str, str]:
    """Return the words of the command line."""
    return render.read(data.texts("templates", ".yaml"), "terminal")


def startup_words(error: StartupError) -> str:
    """Return why nothing can start."""
    return render.startup_error(data.texts("templates", ".yaml"), error)
