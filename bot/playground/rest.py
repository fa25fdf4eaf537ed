"""The REST side: routes of /api/v10 with the bodies and refusals of Discord."""

import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from secrets import compare_digest
from typing import Final, NamedTuple, cast

from aiohttp import BodyPartReader, web

from bot.playground import payloads, words
from bot.playground.answers import Answers
from bot.playground.commands import Directory
from bot.playground.drafts import Upload
from bot.playground.posts import Posts
from bot.playground.trouble import Troubles
from bot.playground.wire import Payload, Refusal, compact

PREFIX: Final = "/api/v10"
LOGGED: Final = 2000
FORM_JSON: Final = "payload_json"
NO_CONTENT: Final = 204
FORM_FILES: Final = "files["


class Request(NamedTuple):
    """A request of the bot: method and path without the prefix."""

    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the routes: the gateway's address, and who takes which request."""

    gateway: Callable[[], str]
    shards: int
    answers: Answers
    posts: Posts
    directory: Directory
    dispatch: Callable[[str, object, str | None], Awaitable[None]]


Handler = Callable[[web.Request], Awaitable[object]]


def reply(body: object, status: int = 200) -> web.Response:
    """Return JSON whose content type is exactly application/json, as clients compare it."""
    return web.Response(
        body=compact(body).encode(), status=status, content_type="application/json"
    )


class Rest:
    """Answers the bot's requests and keeps a log of them."""

    def __init__(self, application_id: str, token: str, behind: Behind) -> None:
        self._application_id = application_id
        self._authorization = f"Bot {token}"
        self._behind = behind
        self._answers = behind.answers
        self._posts = behind.posts
        self.requests: deque[Request] = deque(maxlen=LOGGED)
        self.troubles = Troubles()

    def routes(self) -> list[web.RouteDef]:
        """Return every route; interaction and webhook routes are opened by their own token."""
        commands = f"/applications/{self._application_id}/commands"
        webhook = f"/webhooks/{self._application_id}/{{token}}"
        messages = "/channels/{channel}/messages"
        return [
            self._open("POST", "/interactions/{id}/{token}/callback", self._callback),
            self._open("POST", webhook, self._follow_up),
            self._open("GET", f"{webhook}/messages/{{id}}", self._read),
            self._open("PATCH", f"{webhook}/messages/{{id}}", self._edit),
            self._open("DELETE", f"{webhook}/messages/{{id}}", self._delete),
            self._owned("GET", "/users/@me", self._me),
            self._owned("GET", "/oauth2/applications/@me", self._application),
            self._owned("GET", "/applications/@me", self._application),
            self._owned("GET", "/gateway/bot", self._gateway),
            self._owned("GET", commands, self._commands),
            self._owned("PUT", commands, self._register),
            self._owned("POST", "/users/@me/channels", self._direct),
            self._owned("POST", messages, self._post),
            self._owned("GET", f"{messages}/{{id}}", self._read_post),
            self._owned("PATCH", f"{messages}/{{id}}", self._edit_post),
            self._owned("DELETE", f"{messages}/{{id}}", self._delete_post),
            self._owned("POST", f"{messages}/{{id}}/threads", self._open_thread),
            self._owned("*", "/{rest:.*}", self._unknown),
        ]

    def _open(self, method: str, path: str, answer: Handler) -> web.RouteDef:
        async def answered(request: web.Request) -> web.StreamResponse:
            try:
                body = await answer(request)
            except Refusal as refusal:
                return reply(refusal.body, refusal.status)
            return web.Response(status=NO_CONTENT) if body is None else reply(body)

        async def handle(request: web.Request) -> web.StreamResponse:
            self.requests.append(Request(request.method, request.path.removeprefix(PREFIX)))
            return await self.troubles.meet(request, partial(answered, request))

        return web.route(method, PREFIX + path, handle)

    def _owned(self, method: str, path: str, answer: Handler) -> web.RouteDef:
        async def guarded(request: web.Request) -> object:
            given = request.headers.get("Authorization", "")
            if not compare_digest(given.encode(), self._authorization.encode()):
                raise Refusal(*words.UNAUTHORIZED)
            return await answer(request)

        return self._open(method, path, guarded)

    async def _me(self, _: web.Request) -> Payload:
        return payloads.application_user(self._application_id)

    async def _application(self, _: web.Request) -> Payload:
        return payloads.application(self._application_id)

    async def _gateway(self, _: web.Request) -> Payload:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url, shards = self._behind.gateway(), self._behind.shards
        return {"url": url, "shards": shards, "session_start_limit": limit}

    async def _commands(self, _: web.Request) -> list[Payload]:
        return self._behind.directory.registered

    async def _register(self, request: web.Request) -> list[Payload]:
        return self._behind.directory.register(await _list(request))

    async def _callback(self, request: web.Request) -> Payload | None:
        body, uploads = await _body(request)
        id_, token = request.match_info["id"], request.match_info["token"]
        told = self._answers.first(id_, token, body, uploads)
        return told if request.query.get("with_response") in {"1", "true"} else None

    async def _follow_up(self, request: web.Request) -> Payload:
        body, uploads = await _body(request)
        return self._answers.follow_up(request.match_info["token"], body, uploads)

    async def _read(self, request: web.Request) -> Payload:
        return self._answers.read(request.match_info["token"], request.match_info["id"])

    async def _edit(self, request: web.Request) -> Payload:
        body, uploads = await _body(request)
        token, id_ = request.match_info["token"], request.match_info["id"]
        return self._answers.edit(token, id_, body, uploads)

    async def _delete(self, request: web.Request) -> None:
        self._answers.delete(request.match_info["token"], request.match_info["id"])

    async def _direct(self, request: web.Request) -> Payload:
        return self._posts.direct(await _object(request))

    async def _post(self, request: web.Request) -> Payload:
        body, uploads = await _body(request)
        return self._posts.post(request.match_info["channel"], body, uploads)

    async def _read_post(self, request: web.Request) -> Payload:
        return self._posts.read(request.match_info["channel"], request.match_info["id"])

    async def _edit_post(self, request: web.Request) -> Payload:
        body, uploads = await _body(request)
        channel, id_ = request.match_info["channel"], request.match_info["id"]
        return self._posts.edit(channel, id_, body, uploads)

    async def _open_thread(self, request: web.Request) -> Payload:
        channel, id_ = request.match_info["channel"], request.match_info["id"]
        thread = self._posts.open_thread(channel, id_, await _object(request))
        await self._behind.dispatch("THREAD_CREATE", thread, thread["guild_id"])
        return thread

    async def _delete_post(self, request: web.Request) -> None:
        self._posts.delete(request.match_info["channel"], request.match_info["id"])

    async def _unknown(self, _: web.Request) -> object:
        raise Refusal(*words.NOT_FOUND)


async def _list(request: web.Request) -> list[Payload]:
    body = decoded(await request.read())
    if not isinstance(body, list):
        raise Refusal(*words.INVALID_JSON)
    return cast("list[Payload]", body)


async def _object(request: web.Request) -> Payload:
    return as_object(decoded(await request.read()))


def decoded(text: bytes) -> object:
    """Return what the JSON text says.

    Raises:
        Refusal: It is no JSON.
    """
    try:
        return json.loads(text)
    except ValueError:
        raise Refusal(*words.INVALID_JSON) from None


def as_object(body: object) -> Payload:
    """Return the body, which must be an object.

    Raises:
        Refusal: It is something else.
    """
    if not isinstance(body, dict):
        raise Refusal(*words.INVALID_JSON)
    return cast("Payload", body)


async def _body(request: web.Request) -> tuple[Payload, list[Upload]]:
    if request.content_type != "multipart/form-data":
        return await _object(request), []
    body: Payload = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refusal(*words.INVALID_JSON)
        name, content = part.name or "", bytes(await part.read())
        if name == FORM_JSON:
            body = as_object(decoded(content))
        elif name.startswith(FORM_FILES):
            index = name.removeprefix(FORM_FILES).rstrip("]")
            uploads.append(Upload(index, part.filename or "", content))
    return body, uploads
