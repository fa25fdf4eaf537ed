"""What learners press: cards, scenarios and the quiz."""

import asyncio

import pytest

from bot.playground import Loopback
from bot.playground.reply import Reply
from tests.wire.process import Bot

PATIENCE = 20.0
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def through(question: Reply, letter: str) -> Reply:
    """Answer every question with one letter, and return the end."""
    while "A" in question.buttons:
        answered = await question.press(letter)
        onward = next(
            name for name in answered.buttons if name in {"Next question", "See the result"}
        )
        question = await answered.press(onward)
    return question


async def test_a_card_is_read_privately_and_leads_to_related_ones_in_place(
    discord: Loopback,
) -> None:
    card = await discord.slash("learn", {"topic": "liqudation"})

    other = await card.select("Maintenance margin")

    assert card.ephemeral
    assert other.message.id == card.message.id
    assert other.text.startswith("### Maintenance margin")


async def test_nothing_typed_shows_the_index_and_every_card_can_be_chosen(
    discord: Loopback,
) -> None:
    index = await discord.slash("learn", {})
    counted, text = sum(len(menu["options"]) for menu in index.selects), index.text

    card = await index.select("funding", name=index.selects[0]["custom_id"])

    assert f"{counted} cards" in text
    assert card.text.startswith("### Funding")


async def test_topics_are_suggested_while_they_are_typed(discord: Loopback) -> None:
    found = await discord.autocomplete("learn", "topic", "fundng")

    assert found[0]["value"] == "funding"


async def test_a_topic_without_a_card_is_a_private_mistake(discord: Loopback) -> None:
    answer = await discord.slash("learn", {"topic": "qqqq", "share": "yes"})

    assert answer.ephemeral
    assert "`qqqq`" in answer.text


async def test_a_shared_card_answers_others_privately_and_stays_as_it_is(
    discord: Loopback,
) -> None:
    card = await discord.slash("learn", {"topic": "funding", "share": "yes"})
    text = card.text

    other = await card.select("Trading fees", person=discord.person("Ben"))
    quiz = await card.press("Quiz me", person=discord.person("Ben"))

    assert not card.ephemeral
    assert other.ephemeral
    assert quiz.ephemeral
    assert (card.text, card.message.edited) == (text, None)


async def test_a_quiz_is_one_message_from_the_first_question_to_the_score(
    discord: Loopback,
) -> None:
    question = await discord.slash("quiz", {})

    end = await through(question, "A")
    card = await end.select(end.selects[0]["options"][0]["value"])

    assert question.ephemeral
    assert end.message.id == question.message.id
    assert "of 8** right" in end.text
    assert len(end.selects[0]["options"]) == 3
    assert card.message.id != end.message.id
    assert card.ephemeral


async def test_an_answer_comes_with_its_reason_and_a_card_to_read(discord: Loopback) -> None:
    question = await discord.slash("quiz", {})

    answered = await question.press("B")
    card = await answered.press("Read about it")

    assert "Right: B" in answered.text or "Not B: the answer is" in answered.text
    assert "1 right" in answered.text
    assert card.message.id != answered.message.id


async def test_quiz_me_begins_with_a_question_about_the_card(discord: Loopback) -> None:
    card = await discord.slash("learn", {"topic": "funding"})

    question = await card.press("Quiz me")

    assert "The funding rate is " in question.text  # every question on that card begins so
    assert question.message.id != card.message.id


async def test_two_people_answer_side_by_side(discord: Loopback) -> None:
    ann, ben = discord.person("Ann"), discord.person("Ben")
    anns, bens = await asyncio.gather(
        discord.slash("quiz", {}, person=ann), discord.slash("quiz", {}, person=ben)
    )

    one, other = await asyncio.gather(through(anns, "A"), through(bens, "B"))

    assert one.message.id == anns.message.id
    assert other.message.id == bens.message.id


async def test_a_quiz_goes_on_after_a_restart_and_keeps_its_score(
    bot: Bot, discord: Loopback
) -> None:
    answered = await (await discord.slash("quiz", {})).press("A")
    score = answered.text.rpartition("-# ")[2].partition(" right")[0]
    await bot.end()
    await bot.start()

    question = await answered.press("Next question")

    assert f"{score} right so far" in question.text


async def test_changed_numbers_are_computed_in_place_and_shared_without_them(
    discord: Loopback,
) -> None:
    story = await discord.slash("scenario", {"name": "hedger"})
    form = await story.press("Change numbers")

    mine = await form.submit({"Wallet": "20,000"})
    again = await mine.press("Change numbers")
    shared = await mine.press("Share")

    assert form.fields["Wallet"]["value"] == "10000"
    assert mine.message.id == story.message.id
    assert "Left of 20,000 USDT" in mine.text
    assert "cross 18,800" in mine.text  # 20,000 - 5,850 + 5,100 - 450
    assert again.fields["Wallet"]["value"] == "20000"
    assert not shared.ephemeral
    assert "20,000" not in shared.text
    assert "Left of 10,000 USDT" in shared.text


async def test_a_story_shows_the_picture_of_what_decides_it(discord: Loopback) -> None:
    wick = {"wallet": "3000", "positions": "long BTCUSDT 0.1@65000 x10", "shocks": "-12.5%; -50%"}
    story = await discord.slash("scenario", {"name": "wick", "share": "yes"})
    comparison = await discord.slash("compare", wick)

    picture = await story.press("Picture", timeout=PATIENCE, person=discord.person("Ben"))
    same = await comparison.press("Picture", timeout=PATIENCE)

    assert picture.ephemeral
    assert "**-12.5%** cross 2,187.50" in picture.text
    assert picture.files["picture.png"].startswith(b"\x89PNG")
    assert picture.files == same.files


async def test_changed_numbers_have_a_picture_of_their_own(discord: Loopback) -> None:
    story = await discord.slash("scenario", {"name": "altcoin"})
    form = await story.press("Change numbers")
    mine = await form.submit({"Leverage": "1x"})

    drawn = await mine.press("Picture", timeout=PATIENCE)

    assert "If the stop fails, isolated loses less than cross can." in mine.text
    assert "What decides" not in mine.text
    assert "1x** (yours)" in drawn.text
    assert drawn.files


async def test_a_story_without_anything_to_draw_has_no_picture(discord: Loopback) -> None:
    assert "Picture" not in (await discord.slash("scenario", {"name": "pair"})).buttons


async def test_a_form_left_as_it_was_tells_the_story_as_it_was(discord: Loopback) -> None:
    form = await (await discord.slash("scenario", {"name": "wick"})).press("Change numbers")

    answer = await form.submit({"Wallet": ""})

    assert "With your numbers" not in answer.text


async def test_a_mistake_in_a_form_is_named_and_the_story_stays(discord: Loopback) -> None:
    story = await discord.slash("scenario", {"name": "altcoin"})
    form = await story.press("Change numbers")

    answer = await form.submit({"Stop price": "soon"})

    assert answer.ephemeral
    assert "`soon`" in answer.text
    assert answer.message.id != story.message.id


async def test_somebody_elses_change_of_a_shared_story_is_their_own(discord: Loopback) -> None:
    story = await discord.slash("scenario", {"name": "hedger", "share": "yes"})
    form = await story.press("Change numbers", person=discord.person("Ben"))

    answer = await form.submit({"Wallet": "30000"})

    assert answer.ephemeral
    assert "30,000" in answer.text
    assert "30,000" not in story.text


async def test_the_list_of_scenarios_opens_each(discord: Loopback) -> None:
    listed = await discord.slash("scenario", {})

    story = await listed.select("E: the wick")

    assert story.text.startswith("### E: the wick")


async def test_the_terms_of_a_message_are_explained_to_whoever_asks(discord: Loopback) -> None:
    posted = discord.say("Isolated at 50x, funding ate my margin and the mark price did the rest")

    told = await discord.menu("Explain terms here", posted, person=discord.person("Ben"))
    card = await told.press("Funding", person=discord.person("Ben"))

    assert told.ephemeral
    assert told.text.count("\n**") == len(told.buttons)
    assert 1 < len(told.buttons) <= 5
    assert card.ephemeral
    assert card.text.startswith("### Funding")


async def test_a_message_without_terms_is_told_so_kindly(discord: Loopback) -> None:
    told = await discord.menu("Explain terms here", discord.say("good morning"))

    assert told.ephemeral
    assert "no term in this message" in told.text
    assert not told.buttons


async def test_a_hostile_message_pings_nobody_while_it_is_explained(discord: Loopback) -> None:
    posted = discord.say("@everyone **funding** `mark price` " + "](https://x) <@&1> " * 150)

    told = await discord.menu("Explain terms here", posted)

    assert "@everyone" not in told.text
    assert "Funding" in told.buttons
