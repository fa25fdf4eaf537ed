"""The connection to Discord: what it asks for, what it registers, how it ends."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import discord
from discord import Interaction, InteractionType

from bot.chat.clock import today
from bot.chat.commands import (
    check,
    compare,
    cost,
    guide,
    help,  # noqa: A004 -- one name everywhere
    learn,
    level,
    liquidation,
    me,
    mode,
    odds,
    quiz,
    scenario,
    session,
    setup,
    size,
    switch,
)
from bot.chat.drain import failure
from bot.chat.residence import Residence
from bot.chat.services import Services
from bot.chat.session import School, SessionButton, keep_time
from bot.chat.sync import sync
from bot.chat.translator import Translator
from bot.chat.tree import Tree
from bot.chat.views import forms
from bot.chat.views.buttons import AnswerButton
from bot.chat.views.deletion import DeleteButton
from bot.errors import DiscordUnreachable, StoreUnavailable, TokenRefused
from bot.store import retain

COMMANDS: Final = (
    mode.build,
    guide.build,
    liquidation.build,
    size.build,
    cost.build,
    level.build,
    check.build,
    compare.build,
    odds.build,
    learn.build,
    scenario.build,
    quiz.build,
    switch.build,
    me.build,
    setup.build,
    help.build,
)
MENUS: Final = (check.on_message, learn.on_message)
STOP_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
CLOSING_TIME: Final = 2.5
"""Seconds that Discord has to confirm the end of the connection."""

TURN: Final = 0.001
"""Seconds that a heavy answer computes before the event loop has its turn again."""

THREADS: Final = 3
"""What is answered beside the event loop at once; the end waits for that, not for what is queued.

More would only wait: for the interpreter, or for the worker, which draws one picture at a time.
"""

DAY: Final = 86_400.0
"""Seconds between two looks for what has been kept long enough."""

AUTHENTICATION_FAILED: Final = 4004
"""The gateway's close code for a token that it does not know."""


class Client(discord.AutoShardedClient):
    """A connection that asks for the servers' names and nothing else, and keeps nothing."""

    def __init__(self, services: Services, folder: Path) -> None:
        """Prepare a connection; the library need not warn that it cannot speak.

        Args:
            services: What the commands answer with.
            folder: Where the hash of the registered commands is kept.
        """
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.services = services
        self.tree = Tree(self, services)
        self._folder = folder
        self.school = School(services, self)
        self._residence = Residence(services)
        self._keeping: list[asyncio.Task[None]] = []

    async def setup_hook(self) -> None:
        """Register commands, menus and buttons; once, after login and before the gateway."""
        for build in COMMANDS:
            self.tree.add_command(build(self.services))
        self.tree.add_command(session.build(self.services, self.school))
        for menu in MENUS:
            self.tree.add_command(menu(self.services))
        self.add_dynamic_items(AnswerButton, DeleteButton, SessionButton)
        await self.tree.set_translator(Translator(self.services.words))
        await sync(self.tree, self._folder)
        self._keeping = [
            asyncio.create_task(work) for work in (self._keep_house(), keep_time(self.school))
        ]

    async def close(self) -> None:
        """End what the database is doing, which somebody may wait for; then the connection."""
        try:
            await self.services.records.store.close()
        finally:
            for task in self._keeping:
                task.cancel()
            self.school.teller.close()
            await super().close()

    async def on_ready(self) -> None:
        """Catch up with servers that came or left while nobody was connected; may be repeated."""
        await self._residence.catch_up(self)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what is stored of a server that is back."""
        await self._residence.join(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Set the day on which what is stored of a server is deleted."""
        await self._residence.leave(guild.id)

    async def _keep_house(self) -> None:
        while True:
            with suppress(StoreUnavailable):
                await retain(self.services.records.store, today())
            await asyncio.sleep(DAY)

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Take the forms, which the library would forget with a restart; it knows the rest."""
        is_form = interaction.type is InteractionType.modal_submit
        if is_form and await self.tree.interaction_check(interaction):
            await forms.submit(interaction, self.services)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what failed outside every interaction, without any value."""
        del event_method, args, kwargs
        if error := sys.exc_info()[1]:
            failure(error)


async def serve(client: Client, token: str) -> None:
    """Stay connected until SIGTERM or SIGINT, then close the gateway cleanly.

    Raises:
        TokenRefused: Discord does not know the token.
        DiscordUnreachable: Discord cannot be reached at the start.
    """
    sys.setswitchinterval(TURN)
    gc.freeze()  # all that is loaded is needed to the end, and searching it then takes 0.3 s
    library = logging.getLogger("discord")
    library.setLevel(max(logging.INFO, library.getEffectiveLevel()))
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(unattended)
    loop.set_default_executor(beside := ThreadPoolExecutor(THREADS))
    connection = asyncio.create_task(connect(client, token))
    with ended_by_signals(connection):
        try:
            await asyncio.wait({connection})
        finally:
            connection.cancel()
            beside.shutdown(wait=False, cancel_futures=True)
    if not connection.cancelled():
        await connection


async def connect(client: Client, token: str) -> None:
    """Run a connection until it ends or is cancelled; close it in either case."""
    try:
        await client.start(token)
    except discord.LoginFailure:
        raise TokenRefused from None
    except discord.ConnectionClosed as error:
        if error.code != AUTHENTICATION_FAILED:
            raise
        raise TokenRefused from None
    except (OSError, discord.HTTPException, discord.GatewayNotFound) as error:
        raise DiscordUnreachable(reason=type(error).__name__) from None
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_TIME):
                await client.close()


def unattended(_: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    """Log what nobody waited for; the loop would print tasks, whose names hold questions."""
    failure(context.get("exception") or RuntimeError())


@contextmanager
def ended_by_signals(task: asyncio.Task[None]) -> Generator[None, None, None]:
    """Cancel a task on SIGTERM and SIGINT, where the platform has them in its event loop."""
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):
        for each in STOP_SIGNALS:
            loop.add_signal_handler(each, task.cancel)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for each in STOP_SIGNALS:
                loop.remove_signal_handler(each)
