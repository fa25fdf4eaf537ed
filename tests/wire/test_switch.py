"""How somebody gets from a recommendation to the switch."""

import pytest

from bot.playground import Loopback

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENT = {"market": "usdm", "strategy": "event_driven"}
ISOLATED = {"market": "usdm", "to": "isolated"}


async def test_the_checklist_is_completed_by_taps_in_place(discord: Loopback) -> None:
    reply = await discord.slash("switch", ISOLATED)
    message = reply.message.id

    assert "Perhaps" in reply.text
    await reply.press("Single-Asset Mode")
    await reply.press("Nothing")

    assert reply.message.id == message
    assert "Yes" in reply.text
    assert reply.buttons == ["I did it", "I am blocked", "Share"]
    assert reply.ephemeral


async def test_after_it_was_done_there_is_something_to_look_at(discord: Loopback) -> None:
    reply = await discord.slash("switch", ISOLATED)

    done, blocked = await reply.press("I did it"), await reply.press("I am blocked")

    assert "The order form shows isolated" in done.text
    assert "`-4168`" in blocked.text
    assert done.ephemeral
    assert blocked.ephemeral


async def test_a_recommendation_leads_to_its_switch_with_what_is_known(
    discord: Loopback,
) -> None:
    reply = await discord.slash("mode", {**EVENT, "account_mode": "single_asset"})

    switch = await reply.press("How to switch")

    assert "isolated" in switch.text
    assert "not in Multi-Assets Mode" in switch.text
    assert "Which mode is your account in?" not in switch.text
    assert switch.message.id != reply.message.id


async def test_where_one_trades_is_asked_before_the_steps(discord: Loopback) -> None:
    reply = await discord.slash("mode", {"legs": "offsetting", "open_positions": "2"})

    switch = await reply.press("How to switch")
    asked = switch.text
    await switch.press("Spot margin")

    assert "Which market?" in asked
    assert "cross" in asked
    assert "Open Trade, then Margin" in switch.text


async def test_a_mixed_set_up_leads_to_the_switch_of_its_bets(discord: Loopback) -> None:
    hedge = {"legs": "offsetting", "open_positions": "3", "strategy": "carry_hedge"}
    reply = await discord.slash("mode", {**hedge, "market": "usdm", "has_high_beta_bet": "yes"})

    switch = await reply.press("How to switch")

    assert "choose isolated" in switch.text


async def test_a_shared_checklist_answers_others_privately(discord: Loopback) -> None:
    shared = await discord.slash("switch", {**ISOLATED, "share": "yes"})
    text = shared.text

    bens = await shared.press("Multi-Assets Mode", person=discord.person("Ben"))

    assert bens.ephemeral
    assert "Blocked" in bens.text
    assert shared.text == text
