"""The page's websocket: who looks where, what is typed and pressed, what there is to see."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from aiohttp import WSCloseCode, WSMsgType, web

from bot.playground import payloads, words
from bot.playground.actions import Actions, NotThere
from bot.playground.classmates import Classmates
from bot.playground.commands import Directory, Misspelt, open_to, parse
from bot.playground.interactions import Asker, Interaction
from bot.playground.protocol import DIRECT_ID, fitting, view
from bot.playground.registration import LOCALES
from bot.playground.suggestions import suggest
from bot.playground.wire import Payload, compact
from bot.playground.world import DIRECT, EPHEMERAL, Change, Message, World

FRAME: Final = 1 << 16
"""Bytes of the largest frame that a page may send."""
QUEUED: Final = 1000
AT_ONCE: Final = 32
SAID: Final = 2000
MODALS: Final = 8
MOST_CLASSMATES: Final = 30


class Page:
    """One open page: a person who looks at one channel."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        world: World,
        directory: Directory,
        actions: Actions,
        classmates: Classmates,
    ) -> None:
        self._socket = socket
        self._world = world
        self._directory = directory
        self._actions = actions
        self._classmates = classmates
        self._asker = Asker(world.people[0], world.channels[0])
        self._looking = False
        self._outbox: asyncio.Queue[Payload] = asyncio.Queue(QUEUED)
        self._tasks: set[asyncio.Task[None]] = set()
        self._suggesting: asyncio.Task[None] | None = None
        self._modals: dict[str, Interaction] = {}

    async def serve(self, greeting: list[Payload]) -> None:
        """Talk with the page until it leaves."""
        for payload in greeting:
            self.tell(payload)
        writer = asyncio.create_task(self._write())
        self._world.listeners.add(self._on_change)
        try:
            async for frame in self._socket:
                sent = fitting(frame.data) if frame.type is WSMsgType.TEXT else None
                if sent is None:
                    await self._socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
                    break
                self._receive(sent)
        finally:
            self._world.listeners.discard(self._on_change)
            for task in (writer, *self._tasks):
                task.cancel()

    def tell(self, payload: Payload) -> None:
        """Send something to the page; one that reads too slowly is let go."""
        try:
            self._outbox.put_nowait(payload)
        except asyncio.QueueFull:
            self._world.listeners.discard(self._on_change)
            self._start(self._let_go())

    async def close(self) -> None:
        """Say good-bye."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY)

    async def _let_go(self) -> None:
        await self._socket.close(code=WSCloseCode.TRY_AGAIN_LATER)

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while True:
                await self._socket.send_str(compact(await self._outbox.get()))

    def _receive(self, sent: Payload) -> None:
        kind = sent["type"]
        if kind == "choose":
            self._choose(sent)
        elif not self._looking:
            return
        elif kind == "class":
            self._classmates.bring(min(max(sent["count"], 0), MOST_CLASSMATES))
        elif kind == "suggest":
            if self._suggesting is not None:
                self._suggesting.cancel()
            self._suggesting = self._start(self._suggest(sent))
        elif len(self._tasks) >= AT_ONCE:
            self._fail(words.BUSY)
        else:
            self._start(self._act(sent))

    def _start(self, doing: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _choose(self, sent: Payload) -> None:
        person = self._world.person(sent["person"]) or self._world.people[0]
        places = {place.id: place for place in self._world.rooms}
        place = places.get(sent["channel"], DIRECT[person])
        locale = sent.get("locale")
        locale = locale if locale in LOCALES else payloads.LOCALE
        self._asker, self._looking = Asker(person, place, locale), True
        self._modals.clear()
        said = [*([self._starter] if self._starter else []), *self._world.messages(place, person)]
        seen = [view(each, person) for each in said]
        channel = sent["channel"] if sent["channel"] in places else DIRECT_ID
        self.tell({"type": "room", "person": person.id, "channel": channel, "messages": seen})

    def _on_change(self, change: Change, said: Message) -> None:
        person = self._asker.person
        room = self._asker.channel
        if not self._looking or (said.channel is not room and said is not self._starter):
            return
        if not said.visible_to(person):
            return
        if change is Change.GONE:
            self.tell({"type": "gone", "id": said.id})
        else:
            self.tell({"type": "message", "message": view(said, person)})

    async def _suggest(self, sent: Payload) -> None:
        asker = self._asker
        offered = self._directory.open_to(asker.person, asker.channel)
        text = sent["text"]
        caret = min(max(sent["caret"], 0), len(text))
        found = await suggest(text, caret, offered, asker, self._actions)
        if asker is self._asker:
            self.tell({"type": "suggestions", "seq": sent["seq"], **asdict(found)})

    async def _act(self, sent: Payload) -> None:
        asker = self._asker
        try:
            interaction = await self._done(sent)
        except Misspelt as misspelt:
            self._fail(str(misspelt), sent.get("text"))
            return
        except NotThere:
            self._fail(words.NO_REACTION)
            return
        if interaction is not None and await interaction.settled() and asker is self._asker:
            self._open(interaction)

    async def _done(self, sent: Payload) -> Interaction | None:
        match sent["type"]:
            case "send":
                return await self._send(sent)
            case "press":
                return await self._press(sent)
            case "menu":
                return await self._menu(sent)
            case "select":
                return await self._select(sent)
            case _:
                return await self._submit(sent)

    def _open(self, interaction: Interaction) -> None:
        modal = interaction.modal
        if modal is None:
            return
        self._modals[interaction.id] = interaction
        if len(self._modals) > MODALS:
            del self._modals[next(iter(self._modals))]
        shown = {"title": modal["title"], "components": modal["components"]}
        self.tell({"type": "modal", "modal": interaction.id, **shown})

    def _fail(self, said: str, typed: str | None = None) -> None:
        asker = self._asker
        self._world.post(
            Message(
                asker.channel,
                only_for=asker.person,
                by=asker.person,
                typed=typed,
                failed=said,
                flags=EPHEMERAL,
            )
        )

    async def _send(self, sent: Payload) -> Interaction | None:
        text: str = sent["text"].strip()
        asker = self._asker
        if text.startswith("/"):
            command, given = parse(text, self._directory.slash)
            if not command.open_to(asker.person, asker.channel):
                raise Misspelt(words.not_permitted(command.name))
            return await self._actions.run(asker, command, given, text)
        if len(text) > SAID:
            raise Misspelt(words.too_long(len(text), SAID))
        if text:
            self._world.post(Message(asker.channel, asker.person, content=text))
        return None

    @property
    def _starter(self) -> Message | None:
        return self._world.starter(self._asker.channel)

    def _touched(self, sent: Payload) -> Message:
        room, id_ = self._asker.channel, sent["message"]
        said = self._starter if id_ == room.id else self._world.message(room, id_)
        if said is None or not said.visible_to(self._asker.person):
            raise NotThere(id_)
        return said

    async def _press(self, sent: Payload) -> Interaction:
        return await self._actions.press(self._asker, self._touched(sent), sent["custom_id"])

    async def _menu(self, sent: Payload) -> Interaction:
        asker, said = self._asker, self._touched(sent)
        menu = self._directory.menus.get(sent["name"])
        if menu is None or said.only_for or not open_to(menu, asker.person, asker.channel):
            raise NotThere(sent["name"])
        return await self._actions.menu(asker, menu, said)

    async def _select(self, sent: Payload) -> Interaction:
        chosen = [str(value) for value in sent["values"]]
        said = self._touched(sent)
        return await self._actions.select(self._asker, said, sent["custom_id"], chosen)

    async def _submit(self, sent: Payload) -> Interaction:
        opened = self._modals.get(sent["modal"])
        if opened is None:
            raise NotThere(sent["modal"])
        interaction = await self._actions.submit(self._asker, opened, sent["fields"])
        self._modals.pop(sent["modal"], None)
        return interaction
