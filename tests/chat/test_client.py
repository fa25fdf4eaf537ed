import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from discord import ConnectionClosed, HTTPException, LoginFailure
from structlog.testing import capture_logs

from bot.chat import Client, Services
from bot.chat.client import connect, unattended
from bot.errors import DiscordUnreachable, StartupError, TokenRefused
from bot.options import Desk
from tests.chat.standins import WORDS


class Failing:
    """A connection that ends at once, with an error."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.closed = False

    async def start(self, token: str) -> None:
        del token
        raise self._error

    async def close(self) -> None:
        self.closed = True


def closed(code: int) -> ConnectionClosed:
    return ConnectionClosed(cast("Any", SimpleNamespace(close_code=code)), shard_id=0)


UNAVAILABLE = HTTPException(cast("Any", SimpleNamespace(status=503, reason="")), "")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (LoginFailure(), TokenRefused),
        (closed(4004), TokenRefused),
        (ConnectionRefusedError(), DiscordUnreachable),
        (UNAVAILABLE, DiscordUnreachable),
        (closed(4013), ConnectionClosed),
    ],
)
async def test_a_connection_that_cannot_be_is_closed_and_named(
    error: Exception, told: type[StartupError]
) -> None:
    client = Failing(error)

    with pytest.raises(told):
        await connect(cast("Client", client), "token")

    assert client.closed


async def test_what_fails_outside_every_interaction_is_logged_without_a_value(
    desk: Desk, tmp_path: Path
) -> None:
    client = Client(Services(desk.book, WORDS), tmp_path)

    with capture_logs() as logs:
        try:
            _ = dict[str, str]()["wallet 3250"]
        except KeyError:
            await client.on_error("on_interaction")

    assert [(line["event"], line["error"]) for line in logs] == [("failed", "KeyError")]
    assert "3250" not in str(logs)


async def test_what_nobody_waited_for_is_logged_without_a_value() -> None:
    loop = asyncio.get_running_loop()

    with capture_logs() as logs:
        unattended(loop, {"message": "wallet 3250", "exception": KeyError("wallet 3250")})
        unattended(loop, {"message": "wallet 3250"})

    assert [line["error"] for line in logs] == ["KeyError", "RuntimeError"]
    assert "3250" not in str(logs)
