"""Days on which Discord does not do as it should: for tests of what the bot then does."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.playground import words
from bot.playground.wire import compact

TOO_MANY_REQUESTS: Final = 429
REFUSALS: Final = {held[0]: held for held in (words.UNKNOWN_INTERACTION, words.ACKNOWLEDGED)}
"""What Discord says of an interaction whose time is over, and of one that has its answer."""

RETRY_AFTER: Final = 0.05
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens to the next request whose path ends so.

    `status` None drops the connection; `after` lets the request be done before that.
    """

    path: str
    status: int | None
    after: bool = False


class Troubles:
    """The troubles to come, each for one request."""

    def __init__(self) -> None:
        self._coming: deque[Trouble] = deque()

    def add(self, trouble: Trouble) -> None:
        """Let this happen once."""
        self._coming.append(trouble)

    def clear(self) -> None:
        """Let nothing of it happen."""
        self._coming.clear()

    async def meet(
        self, request: web.Request, answer: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Answer the request, unless trouble has been waiting for it."""
        trouble = next((t for t in self._coming if request.path.endswith(t.path)), None)
        if trouble is None:
            return await answer()
        self._coming.remove(trouble)
        if trouble.after:
            await answer()
        if trouble.status is not None:
            return _answered(trouble.status)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _answered(status: int) -> web.Response:
    if status in REFUSALS:
        _, code, message = REFUSALS[status]
        refusal = compact({"code": code, "message": message}).encode()
        return web.Response(body=refusal, status=status, content_type="application/json")
    if status != TOO_MANY_REQUESTS:
        return web.Response(status=status)
    body = {"message": words.RATE_LIMITED, "retry_after": RETRY_AFTER, "global": False}
    headers = {"Via": "1.1 google", "X-RateLimit-Scope": "user"}
    return web.Response(
        body=compact(body).encode(),
        status=status,
        content_type="application/json",
        headers=headers,
    )
