from types import SimpleNamespace
from typing import Any, cast

import pytest
from discord import HTTPException, InteractionType, NotFound
from discord.app_commands import AppCommandError
from structlog.testing import capture_logs

from bot.chat.drain import attend, drain
from bot.errors import Forbidden, IsocrossError, NotANumber
from bot.render import Words
from tests.chat.standins import WORDS, Connection, KeyWords, Response, asked

TOO_LATE = NotFound(cast("Any", SimpleNamespace(status=404, reason="")), {"code": 10062})


async def fail_with(error: Exception) -> None:
    raise error


async def test_a_mistake_is_told_privately_in_the_askers_language() -> None:
    interaction = asked()

    outcome = await drain(interaction, NotANumber(field="entry", value="65k5"), WORDS)

    told = "de: not_a_number {'field': 'entry', 'value': '65k5'}"
    assert interaction.response.texts == [(told, True)]
    assert outcome == "not_a_number"


async def test_a_mistake_that_the_library_wrapped_is_still_a_mistake() -> None:
    wrapped = AppCommandError("wrapped")
    wrapped.__cause__ = Forbidden()

    assert await drain(asked(), wrapped, WORDS) == "forbidden"


async def test_a_mistake_that_itself_has_a_cause_is_told_as_it_is() -> None:
    mistake = NotANumber(field="entry", value="x")
    mistake.__cause__ = ValueError("x")

    assert await drain(asked(), mistake, WORDS) == "not_a_number"


async def test_what_was_answered_already_is_told_in_a_second_message() -> None:
    interaction = asked(response=Response(done=True))

    await drain(interaction, Forbidden(), WORDS)

    assert interaction.followup.texts == [("de: forbidden {}", True)]


async def test_somebody_still_typing_is_offered_nothing() -> None:
    interaction = asked(type=InteractionType.autocomplete)

    await drain(interaction, Forbidden(), WORDS)

    assert interaction.response.choices == []


async def test_a_failure_has_an_id_for_the_asker_and_the_log_but_no_value_for_the_log() -> None:
    interaction = asked()

    with capture_logs() as logs:
        outcome = await drain(interaction, KeyError("wallet 3250"), WORDS)

    assert interaction.response.texts == [(f"de: internal {{'id': '{outcome}'}}", True)]
    assert [(line["event"], line["id"], line["error"]) for line in logs] == [
        ("failed", outcome, "KeyError")
    ]
    assert "3250" not in str(logs)


async def test_a_failures_trace_names_the_places_in_the_code() -> None:
    with capture_logs() as logs:
        await attend(asked(), "mode", WORDS, fail_with(ZeroDivisionError("3250")))

    assert logs[0]["trace"][-1].endswith(" fail_with")
    assert "3250" not in str(logs)


async def test_a_mistake_without_words_is_told_as_a_failure() -> None:
    class Wordless(KeyWords):
        def error(self, error: IsocrossError, *, locale: str) -> str:
            if error.key == Forbidden.key:
                raise LookupError(error.key)
            return super().error(error, locale=locale)

    interaction = asked()

    outcome = await drain(interaction, Forbidden(), cast("Words", Wordless()))

    assert interaction.response.texts == [(f"de: internal {{'id': '{outcome}'}}", True)]


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
async def test_what_discord_takes_no_answer_to_is_one_line_in_the_log(
    status: int, code: int
) -> None:
    response = cast("Any", SimpleNamespace(status=status, reason=""))
    interaction = asked()

    with capture_logs() as logs:
        await drain(interaction, HTTPException(response, {"code": code}), WORDS)

    assert interaction.response.texts == []
    assert [line["event"] for line in logs] == ["unanswered"]


@pytest.mark.parametrize("error", [RuntimeError("Session is closed"), ConnectionError()])
async def test_what_a_closed_connection_sends_no_more_is_no_failure(error: Exception) -> None:
    interaction = asked(client=Connection(closed=True))

    with capture_logs() as logs:
        outcome = await drain(interaction, error, WORDS)

    assert outcome == "unanswered"
    assert [line["event"] for line in logs] == ["unanswered"]


async def test_words_that_come_too_late_are_let_go() -> None:
    interaction = asked(response=Response(refusal=TOO_LATE))

    with capture_logs() as logs:
        outcome = await drain(interaction, Forbidden(), WORDS)

    assert outcome == "forbidden"
    assert [line["event"] for line in logs] == ["unanswered"]


async def test_every_interaction_leaves_one_line_with_its_name_and_duration() -> None:
    async def work() -> None:
        pass

    with capture_logs() as logs:
        await attend(asked(), "mode", WORDS, work())
        await attend(asked(), "size", WORDS, fail_with(Forbidden()))

    assert [(line["command"], line["error"]) for line in logs] == [
        ("mode", None),
        ("size", "forbidden"),
    ]
    assert all(line["milliseconds"] >= 0 for line in logs)
