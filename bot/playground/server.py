"""The loopback Discord put together: REST, gateway, page, all on 127.0.0.1 and one port."""
# ruff: noqa: ASYNC109 -- every call of the driver says how long it may take

import asyncio
from collections.abc import Sequence
from secrets import token_urlsafe
from types import TracebackType
from typing import Final, Self

from aiohttp import web

from bot.playground import guard, static, words
from bot.playground.actions import Actions
from bot.playground.answers import Answers
from bot.playground.classmates import Classmates
from bot.playground.commands import Directory
from bot.playground.gateway import Gateway
from bot.playground.interactions import Interactions
from bot.playground.page import FRAME, Page
from bot.playground.posts import Posts
from bot.playground.protocol import DIRECT_ID
from bot.playground.rest import Behind, Request, Rest
from bot.playground.wire import Payload, nested, snowflake
from bot.playground.world import World

HOST: Final = "127.0.0.1"
BODY: Final = 25 * 1024 * 1024
"""Bytes of the largest request."""
PATIENCE: Final = 3.0
"""Seconds in which the bot must answer."""
HISTORY: Final = 200
"""Messages that are kept of each channel."""
KEPT: Final = 2048
"""Interactions whose tokens still work; the oldest are forgotten first."""
KEPT_WITHOUT_HISTORY: Final = 256
FAREWELL: Final = 1.0
"""Seconds that open requests have to end."""


class Server:
    """A Discord of one server and two people, for one bot.

    A new one with the same port, token, application and `commands` stands in for a Discord
    that was away for a while.
    """

    def __init__(  # noqa: PLR0913 -- every one has its default
        self,
        port: int = 0,
        token: str | None = None,
        application_id: str | None = None,
        *,
        commands: list[Payload] | None = None,
        patience: float = PATIENCE,
        history: int = HISTORY,
        shards: int = 1,
    ) -> None:
        self.port = port
        self.token = token or token_urlsafe(32)
        self.application_id = application_id or snowflake()
        self.world = World(history)
        id_ = self.application_id
        self.directory = Directory(id_)
        if commands:
            self.directory.register(commands)
        self.gateway = Gateway(id_, self.token, shards, self._gateway_address)
        self.gateway.changed = self._announce
        self.directory.changed = self._announce
        kept = KEPT if history else KEPT_WITHOUT_HISTORY
        self._interactions = Interactions(self.world, self.gateway, id_, patience, kept)
        self._actions = Actions(self._interactions, id_)
        self._posts = Posts(self.world, id_)
        answers = Answers(self.world, self._interactions, id_)
        behind = Behind(
            self._gateway_address,
            shards,
            answers,
            self._posts,
            self.directory,
            self.gateway.dispatch,
        )
        self._rest = Rest(id_, self.token, behind)
        self._pages: set[Page] = set()
        self._classmates = Classmates(self.world, self._actions)
        self.world.opened = self._tell_rooms
        self._runner: web.AppRunner | None = None
        self._readied = asyncio.Event()

    @property
    def requests(self) -> Sequence[Request]:
        """What the bot asked for, newest last: method and path."""
        return self._rest.requests

    @property
    def commands(self) -> list[Payload]:
        """The registered commands, to be handed to the next server of the same application."""
        return self.directory.registered

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.port}/"

    async def start(self) -> None:
        """Listen; with port 0 the system chooses one.

        Raises:
            OSError: The port is taken.
        """
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=FAREWELL)
        await runner.setup()
        self._runner = runner
        try:
            await web.TCPSite(runner, HOST, self.port).start()
        except OSError:
            await self.stop()
            raise
        self.port = int(runner.addresses[0][1])
        self._interactions.base = self._posts.base = f"http://{HOST}:{self.port}"

    async def stop(self) -> None:
        """End every connection and stop listening."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=BODY)
        guard.install(app, lambda: self.port)
        app.add_routes(
            [
                *self._rest.routes(),
                web.get("/gateway", self.gateway.serve),
                web.get("/gateway/", self.gateway.serve),
                web.get(guard.PAGE_SOCKET, self._serve_page),
                *static.routes(self.world),
            ]
        )
        app.on_shutdown.append(self._hang_up)
        return app

    def _gateway_address(self) -> str:
        return f"ws://{HOST}:{self.port}/gateway/"

    async def _hang_up(self, _: web.Application) -> None:
        self._classmates.close()
        await self.gateway.close()
        for page in tuple(self._pages):
            await page.close()

    async def _serve_page(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=FRAME)
        await socket.prepare(request)
        page = Page(socket, self.world, self.directory, self._actions, self._classmates)
        self._pages.add(page)
        try:
            await page.serve([self._hello(), self._readiness()])
        finally:
            self._pages.discard(page)
        return socket

    @property
    def is_ready(self) -> bool:
        """Whether a bot is connected and its commands are known."""
        return self.gateway.connected and self.directory.known

    async def ready(self, timeout: float = 10.0) -> None:
        """Wait until a bot is connected and its commands are known, now or from before.

        Raises:
            TimeoutError: It took longer than `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            await self._readied.wait()

    def _announce(self) -> None:
        if self.is_ready:
            self._readied.set()
        else:
            self._readied.clear()
        for page in self._pages:
            page.tell(self._readiness())

    def _readiness(self) -> Payload:
        if not self.is_ready:
            return {"type": "waiting"}
        directory = self.directory
        return {
            "type": "ready",
            "commands": list(directory.slash),
            "menus": [
                {"name": name, "names": nested(menu, "name_localizations")}
                for name, menu in directory.menus.items()
            ],
        }

    def _tell_rooms(self) -> None:
        for page in self._pages:
            page.tell({"type": "rooms", "channels": self._rooms()})

    def _rooms(self) -> list[Payload]:
        places = [{"id": place.id, "name": f"#{place.name}"} for place in self.world.rooms]
        return [*places, {"id": DIRECT_ID, "name": words.DIRECT}]

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "people": [{"id": person.id, "name": person.name} for person in self.world.people],
            "channels": self._rooms(),
        }
