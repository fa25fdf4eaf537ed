import io
from collections.abc import AsyncIterator, Mapping

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from bot.playground import Loopback
from bot.playground.world import ANN, TRADING, Attachment, Message
from bot.playground.written import address

FOREIGN = ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"]


@pytest.fixture(name="browser")
async def _browser() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def status(browser: ClientSession, method: str, url: str, headers: Mapping[str, str]) -> int:
    async with browser.request(method, url, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize("path", ["", "static/main.js", "api/v10/users/@me", "page", "gateway/"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "[::1]:{port}"]
)
async def test_a_foreign_host_is_refused(
    discord: Loopback, browser: ClientSession, path: str, host: str
) -> None:
    headers = {"Host": host.format(port=discord.port)}

    assert await status(browser, "GET", discord.url + path, headers) == 403


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
async def test_its_own_names_are_admitted(
    discord: Loopback, browser: ClientSession, host: str
) -> None:
    headers = {"Host": host.format(port=discord.port)}

    assert await status(browser, "GET", discord.url, headers) == 200


@pytest.mark.parametrize("origin", FOREIGN)
async def test_no_other_site_may_post(
    discord: Loopback, browser: ClientSession, origin: str
) -> None:
    headers = {"Origin": origin.format(port=discord.port)}

    for path in ("", "page", "api/v10/interactions/1/x/callback"):
        assert await status(browser, "POST", discord.url + path, headers) == 403


@pytest.mark.parametrize("origin", [*FOREIGN, ""])
async def test_only_the_page_itself_may_open_its_websocket(
    discord: Loopback, browser: ClientSession, origin: str
) -> None:
    headers = {"Origin": origin.format(port=discord.port)} if origin else {}

    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.ws_connect(discord.url + "page", headers=headers)
    assert refused.value.status == 403


async def test_no_page_reaches_the_side_of_the_bot(
    discord: Loopback, browser: ClientSession
) -> None:
    headers = {"Origin": discord.url[:-1], "Authorization": f"Bot {discord.token}"}

    for path in ("api/v10/users/@me", "gateway/"):
        assert await status(browser, "GET", discord.url + path, headers) == 403


@pytest.mark.parametrize("given", ["", "Bot wrong", "Bearer wrong"])
async def test_the_bot_shows_its_token(
    discord: Loopback, browser: ClientSession, given: str
) -> None:
    headers = {"Authorization": given} if given else {}
    async with browser.get(discord.url + "api/v10/users/@me", headers=headers) as answer:
        body = await answer.json()

    assert (answer.status, body) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_an_unknown_route_is_not_found(discord: Loopback, browser: ClientSession) -> None:
    headers = {"Authorization": f"Bot {discord.token}"}

    for path in ("api/v10/guilds/1", "static/server.py", "static/..%2Fserver.py", "nothing"):
        assert await status(browser, "GET", discord.url + path, headers) == 404


@pytest.mark.parametrize("path", ["", "static/main.js", "api/v10/users/@me", "nothing"])
async def test_every_answer_carries_the_headers_that_protect(
    discord: Loopback, browser: ClientSession, path: str
) -> None:
    async with browser.get(discord.url + path) as answer:
        headers = answer.headers

    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "connect-src 'self'"} <= set(policy)
    assert {"frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"} <= set(policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


async def test_a_picture_is_shown_and_any_other_file_only_saved(
    discord: Loopback, browser: ClientSession
) -> None:
    files = [Attachment("1", "chart.png", b"png"), Attachment("2", "page.html", b"<b>")]
    discord.world.post(Message(TRADING, only_for=ANN, attachments=files))
    seen: dict[str, tuple[str, str | None]] = {}
    for file in files:
        async with browser.get(address(file, discord.url[:-1])) as answer:
            kind = answer.headers["Content-Type"]
            seen[file.filename] = (kind, answer.headers.get("Content-Disposition"))

    assert seen == {
        "chart.png": ("image/png", None),
        "page.html": ("application/octet-stream", "attachment"),
    }
    guessed = f"{discord.url}attachments/guessed/chart.png"
    assert await status(browser, "GET", guessed, {}) == 404


async def test_a_body_may_not_be_endless(discord: Loopback, browser: ClientSession) -> None:
    headers = {"Authorization": f"Bot {discord.token}"}
    url = f"{discord.url}api/v10/applications/{discord.application_id}/commands"
    async with browser.put(url, headers=headers, data=io.BytesIO(bytes(26 << 20))) as answer:
        assert answer.status == 413
