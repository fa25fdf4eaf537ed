"""How a few taps settle which mode to use."""

import asyncio

import pytest

from bot.playground import Loopback, Reply
from bot.playground.components import Part, walk
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

SETTLED = "No further answer can change this."
ASIDE = ["Why", "What would change it", "Size it", "How to switch", "Share"]
TAPS = 12


async def tap(reply: Reply, first: int = 0) -> Reply:
    if reply.selects:
        options = reply.selects[0]["options"]
        return await reply.select(options[first % len(options)]["value"])
    answers = reply.buttons[: reply.buttons.index("Skip")]
    return await reply.press(answers[first % len(answers)])


@pytest.mark.parametrize("first", [0, 1, 2])
async def test_nothing_typed_is_settled_in_place_by_taps(discord: Loopback, first: int) -> None:
    reply = await discord.slash("mode")
    message, taps = reply.message.id, 0

    while "Skip" in reply.buttons:
        reply = await tap(reply, first)
        taps += 1
        assert reply.message.id == message

    assert SETTLED in reply.text
    assert 0 < taps <= TAPS
    assert reply.buttons == ["Back", *ASIDE]


async def test_the_answers_of_a_tapped_card_are_those_of_the_typed_command(
    discord: Loopback,
) -> None:
    tapped = await discord.slash("mode")
    tapped = await tapped.press("Against each other")
    tapped = await tapped.press("Single-Asset Mode")

    typed = await discord.slash("mode", {"legs": "offsetting", "account_mode": "single_asset"})

    assert tapped.text == typed.text


async def test_yes_or_no_questions_are_ticked_at_once_and_the_rest_is_no(
    discord: Loopback,
) -> None:
    reply = await discord.slash("mode", {"market": "usdm", "legs": "independent"})
    while not any(menu["max_values"] > 1 for menu in reply.selects):
        reply = await reply.press("Skip")

    asked = reply.text
    ticked = await reply.select(
        "I want a fixed limit on the loss of each trade", "The trade hangs on one event"
    )
    why = await ticked.press("Why")

    assert "which of these are true?" in asked
    assert "You want a limit" in why.text
    assert "events jump" in why.text
    assert not any(menu["max_values"] > 1 for menu in ticked.selects)


async def test_who_skips_is_asked_something_else_and_told_what_is_left_open(
    discord: Loopback,
) -> None:
    reply = await discord.slash("mode")
    asked: list[str] = []

    while "Skip" in reply.buttons:
        asked.append(next(line for line in reply.text.splitlines() if "Tell me next" in line))
        reply = await reply.press("Skip")

    assert len(set(asked)) == len(asked)
    assert "only what you skipped could still change this" in reply.text


async def test_back_returns_to_the_card_before(discord: Loopback) -> None:
    reply = await discord.slash("mode")
    texts = [reply.text]
    for _ in range(2):
        reply = await tap(reply)
        texts.append(reply.text)

    once = (await reply.press("Back")).text
    twice = (await reply.press("Back")).text

    assert [twice, once] == texts[:2]
    assert "Back" not in reply.buttons


async def test_two_people_tap_side_by_side(discord: Loopback) -> None:
    people = [discord.person("Ann"), discord.person("Ben")]
    anns, bens = [await discord.slash("mode", person=person) for person in people]

    await asyncio.gather(anns.press("Against each other"), bens.press("Independent"))
    await asyncio.gather(anns.press("Single-Asset Mode"), bens.press("Portfolio margin"))

    assert "Not available" not in anns.text
    assert "Not available" in bens.text


async def test_a_restart_in_the_middle_loses_nothing(discord: Loopback, bot: Bot) -> None:
    reply = await discord.slash("mode")
    await reply.press("Against each other")

    await bot.kill()
    await bot.start()

    after = await reply.press("Portfolio margin")
    assert after.message.id == reply.message.id
    assert "portfolio margin" in after.text
    back = await reply.press("Back")
    assert "Which mode is your account in?" in back.text


async def test_somebody_elses_tap_on_a_shared_card_is_their_own(discord: Loopback) -> None:
    ben = discord.person("Ben")
    shared = await discord.slash("mode", {"share": "yes"})
    text = shared.text

    bens = await shared.press("Against each other", person=ben)
    further = await bens.press("Single-Asset Mode", person=ben)

    assert bens.ephemeral
    assert further.message.id == bens.message.id
    assert (shared.text, shared.message.edited) == (text, None)


async def test_the_askers_own_tap_refines_the_shared_card(discord: Loopback) -> None:
    shared = await discord.slash("mode", {"share": "yes"})

    after = await shared.press("Against each other")

    assert after.message.id == shared.message.id
    assert not after.ephemeral
    assert "Share" not in after.buttons


async def test_a_direct_message_is_refined_in_place_too(discord: Loopback) -> None:
    reply = await discord.slash("mode", channel=discord.direct(discord.person("Ann")))

    after = await reply.press("Against each other")

    assert after.message.id == reply.message.id


async def test_where_only_the_asker_has_the_bot_the_card_is_refined_too(
    discord: Loopback,
) -> None:
    reply = await discord.slash("mode", install="user")

    after = await reply.press("Against each other")

    assert after.message.id == reply.message.id


async def test_a_control_of_another_version_says_what_to_type(discord: Loopback) -> None:
    reply = await discord.slash("mode", {"market": "usdm"})
    text = reply.text
    for part in walk(reply.message.components):
        if part["type"] == Part.BUTTON:
            part["custom_id"] = part["custom_id"].replace(":mode:", ":mode:0", 1)

    refused = await reply.press("Skip")

    assert refused.ephemeral
    assert "`/mode`" in refused.text
    assert reply.text == text
