"""What a person lets us keep about them."""

import asyncio
import json

import pytest
import pytest_asyncio

from bot.playground import Loopback
from tests.wire.process import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

CAREFUL = {"experience": "beginner", "monitoring": "daily"}


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _nobody_is_known(discord: Loopback) -> None:
    for person in discord.world.people:
        asked = await discord.slash("me delete", person=person)
        if asked.buttons:
            await asked.press("Delete")


async def test_nothing_is_stored_until_somebody_asks_for_it(discord: Loopback) -> None:
    await discord.slash("mode", CAREFUL)

    reply = await discord.slash("me show")
    deletion = await discord.slash("me delete")

    assert "**Nothing** is stored" in reply.text
    assert reply.ephemeral
    assert deletion.buttons == []


async def test_what_is_set_is_shown_to_its_person_and_to_nobody_else(discord: Loopback) -> None:
    ben = discord.person("Ben")

    kept = await discord.slash("me set", CAREFUL)
    anns, bens = await discord.slash("me show"), await discord.slash("me show", person=ben)

    assert "**Kept**, 2 answers" in kept.text
    assert "Experience: **beginner**" in anns.text
    assert "Watching: **once a day**" in anns.text
    assert "**Nothing** is stored" in bens.text
    assert kept.ephemeral
    assert anns.ephemeral


async def test_one_answer_can_be_set_by_its_name(discord: Loopback) -> None:
    await discord.slash("me set", {"trait": "monitoring", "value": "several daily"})

    assert "several times a day" in (await discord.slash("me show")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"trait": "leverage", "value": "5"}, "`leverage` does not fit `trait`"),
        ({"trait": "monitoring", "value": "dayly"}, "Did you mean `daily`?"),
        ({"trait": "monitoring"}, "I still need `value`"),
        ({"value": "daily"}, "I still need `trait`"),
        ({}, "I still need `trait`, `value`"),
    ],
)
async def test_a_mistake_keeps_nothing_and_says_what_to_type(
    discord: Loopback, typed: dict[str, str], said: str
) -> None:
    reply = await discord.slash("me set", typed)

    assert said in reply.text
    assert reply.ephemeral
    assert "**Nothing** is stored" in (await discord.slash("me show")).text


async def test_a_profile_fills_in_what_is_left_out_and_the_card_says_so(
    discord: Loopback,
) -> None:
    await discord.slash("me set", {"experience": "beginner", "account_mode": "multi_assets"})

    filled = await discord.slash("mode", {"market": "usdm"})
    typed = await discord.slash(
        "mode", {"market": "usdm", "account_mode": "single_asset", "experience": "advanced"}
    )

    assert "Not available in your account" in filled.text
    assert (
        "From your profile: account mode: Multi-Assets Mode, experience: beginner" in filled.text
    )
    assert "/me show" in filled.text
    assert "Not available" not in typed.text
    assert "From your profile" not in typed.text


async def test_what_is_shared_at_once_holds_nothing_of_the_profile(discord: Loopback) -> None:
    bare = await discord.slash("mode", {"market": "usdm", "share": "yes"})
    await discord.slash("me set", CAREFUL)

    shared = await discord.slash("mode", {"market": "usdm", "share": "yes"})

    assert not shared.ephemeral
    assert shared.text == bare.text


async def test_the_export_holds_everything_that_is_stored(discord: Loopback) -> None:
    await discord.slash("me set", CAREFUL)

    reply = await discord.slash("me export")

    (content,) = reply.files.values()
    written = json.loads(content)
    assert reply.ephemeral
    assert set(written) == {"person_id", "last_used", "traits", "sessions"}
    assert written["sessions"] == []
    assert written["person_id"] == discord.person().id
    assert written["traits"] == CAREFUL


async def test_deleting_takes_a_second_step_and_then_effect_at_once(discord: Loopback) -> None:
    await discord.slash("me set", CAREFUL)

    asked = await discord.slash("me delete")
    still = await discord.slash("me show")
    deleted = await asked.press("Delete it for good")

    assert "2 answers" in still.text
    assert "**Deleted.**" in deleted.text
    assert deleted.buttons == []
    assert deleted.message.id == asked.message.id
    assert "**Nothing** is stored" in (await discord.slash("me show")).text
    assert "From your profile" not in (await discord.slash("mode")).text


async def test_the_button_of_one_person_deletes_nothing_of_another(
    discord: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = discord.person("Ben")
    await discord.slash("me set", CAREFUL)
    asked = await discord.slash("me delete")
    monkeypatch.setattr(asked.message, "only_for", None)  # as if it had been shown to others

    refused = await asked.press("Delete", person=ben)

    assert refused.ephemeral
    assert "belongs to somebody else" in refused.text
    assert "2 answers" in (await discord.slash("me show")).text


async def test_two_people_set_and_ask_side_by_side(discord: Loopback) -> None:
    ann, ben = discord.person("Ann"), discord.person("Ben")

    await asyncio.gather(
        discord.slash("me set", {"account_mode": "multi_assets"}, person=ann),
        discord.slash("me set", {"account_mode": "single_asset"}, person=ben),
    )
    anns, bens = await asyncio.gather(
        discord.slash("mode", {"market": "usdm"}, person=ann),
        discord.slash("mode", {"market": "usdm"}, person=ben),
    )

    assert "Multi-Assets Mode" in anns.text
    assert "Single-Asset Mode" in bens.text


async def test_a_profile_is_the_same_in_a_direct_message(discord: Loopback) -> None:
    await discord.slash("me set", CAREFUL)

    reply = await discord.slash("me show", channel=discord.direct(discord.person()))

    assert "2 answers" in reply.text


async def test_what_was_acknowledged_outlives_a_kill(discord: Loopback, bot: Bot) -> None:
    await discord.slash("me set", CAREFUL)
    asked = await discord.slash("me delete")
    await discord.slash("me set", {"alerts": "both"})
    await bot.kill()
    await bot.start()

    shown = await discord.slash("me show")
    deleted = await asked.press("Delete")

    assert "3 answers" in shown.text
    assert "**Deleted.**" in deleted.text


async def test_no_value_of_a_profile_reaches_the_log(discord: Loopback, bot: Bot) -> None:
    await discord.slash("me set", {"trait": "monitoring", "value": "set_and_forget"})
    await discord.slash("me set", {"trait": "monitoring", "value": "a-typed-value"})

    assert "me set" in bot.log
    assert "set_and_forget" not in bot.log
    assert "a-typed-value" not in bot.log
    assert discord.person().id not in bot.log


async def test_the_guide_does_not_ask_what_a_profile_answers(discord: Loopback) -> None:
    bare = await discord.slash("guide")
    await discord.slash("me set", {"market": "usdm", "account_mode": "single_asset"})

    guide = await discord.slash("guide")
    known = guide.text
    later = await guide.press("Skip")

    assert "From your profile" not in bare.text
    assert "account mode: Single-Asset Mode, market: USDⓈ-M futures" in known
    assert "From your profile" not in later.text  # said once
