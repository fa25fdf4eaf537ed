import asyncio

import pytest
from discord import LoginFailure

from bot.playground import Loopback, NoAnswer
from tests.playground.conftest import IMPATIENT, Connect
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


@pytest.mark.usefixtures("bot")
async def test_an_invalidated_session_is_not_resumed(discord: Loopback) -> None:
    await discord.invalidate()

    assert not discord.is_ready


async def test_a_wrong_token_does_not_log_in(discord: Loopback) -> None:
    bot = Sample()
    async with bot:
        with pytest.raises(LoginFailure):
            await bot.login("of somebody else")

    assert not discord.is_ready
