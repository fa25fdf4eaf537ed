"""The page itself, and the files that came with messages."""

from mimetypes import guess_type
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.playground.world import World

PAGE: Final = Path(__file__).with_name("page")
INDEX: Final = "index.html"
TYPES: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Shown by a browser as they are; everything else is only saved."""


def routes(world: World) -> list[web.RouteDef]:
    """Return the routes of the page, its parts and the attachments."""

    async def index(_: web.Request) -> web.Response:
        return _file(INDEX)

    async def part(request: web.Request) -> web.Response:
        return _file(request.match_info["name"])

    async def attachment(request: web.Request) -> web.Response:
        held = world.file(request.match_info["key"])
        if held is None:
            raise web.HTTPNotFound
        guessed = guess_type(held.filename)[0]
        if guessed in PICTURES:
            return web.Response(body=held.content, content_type=guessed)
        headers = {"Content-Disposition": "attachment"}
        return web.Response(body=held.content, headers=headers)

    return [
        web.get("/", index),
        web.get("/static/{name}", part),
        web.get("/attachments/{key}/{name}", attachment),
    ]


def _file(name: str) -> web.Response:
    path = PAGE / name
    if path.parent != PAGE or path.suffix not in TYPES or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8")
