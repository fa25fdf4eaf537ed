"""Who may talk to the server: this machine's own address, and pages that it served itself."""

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from bot.playground import words
from bot.playground.rest import reply
from bot.playground.wire import Refusal

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
HOSTS: Final = ("127.0.0.1", "localhost")
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PAGE_SOCKET: Final = "/page"
BOT_PATHS: Final = ("/api/", "/gateway")


def install(app: web.Application, port: Callable[[], int]) -> None:
    """Guard every route: refuse foreign hosts and origins, put the headers on every answer."""

    @web.middleware
    async def admit(request: web.Request, handler: Answer) -> web.StreamResponse:
        host = request.headers.get("Host", "").lower()
        ours = host in {f"{name}:{port()}" for name in HOSTS}
        if not ours or not _admitted(request, host):
            return reply(Refusal(*words.FORBIDDEN).body, 403)
        return await handler(request)

    app.middlewares.append(admit)
    app.on_response_prepare.append(_protect)


def _admitted(request: web.Request, host: str) -> bool:
    origin = request.headers.get("Origin")
    if origin is None:
        return request.path != PAGE_SOCKET
    return origin.lower() == f"http://{host}" and not request.path.startswith(BOT_PATHS)


async def _protect(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
