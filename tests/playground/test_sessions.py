import asyncio

import pytest
from aiohttp import ClientSession
from discord import LoginFailure

from bot.playground import Loopback, NoAnswer
from tests.playground.conftest import IMPATIENT, Connect, point_at, running
from tests.playground.sample import Sample


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("code", [None, 1001, 4000])
async def test_what_was_asked_during_a_cut_is_answered_after_it(
    discord: Loopback, code: int | None
) -> None:
    await discord.cut(code)
    reply = await discord.slash("echo", {"text": "missed you"})

    assert reply.text.startswith("missed you")
    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)


async def test_a_bot_that_is_asked_to_reconnect_resumes(discord: Loopback, bot: Sample) -> None:
    await discord.ask_to_reconnect()
    await asyncio.wait_for(bot.wait_for("resumed"), 3)
    reply = await discord.slash("echo", {"text": "back"})

    assert reply.text.startswith("back")
    assert discord.gateway.identified == 1


@IMPATIENT
async def test_a_bot_may_die_and_another_take_its_place(
    discord: Loopback, connect: Connect, bot: Sample
) -> None:
    card = await discord.slash("card")
    await bot.close()
    with pytest.raises(NoAnswer):
        await discord.slash("echo", {"text": "anybody?"})
    await connect(register=False)
    pressed = await card.press("Count")

    assert pressed.text == "Counted 1"
    assert [request.method for request in discord.requests].count("PUT") == 1


async def test_a_server_that_comes_back_knows_the_commands() -> None:
    first = Loopback()
    async with first:
        first.directory.register([{"name": "hello", "description": "Say hello"}])
        id_ = first.commands[0]["id"]
    second = Loopback(first.port, first.token, first.application_id, commands=first.commands)
    async with second:
        assert second.port == first.port
        assert second.commands[0]["id"] == id_
        assert not second.is_ready


async def test_an_invalidated_session_is_not_resumed(discord: Loopback, bot: Sample) -> None:
    again = asyncio.create_task(bot.wait_for("shard_connect"))
    await asyncio.sleep(0)
    await discord.invalidate()
    assert not discord.is_ready
    await asyncio.wait_for(again, 10)

    assert (discord.gateway.identified, discord.gateway.resumed) == (2, 0)
    reply = await discord.slash("echo", {"text": "as new"})
    assert reply.text.startswith("as new")


async def test_a_bot_of_two_shards_hears_servers_and_direct_messages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Loopback(shards=2) as discord:
        point_at(discord, monkeypatch)
        async with running(discord):
            here = await discord.slash("echo", {"text": "server"})
            there = await discord.slash(
                "echo", {"text": "direct"}, channel=discord.direct(discord.person())
            )

            assert (here.text, there.text) == ("server (en-US)", "direct (en-US)")
            assert discord.gateway.identified == 2


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["no json"], 4002),
        (["[]"], 4002),
        (['{"op":99}'], 4001),
        (['{"op":2,"d":{"token":"wrong"}}'], 4004),
        (['{"op":2,"d":{"token":"right","shard":[0,2]}}'], 4010),
        (["x" * 20_000], 1009),
    ],
)
async def test_the_gateway_hangs_up_on_what_it_does_not_understand(
    frames: list[str], code: int
) -> None:
    async with Loopback(token="right") as discord, ClientSession() as session:  # noqa: S106 -- of this test alone
        socket = await session.ws_connect(discord.url + "gateway/")
        assert (await socket.receive_json())["op"] == 10
        for frame in frames:
            await socket.send_str(frame)
        await socket.receive(timeout=3)

        assert socket.close_code == code


async def test_an_unknown_session_begins_anew() -> None:
    async with Loopback(token="right") as discord, ClientSession() as session:  # noqa: S106 -- of this test alone
        socket = await session.ws_connect(discord.url + "gateway/")
        await socket.receive_json()
        await socket.send_json({"op": 1, "d": None})
        assert (await socket.receive_json())["op"] == 11
        resume = {"token": "right", "session_id": "unknown", "seq": 1}
        await socket.send_json({"op": 6, "d": resume})

        assert await socket.receive_json() == {"op": 9, "d": False}


async def test_a_port_that_is_taken_is_an_error(discord: Loopback) -> None:
    with pytest.raises(OSError, match="in use"):
        await Loopback(discord.port).start()


async def test_a_wrong_token_does_not_log_in(discord: Loopback) -> None:
    bot = Sample()
    async with bot:
        with pytest.raises(LoginFailure):
            await bot.login("of somebody else")

    assert not discord.is_ready
