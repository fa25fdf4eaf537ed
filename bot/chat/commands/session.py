"""/session: a class that votes, sees the reveal, votes again and learns."""

import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any, Final

from discord import HTTPException, Interaction
from discord.app_commands import Group

from bot.chat.cards import Attachment, CardView
from bot.chat.command import YES, Action, group
from bot.chat.drawings import send
from bot.chat.services import Services
from bot.chat.session import School
from bot.chat.session.ids import NAME
from bot.chat.session.own import results_of
from bot.chat.session.panel import STEP, event_of, panel
from bot.errors import BadValue, SessionRefused
from bot.options import Field, Kind
from bot.store import held

LESSON: Final = "lesson"
ANONYMOUS: Final = "anonymous"
SPEED: Final = "speed"
SECONDS: Final = "seconds"
FORMAT: Final = "format"
YES_NO: Final = ("yes", "no")
FORMATS: Final = ("csv", "json", "markdown")
ENDINGS: Final = {"csv": "csv", "json": "json", "markdown": "md"}
LONGEST: Final = 600
EXAMPLES: Final = ("30", "60", "-30")
NONE: Final[Mapping[str, Field]] = {}

Work = Callable[[Interaction[Any], dict[str, str]], Coroutine[Any, Any, None]]


def build(services: Services, school: School) -> Group:
    """Return the command; its words and options are data."""
    lessons = tuple(services.book.library.lessons)
    titles = {name: each.title for name, each in services.book.library.lessons.items()}
    starting = {
        LESSON: Field(LESSON, Kind.CHOICE, choices=lessons),
        ANONYMOUS: Field(ANONYMOUS, Kind.YES_NO, choices=YES_NO),
        SPEED: Field(SPEED, Kind.YES_NO, choices=YES_NO),
    }
    seconds = {SECONDS: Field(SECONDS, Kind.CHOICE)}
    formats = {FORMAT: Field(FORMAT, Kind.CHOICE, choices=FORMATS)}

    async def start(interaction: Interaction[Any], typed: Mapping[str, str]) -> None:
        await begin(interaction, typed, school)

    async def extend(interaction: Interaction[Any], typed: Mapping[str, str]) -> None:
        await moved(interaction, "more", school, span(typed.get(SECONDS, "30")))

    async def results(interaction: Interaction[Any], typed: Mapping[str, str]) -> None:
        await show(interaction, typed.get(FORMAT), school)

    def mover(action: str) -> Work:
        async def move(interaction: Interaction[Any], _: dict[str, str]) -> None:
            await moved(interaction, action, school)

        return move

    return group(
        NAME,
        services,
        {
            "start": Action(starting, start, titles),
            "next": Action(NONE, mover("next")),
            "pause": Action(NONE, mover("pause")),
            "resume": Action(NONE, mover("resume")),
            "extend": Action(seconds, extend),
            "end": Action(NONE, mover("end")),
            "results": Action(formats, results),
        },
        for_servers=True,
    )


async def begin(interaction: Interaction[Any], typed: Mapping[str, str], school: School) -> None:
    """Open the lobby, a thread for the session, and the host's panel.

    Raises:
        SessionRefused: A session goes on in this channel, or the asker is no host.
    """
    name = typed.get(LESSON) or next(iter(school.book.library.lessons))
    session = await school.begin(
        interaction,
        name,
        anonymous=typed.get(ANONYMOUS) == YES,
        bonus=typed.get(SPEED) == YES,
    )
    view = (await school.page(session)).view()
    sent = await interaction.response.send_message(view=view)
    thread = await opened(interaction, sent.message_id, session, school)
    await school.opened(session, sent.message_id, thread)
    shown = await panel(interaction, session.session_id, school)
    await interaction.followup.send(view=shown, ephemeral=True)


async def opened(
    interaction: Interaction[Any], message: int | None, session: held.Session, school: School
) -> int | None:
    """Return the thread that is opened under the lobby; None where none can be opened."""
    channel: Any = interaction.channel
    if message is None or not hasattr(channel, "create_thread"):
        return None
    title = school.book.library.lessons[session.lesson].title
    name = school.words.translate(title, locale=session.locale)
    try:
        thread = await channel.create_thread(
            name=name, message=channel.get_partial_message(message)
        )
    except HTTPException:
        return None
    return int(thread.id)


async def moved(
    interaction: Interaction[Any], action: str, school: School, by: timedelta | None = None
) -> None:
    """Move the session of this place, and show the host's panel.

    Raises:
        SessionRefused: No session goes on here, or the asker is no host of it.
    """
    session = await school.here(interaction)
    if session is None:
        raise SessionRefused(reason="none")
    by_host = await school.is_host(interaction, session)
    if action == "pause" and session.course.time_left is not None:
        action = "resume"
    event = event_of(action, by_host=by_host, by=by or STEP)
    await school.happen(session, event)
    view = await panel(interaction, session.session_id, school)
    await interaction.response.send_message(view=view, ephemeral=True)
    await school.teller.publish(session.session_id)


async def show(interaction: Interaction[Any], form: str | None, school: School) -> None:
    """Show a host the results of all, as a file where a format is named; others their own.

    Raises:
        SessionRefused: No session was held here, or it has not ended.
            Or somebody else than a host asks for the file.
    """
    session = await school.here(interaction)
    if session is None:
        raise SessionRefused(reason="none")
    by_host = await school.is_host(interaction, session)
    if form is not None and not by_host:
        raise SessionRefused(reason="not_host")
    if not by_host:
        view = await results_of(interaction, session, school)
        await interaction.response.send_message(view=view, ephemeral=True)
        return
    if not session.course.ended and form is None:
        raise SessionRefused(reason="unfinished")
    if form is not None and form not in FORMATS:
        raise BadValue(field=FORMAT, value=form, allowed=FORMATS)
    report = await school.report(session.session_id)
    locale = interaction.locale.value
    card = school.words.card("session.export", locale=locale, totals=report, form=form)
    attachment = None
    if form:
        text = (
            json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2)
            if form == "json"
            else school.words.file(f"session.{ENDINGS[form]}", locale=locale, report=report)
        )
        attachment = Attachment(f"session-{session.session_id}.{ENDINGS[form]}", text.encode())
    await send(interaction, CardView(card, attachment=attachment), ephemeral=True)


def span(text: str) -> timedelta:
    """Return how much longer a step shall last.

    Raises:
        BadValue: It is no whole number of seconds up to ten minutes.
    """
    try:
        seconds = int(text)
    except ValueError:
        seconds = 0
    if not 0 < abs(seconds) <= LONGEST:
        raise BadValue(field=SECONDS, value=text, allowed=EXAMPLES)
    return timedelta(seconds=seconds)
