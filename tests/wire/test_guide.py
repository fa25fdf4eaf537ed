"""How /guide leads somebody from question to question in one message."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.playground import Loopback, Reply
from bot.playground.components import Part, walk
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

SETTLED = "No further answer can change this."
MOST = 12
MONEY = {
    "Symbol": "btc",
    "Entry price": "65000",
    "Stop price": "63000",
    "Balance": "1000",
    "Risk": "1%",
}


NUMBERS = {"Leverage": "5x", "Risk per trade": "1%"}


async def answer(page: Reply, which: int) -> Reply:
    assert "Skip" in page.buttons, page.text
    if page.selects:
        options = page.selects[0]["options"]
        return await page.select(options[which % len(options)]["value"])
    answers = page.buttons[: page.buttons.index("Skip")]
    return await page.press(answers[which % len(answers)])


async def questions(page: Reply, which: int = 0) -> AsyncIterator[str]:
    """Yield each question, and answer it."""
    while "Skip" in page.buttons:
        yield page.text
        if "Type it" in page.buttons:
            form = await page.press("Type it")
            await form.submit({name: NUMBERS[name] for name in form.fields})
        else:
            await answer(page, which)


async def settled(discord: Loopback, which: int = 0) -> Reply:
    page = await discord.slash("guide")
    assert [question async for question in questions(page, which)]
    return page


@pytest.mark.parametrize("which", [0, 1, 2, 3])
async def test_one_message_asks_until_nothing_can_change_the_mode(
    discord: Loopback, which: int
) -> None:
    page = await discord.slash("guide")
    message = page.message.id

    asked = [question async for question in questions(page, which)]

    assert page.ephemeral
    assert page.message.id == message
    assert len(asked) <= MOST
    assert len(set(asked)) == len(asked)
    for number, question in enumerate(asked, start=1):
        assert f"Question {number} of at most" in question
    assert SETTLED in page.text
    assert "This is what I understood" in page.text


async def test_the_answer_is_that_of_the_mode_command(discord: Loopback) -> None:
    page = await discord.slash("guide")
    for label in ("Independent", "Portfolio margin"):
        await page.press(label)
    await page.press("Review")

    answer_ = await page.press("Show my answer")
    typed = await discord.slash(
        "mode", {"legs": "independent", "account_mode": "portfolio_margin"}
    )

    assert answer_.text == typed.text
    assert answer_.message.id == page.message.id


async def test_the_answer_says_why_and_how_and_can_be_shared(discord: Loopback) -> None:
    page = await settled(discord)
    await page.press("Show my answer")

    why, how = await page.press("Why"), await page.press("How to switch")
    shared = await page.press("Share")

    assert "For" in why.text
    assert "How to switch" in how.text or "Steps" in how.text
    assert not shared.ephemeral


async def test_back_skip_and_review_lose_nothing(discord: Loopback) -> None:
    page = await discord.slash("guide")
    await page.press("Against each other")
    second = page.text
    await page.press("Skip")
    await page.press("Back")

    assert page.text == second
    await page.press("Skip")
    await page.press("Review")
    assert "Against each other".lower() in page.text
    assert "Not known: account mode" in page.text
    await page.press("Next")
    assert "Question 3 of at most" in page.text


async def test_whoever_skips_everything_comes_to_an_end(discord: Loopback) -> None:
    page = await discord.slash("guide")
    taps = 0

    while "Skip" in page.buttons:
        await page.press("Skip")
        taps += 1

    assert taps <= MOST
    assert "Nothing is left to ask" in page.text
    answer_ = await page.press("Show my answer")
    assert "only what you skipped could still change this" in answer_.text


async def test_any_line_can_be_changed(discord: Loopback) -> None:
    page = await discord.slash("guide")
    await page.press("The same way")
    await page.press("Review")

    await page.select("How the positions move together")
    assert "You said: **the same way**" in page.text
    await page.press("Against each other")
    await page.press("Review")

    assert "against each other" in page.text
    assert "the same way" not in page.text


async def test_a_changed_answer_can_be_kept_after_all(discord: Loopback) -> None:
    page = await discord.slash("guide")
    await page.press("The same way")
    review = (await page.press("Review")).text

    await page.select("How the positions move together")

    assert (await page.press("Review")).text == review


async def test_what_is_changed_last_outweighs_what_it_contradicts(discord: Loopback) -> None:
    page = await discord.slash("guide")
    await page.press("Against each other")
    while "3 or more" not in page.buttons:
        await answer(page, 0)
    await page.press("3 or more")
    await page.press("Review")

    await page.select("Open positions")
    await page.press("1")
    await page.press("Review")

    assert "Open positions: **1**" in page.text
    assert "independent of each other" in page.text


async def test_cancel_ends_it_and_says_how_to_begin_again(discord: Loopback) -> None:
    page = await discord.slash("guide")
    await page.press("Against each other")

    await page.press("Cancel")

    assert "`/guide`" in page.text
    assert page.buttons == []


async def test_the_money_gives_a_size_and_its_risk_is_not_asked_for_again(
    discord: Loopback,
) -> None:
    page = await settled(discord)
    form = await page.press("Add the money")

    filled = await form.submit(MONEY)
    sized = filled.text
    await page.press("Look for mistakes")
    asked = "\n".join([question async for question in questions(page)])

    assert filled.message.id == page.message.id
    assert "**0.005 BTC**, which loses 10 USDT" in sized  # 1,000 · 1 % / (65,000 - 63,000)
    assert "may this trade lose?" not in asked
    assert "0.005 BTC" in (await page.press("Show my answer")).text


async def test_money_that_cannot_be_read_is_named_and_the_page_stays(discord: Loopback) -> None:
    page = await settled(discord)
    before = page.text
    form = await page.press("Add the money")

    refused = await form.submit({**MONEY, "Balance": "much"})

    assert refused.ephemeral
    assert "`much`" in refused.text
    assert page.text == before


async def test_mistakes_are_looked_for_once_the_mode_is_settled(discord: Loopback) -> None:
    page = await settled(discord)

    await page.press("Look for mistakes")
    asked = [question async for question in questions(page)]
    await page.press("Show my answer")

    assert all("this looks for mistakes" in question for question in asked)
    assert "serious" in page.text
    assert "Look for mistakes" not in page.buttons


async def test_a_number_is_typed_into_a_form_or_left_out(discord: Loopback) -> None:
    page = await settled(discord)
    await page.press("Look for mistakes")
    while "Type it" not in page.buttons:
        await answer(page, 0)

    before = page.text
    wrong = await (await page.press("Type it")).submit({"Risk per trade": "some"})
    unchanged = page.text
    await (await page.press("Type it")).submit({"Risk per trade": ""})
    while "Skip" in page.buttons:
        await page.press("Skip")

    assert "`some`" in wrong.text
    assert unchanged == before
    assert "risk per trade" in page.text[page.text.index("Not known:") :]


async def test_two_people_are_guided_side_by_side(discord: Loopback) -> None:
    people = [discord.person("Ann"), discord.person("Ben")]
    anns, bens = [await discord.slash("guide", person=person) for person in people]

    await asyncio.gather(anns.press("Against each other"), bens.press("The same way"))
    await asyncio.gather(anns.press("Review"), bens.press("Review"))

    assert "against each other" in anns.text
    assert "the same way" in bens.text


async def test_no_size_is_offered_where_none_can_be_given(discord: Loopback) -> None:
    page = await discord.slash("guide")
    await page.press("Against each other")
    await page.press("Multi-Assets Mode")
    await page.press("COIN-M futures")
    await page.press("Review")

    assert "Add the money" not in page.buttons


async def test_a_restart_loses_the_typed_money_alone_and_says_so(
    discord: Loopback, bot: Bot
) -> None:
    page = await settled(discord)
    middle = await discord.slash("guide")
    await middle.press("Against each other")
    await (await page.press("Add the money")).submit(MONEY)
    form = await page.press("Add the money")

    await bot.kill()
    await bot.start()

    await page.press("Review")
    assert "Risk per trade: **1%**" in page.text
    await page.press("Show my answer")
    assert "The money that you typed is forgotten" in page.text
    await middle.press("Portfolio margin")
    await middle.press("Review")
    assert "against each other" in middle.text
    assert "0.005 BTC" in (await form.submit(MONEY)).text


async def test_a_control_of_another_version_says_what_to_type(discord: Loopback) -> None:
    page = await discord.slash("guide")
    text = page.text
    for part in walk(page.message.components):
        if part["type"] == Part.BUTTON:
            part["custom_id"] = part["custom_id"].replace(":guide:", ":guide:0", 1)

    refused = await page.press("Skip")

    assert refused.ephemeral
    assert "`/guide`" in refused.text
    assert page.text == text
