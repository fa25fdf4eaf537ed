"""The gateway: who is connected, what was told, and what is told again after a RESUME."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Final

from aiohttp import WSMsgType, web

from bot.playground import payloads
from bot.playground.wire import TIME_SHIFT, Payload, compact, nested
from bot.playground.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 0, 1, 2, 6, 7
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
HEARTBEAT_INTERVAL: Final = 41_250
"""Milliseconds."""
LATENCY: Final = 0.02
"""Seconds until a heartbeat is answered: discord.py notes after sending when it sent it, and
takes an answer that is quicker for a late one to the heartbeat before."""
REPLAYED: Final = 1000
FRAME: Final = 1 << 14
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, AUTHENTICATION_FAILED = 4001, 4002, 4003, 4004
INVALID_SHARD: Final = 4010
UNANSWERED: Final = frozenset({3, 4, 8})
"""Presence, voice state and member requests: nothing here depends on them."""


@dataclass(slots=True, eq=False)
class Session:
    """What one shard was told; survives a lost connection until it is invalidated."""

    shard: int
    socket: web.WebSocketResponse | None
    transport: asyncio.Transport | None
    id: str = field(default_factory=token_hex)
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAYED))

    async def dispatch(self, event: str, data: object) -> None:
        """Tell an event, now or after the next RESUME."""
        self.sequence += 1
        frame = compact({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, frame))
        await self.send(frame)

    async def send(self, frame: str) -> None:
        """Write a frame when there is a connection."""
        if self.socket is not None:
            with suppress(ConnectionError):
                await self.socket.send_str(frame)


class Gateway:
    """Serves /gateway/ and tells events to the newest session of their shard."""

    def __init__(
        self, application_id: str, token: str, shards: int, address: Callable[[], str]
    ) -> None:
        self._application_id = application_id
        self._token = token
        self._address = address
        self._sessions: dict[int, Session] = {}
        self.shards = shards
        self.identified = 0
        self.resumed = 0
        self.changed: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        """Whether every shard has a session with an open connection."""
        sessions = self._sessions.values()
        return len(sessions) == self.shards and all(held.socket for held in sessions)

    async def dispatch(self, event: str, data: object, guild_id: str | None) -> None:
        """Tell an event to the shard of its server; direct messages belong to shard 0."""
        shard = (int(guild_id) >> TIME_SHIFT) % self.shards if guild_id else 0
        if session := self._sessions.get(shard):
            await session.dispatch(event, data)

    async def cut(self, code: int | None = None) -> None:
        """Lose every connection: with a close code, or without a word."""
        for session in self._sessions.values():
            socket, session.socket = session.socket, None
            if code is not None and socket is not None:
                await socket.close(code=code)
            elif session.transport is not None:
                session.transport.abort()
        self.changed()

    async def ask_to_reconnect(self) -> None:
        """Send RECONNECT to every session."""
        for session in self._sessions.values():
            await session.send(compact({"op": RECONNECT, "d": None}))

    async def invalidate(self) -> None:
        """Send INVALID_SESSION to every session and forget it."""
        sessions = list(self._sessions.values())
        self._sessions.clear()
        for session in sessions:
            await session.send(compact({"op": INVALID_SESSION, "d": False}))
        self.changed()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with one connection of the bot until it ends."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=FRAME)
        await socket.prepare(request)
        hello: Payload = {"heartbeat_interval": HEARTBEAT_INTERVAL, "_trace": []}
        await socket.send_str(compact({"op": HELLO, "t": None, "s": None, "d": hello}))
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._receive(socket, request.transport, frame.data)
        finally:
            for session in self._sessions.values():
                if session.socket is socket:
                    session.socket = None
            self.changed()
        return socket

    async def close(self) -> None:
        """End every connection."""
        for session in self._sessions.values():
            if session.socket is not None:
                await session.socket.close(code=1001)

    async def _receive(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, text: str
    ) -> None:
        try:
            frame: Payload = json.loads(text)
            op = frame["op"]
        except (ValueError, KeyError, TypeError):
            await socket.close(code=DECODE_ERROR)
            return
        if op == HEARTBEAT:
            await asyncio.sleep(LATENCY)
            await socket.send_str(compact({"op": HEARTBEAT_ACK, "d": None}))
        elif op in {IDENTIFY, RESUME}:
            given = nested(frame, "d")
            if given.get("token") != self._token:
                await socket.close(code=AUTHENTICATION_FAILED)
            elif op == IDENTIFY:
                await self._identify(socket, transport, given)
            else:
                await self._resume(socket, transport, given)
        elif op not in UNANSWERED:
            await socket.close(code=UNKNOWN_OPCODE)

    async def _identify(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, data: Payload
    ) -> None:
        shard, shards = data.get("shard") or (0, 1)
        if shards != self.shards or shard not in range(shards):
            await socket.close(code=INVALID_SHARD)
            return
        self.identified += 1
        session = Session(shard, socket, transport)
        home = World.guild.id
        at_home = (int(home) >> TIME_SHIFT) % shards == shard
        await session.dispatch("READY", self._ready(session, at_home=at_home))
        if at_home:
            await session.dispatch("GUILD_CREATE", payloads.guild_create(self._application_id))
        self._sessions[shard] = session
        self.changed()

    def _ready(self, session: Session, *, at_home: bool) -> Payload:
        return {
            "v": 10,
            "user": payloads.application_user(self._application_id),
            "guilds": [{"id": World.guild.id, "unavailable": True}] if at_home else [],
            "session_id": session.id,
            "resume_gateway_url": self._address(),
            "shard": [session.shard, self.shards],
            "application": {"id": self._application_id, "flags": 0},
            "private_channels": [],
        }

    async def _resume(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, data: Payload
    ) -> None:
        known = (held for held in self._sessions.values() if held.id == data.get("session_id"))
        session = next(known, None)
        if session is None:
            await socket.send_str(compact({"op": INVALID_SESSION, "d": False}))
            return
        self.resumed += 1
        session.socket, session.transport = socket, transport
        for sequence, frame in tuple(session.sent):
            if sequence > data.get("seq", 0):
                await session.send(frame)
        await session.dispatch("RESUMED", {})
        self.changed()
