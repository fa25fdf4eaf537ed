from typing import Any

import discord as library
import pytest

from bot.playground import Loopback, NoAnswer
from tests.playground.conftest import IMPATIENT
from tests.playground.sample import Sample


@pytest.mark.usefixtures("bot")
async def test_a_bot_that_asks_too_often_waits_and_is_heard(discord: Loopback) -> None:
    discord.trouble(429, times=2)
    reply = await discord.slash("echo", {"text": "patience"})

    assert reply.text.startswith("patience")
    assert [request.method for request in list(discord.requests)[-3:]] == ["POST"] * 3


@pytest.mark.usefixtures("bot")
async def test_what_fails_after_the_work_is_seen_all_the_same(discord: Loopback) -> None:
    discord.trouble(503, after=True)
    reply = await discord.slash("echo", {"text": "done"})

    assert reply.text.startswith("done")


@IMPATIENT
@pytest.mark.usefixtures("bot")
async def test_a_dropped_connection_leaves_the_person_without_an_answer(
    discord: Loopback,
) -> None:
    discord.trouble(None)
    with pytest.raises(NoAnswer):
        await discord.slash("echo", {"text": "lost"})
    reply = await discord.slash("echo", {"text": "again"})

    assert reply.text.startswith("again")


async def test_the_bot_posts_in_channels_and_direct_messages(
    discord: Loopback, bot: Sample
) -> None:
    ann, ben, lessons = discord.person("Ann"), discord.person("Ben"), discord.channel("lessons")
    room: Any = bot.get_channel(int(lessons.id))
    posted = await room.send("good morning")
    await posted.edit(content="good evening")
    passing = await room.send("not for long")
    await passing.delete()
    user = library.Object(id=int(ben.id))
    direct = await bot.create_dm(user)
    await direct.send("just you")

    assert [held.text for held in discord.messages(lessons, ann)] == ["good evening"]
    assert [held.text for held in discord.messages(discord.direct(ben), ben)] == ["just you"]
    assert (await room.fetch_message(posted.id)).content == "good evening"


async def test_the_bot_changes_only_what_it_said_itself(discord: Loopback, bot: Sample) -> None:
    said = discord.say("mine", channel=discord.channel("lessons"))
    room: Any = bot.get_channel(int(discord.channel("lessons").id))
    theirs = room.get_partial_message(int(said.raw["id"]))

    with pytest.raises(library.Forbidden):
        await theirs.edit(content="yours")
    with pytest.raises(library.NotFound):
        await bot.get_partial_messageable(1).send("nowhere")
    with pytest.raises(library.Forbidden):
        await bot.get_partial_messageable(1200000000000000023).send("where it is not")
    with pytest.raises(library.NotFound):
        await bot.create_dm(library.Object(id=1))
