"""A class from the lobby to the results, as people press it."""

import asyncio
import csv
import json
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.playground import Loopback
from bot.playground.components import walk
from bot.playground.reply import Reply
from bot.playground.world import Channel
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

LESSON = {"lesson": "cross-and-isolated"}
VOTES = ["Cross", "Isolated", "Mixed", "It depends"]


async def seen(happened: Callable[[], object]) -> None:
    """Wait until something can be seen."""
    async with asyncio.timeout(9):
        while not happened():  # noqa: ASYNC110 -- what the bot does tells nobody here
            await asyncio.sleep(0.02)


def pictured(shown: Reply) -> list[str]:
    """Return what the pictures in a message are said to show."""
    return [
        item["description"]
        for part in walk(shown.message.components)
        for item in part.get("items", ())
    ]


class Class:
    """One session, its host Ann, and where it is held."""

    def __init__(self, discord: Loopback, lobby: Reply) -> None:
        self.discord = discord
        self.lobby = lobby
        self.ben = discord.person("Ben")
        self.thread = discord.world.threads[-1]

    async def next(self) -> Reply:
        """Move on, and return the message that the class sees then."""
        before = self.newest
        await self.discord.slash("session next", {}, channel=self.thread)
        await seen(lambda: self.newest.message.id != before.message.id)
        return self.newest

    async def until(self, button: str) -> Reply:
        """Move on to the first message with a button."""
        for _ in range(30):
            if button in (shown := await self.next()).buttons:
                return shown
        raise AssertionError(button)

    @property
    def newest(self) -> Reply:
        """The newest message that everybody sees."""
        held = self.discord.messages(self.thread, self.ben)
        return next((said for said in reversed(held) if not said.ephemeral), self.lobby)

    async def end(self) -> None:
        """Go to the results, if that has not happened."""
        await self.discord.slash("session end", {}, channel=self.thread)


async def begin(discord: Loopback, place: Channel, **options: str) -> Class:
    lobby = await discord.slash("session start", {**LESSON, **options}, channel=place)
    await seen(lambda: lobby.followups)
    return Class(discord, lobby)


@pytest_asyncio.fixture(loop_scope="module", name="lesson")
async def _lesson(discord: Loopback) -> AsyncIterator[Class]:
    lesson = await begin(discord, discord.channel("lessons"))
    yield lesson
    await lesson.end()


async def test_a_lobby_is_public_and_opens_a_thread_and_a_private_panel(
    discord: Loopback, lesson: Class
) -> None:
    (panel,) = lesson.lobby.followups

    assert not lesson.lobby.ephemeral
    assert "Join" in lesson.lobby.buttons
    assert lesson.thread.id == lesson.lobby.message.id
    assert lesson.thread.name == "Cross and isolated"
    assert panel.ephemeral
    assert panel.buttons[0] == "Next"
    assert discord.channel("lessons") is lesson.thread.parent


async def test_one_channel_holds_one_session(discord: Loopback, lesson: Class) -> None:
    second = await discord.slash("session start", LESSON, channel=lesson.thread.parent)

    assert second.ephemeral
    assert "A session is going on in this channel" in second.text


async def test_whoever_may_not_host_can_neither_start_nor_move_on(
    discord: Loopback, lesson: Class
) -> None:
    ben = lesson.ben
    started = await discord.slash(
        "session start", LESSON, person=ben, channel=discord.channel("trading")
    )
    moved = await discord.slash("session next", {}, person=ben, channel=lesson.thread)

    for refused in (started, moved):
        assert refused.ephemeral
        assert "Only a host of sessions can do that" in refused.text
    assert lesson.newest is lesson.lobby


async def test_a_role_from_setup_may_host(discord: Loopback) -> None:
    await discord.slash("setup set", {"host_role": "everyone"})
    lesson = await begin(discord, discord.channel("trading"))
    ben = lesson.ben
    try:
        moved = await discord.slash("session next", {}, person=ben, channel=lesson.thread)
    finally:
        await discord.slash("setup set", {"host_role": "default"})
        await lesson.end()

    assert "Questions before" in moved.text


async def test_joining_twice_changes_nothing(lesson: Class) -> None:
    first = await lesson.lobby.press("Join", person=lesson.ben)
    again = await lesson.lobby.press("Join", person=lesson.ben)

    assert first.text == again.text
    assert "You are in, as `Ben`" in first.text


async def test_a_class_goes_from_the_lobby_to_its_results(
    discord: Loopback, lesson: Class
) -> None:
    ben = lesson.ben
    await lesson.lobby.press("Join", person=ben)
    asked = await lesson.next()
    question = await asked.press("Answer", person=ben)
    for _ in range(3):
        question = await question.press("A", person=ben)
    card = await lesson.next()
    lost = await card.press("I am lost", person=ben)
    vote = await lesson.until("Isolated")
    kept = await vote.press("Isolated", person=ben)
    sure = await kept.press("Certain", person=ben)
    changed = await vote.press("Mixed", person=ben)
    reveal = await lesson.next()
    second = await lesson.next()
    await second.press("Mixed", person=ben)
    await second.press("Cross", person=discord.person("Ann"))
    guess = await lesson.next()
    await guess.press("Cross", person=ben)
    survived = await lesson.next()
    quiz = await lesson.next()
    answers = 0
    while "Results" not in quiz.buttons:
        if "Answer" in quiz.buttons:
            await (await quiz.press("Answer", person=ben)).press("A", person=ben)
            answers += 1
        quiz = await lesson.next()
    own = await quiz.press("Results", person=ben)

    assert "Question 3 of 3" in question.text
    assert "not who" in lost.text
    assert vote.message.components != asked.message.components
    assert "**Isolated**" in kept.text
    assert "Certain" in sure.text
    assert "**Mixed**" in changed.text
    assert "mixed" in reveal.text.partition("\n")[0]
    assert "- Mixed: 1" in reveal.text
    assert "- Isolated: 0" in reveal.text
    assert "**Vote again:**" in second.text
    assert "**Cross** survives" in survived.text
    assert answers == 6
    assert "is over: 2 took part" in quiz.text
    assert "Your votes: Mixed, then Mixed." in own.text
    assert own.ephemeral


async def test_only_the_number_of_votes_is_shown_before_the_reveal(lesson: Class) -> None:
    vote = await lesson.until("It depends")
    await vote.press("Mixed", person=lesson.ben)
    await seen(lambda: "so far: 1" in vote.text)

    assert vote.buttons == VOTES
    assert "Mixed: 1" not in vote.text


async def test_what_is_pressed_after_its_time_does_not_count(lesson: Class) -> None:
    vote = await lesson.until("It depends")
    kept = await vote.press("Isolated", person=lesson.ben)
    await lesson.next()

    late = await kept.press("Certain", person=lesson.ben)

    assert late.ephemeral
    assert "The time for this was over" in late.text
    assert not vote.buttons


async def test_the_clock_moves_a_class_on_and_the_host_can_change_it(
    discord: Loopback, lesson: Class
) -> None:
    paused = await discord.slash("session pause", {}, channel=lesson.thread)
    resumed = await discord.slash("session resume", {}, channel=lesson.thread)
    await discord.slash("session extend", {"seconds": "-600"}, channel=lesson.thread)
    await seen(lambda: lesson.newest is not lesson.lobby)

    assert "paused the clock" in paused.text
    assert "Closes <t:" in resumed.text
    assert "three questions" in lesson.newest.text


async def test_extending_by_nonsense_is_a_private_mistake(
    discord: Loopback, lesson: Class
) -> None:
    refused = await discord.slash("session extend", {"seconds": "soon"}, channel=lesson.thread)

    assert refused.ephemeral
    assert "`soon`" in refused.text


async def test_a_host_gets_everybodys_answers_as_files(discord: Loopback, lesson: Class) -> None:
    vote = await lesson.until("It depends")
    await vote.press("Cross", person=lesson.ben)
    await lesson.end()
    given = {
        form: (await discord.slash("session results", {"format": form}, channel=lesson.thread))
        for form in ("csv", "json", "markdown")
    }
    refused = await discord.slash(
        "session results", {"format": "csv"}, person=lesson.ben, channel=lesson.thread
    )
    files = {form: next(iter(reply.files.values())).decode() for form, reply in given.items()}

    (row,) = csv.DictReader(files["csv"].splitlines())
    assert (row["participant"], row["vote_1"], row["vote_2"]) == ("Ben", "cross", "")
    assert row["quiz_score"] == "0"
    assert json.loads(files["json"])["participants"][0]["vote_1"] == "cross"
    assert "| `Ben` |" in files["markdown"]
    assert all(reply.ephemeral for reply in given.values())
    assert not refused.files


async def test_an_anonymous_session_names_nobody_anywhere(discord: Loopback) -> None:
    lesson = await begin(discord, discord.channel("lessons"), anonymous="yes")
    joined = await lesson.lobby.press("Join", person=lesson.ben)
    vote = await lesson.until("It depends")
    await vote.press("Cross", person=lesson.ben)
    await lesson.end()
    await seen(lambda: "Results" in lesson.newest.buttons)
    texts = [lesson.newest.text]
    for form in ("csv", "json", "markdown"):
        reply = await discord.slash("session results", {"format": form}, channel=lesson.thread)
        texts += [reply.text, *(content.decode() for content in reply.files.values())]

    pseudonym = joined.text.split("`")[1]
    assert all(pseudonym in text for text in texts)
    assert not any("Ben" in text or lesson.ben.id in text for text in texts)


async def test_leaving_takes_ones_answers_along(discord: Loopback, lesson: Class) -> None:
    joined = await lesson.lobby.press("Join", person=lesson.ben)
    await joined.press("Leave", person=lesson.ben)
    await lesson.end()
    reply = await discord.slash("session results", {"format": "csv"}, channel=lesson.thread)

    assert len(next(iter(reply.files.values())).decode().splitlines()) == 1


async def test_what_somebody_answered_is_theirs_to_take_and_to_delete(
    discord: Loopback, lesson: Class
) -> None:
    ben = lesson.ben
    vote = await lesson.until("It depends")
    await (await vote.press("Cross", person=ben)).press("Certain", person=ben)
    await lesson.end()

    shown = await discord.slash("me show", person=ben)
    file = (await discord.slash("me export", person=ben)).files["isocross-me.json"]
    hosted = (await discord.slash("me export")).files["isocross-me.json"]
    await (await discord.slash("me delete", person=ben)).press("Delete", person=ben)
    results = await discord.slash("session results", {"format": "csv"}, channel=lesson.thread)
    after = await discord.slash("me show", person=ben)
    await (await discord.slash("me delete")).press("Delete")

    session = json.loads(file)["sessions"][-1]
    assert "group session" in shown.text
    assert session["lesson"] == "cross-and-isolated"
    assert session["members"] == [{"seat": 0, "name": "Ben"}]
    (answer,) = session["answers"]
    assert (answer["item"], answer["chosen"], answer["confidence"]) == ("vote.0", "cross", 3)
    assert any(held["hosted"] for held in json.loads(hosted)["sessions"])
    assert len(next(iter(results.files.values())).decode().splitlines()) == 1
    assert "**Nothing** is stored" in after.text


async def test_a_card_has_its_picture_from_the_first_one_on_and_keeps_it(
    bot: Bot, discord: Loopback
) -> None:
    await bot.end()
    await bot.start()  # nothing that draws is running yet
    lesson = await begin(discord, discord.channel("lessons"))
    card = await lesson.until("I am lost")
    while not card.files:
        card = await lesson.next()
    drawn, shown = card.files, pictured(card)
    await lesson.next()
    await lesson.end()

    assert shown
    assert not card.buttons
    assert (card.files, pictured(card)) == (drawn, shown)


async def test_results_are_drawn_and_said(lesson: Class) -> None:
    vote = await lesson.until("It depends")
    await vote.press("Mixed", person=lesson.ben)
    await lesson.end()
    await seen(lambda: "Results" in lesson.newest.buttons)

    (description,) = pictured(lesson.newest)
    assert "Mixed 1, then 0" in description
    assert "- Mixed: 1 → 0" in lesson.newest.text
    assert lesson.newest.files["picture.png"].startswith(b"\x89PNG")


async def test_results_of_nobody_have_no_picture(lesson: Class) -> None:
    await lesson.end()
    await seen(lambda: "Results" in lesson.newest.buttons)

    assert not pictured(lesson.newest)
    assert not lesson.newest.files


async def test_a_session_is_for_servers(discord: Loopback) -> None:
    direct = discord.direct(discord.person("Ann"))

    refused = await discord.slash("session start", LESSON, channel=direct)

    assert refused.ephemeral
    assert "in a server that has added me" in refused.text


async def test_nothing_is_lost_when_the_process_is_killed(bot: Bot, discord: Loopback) -> None:
    lesson = await begin(discord, discord.channel("lessons"))
    vote = await lesson.until("It depends")
    await vote.press("Isolated", person=lesson.ben)
    await vote.press("Cross", person=discord.person("Ann"))

    await bot.kill()
    await bot.start()
    changed = await vote.press("Mixed", person=lesson.ben)
    reveal = await lesson.next()
    await lesson.end()

    assert "**Mixed**" in changed.text
    assert "- Mixed: 1" in reveal.text
    assert "- Cross: 1" in reveal.text
    assert "- Isolated: 0" in reveal.text


async def test_a_host_prepares_nothing_and_a_second_pause_goes_on(discord: Loopback) -> None:
    lobby = await discord.slash("session start", {}, channel=discord.channel("lessons"))
    await seen(lambda: lobby.followups)
    thread = discord.world.threads[-1]
    paused = await discord.slash("session pause", {}, channel=thread)
    resumed = await discord.slash("session pause", {}, channel=thread)
    await discord.slash("session end", {}, channel=thread)

    assert "**Cross and isolated**" in lobby.text
    assert "paused the clock" in paused.text
    assert "Closes <t:" in resumed.text
