"""The host's panel: where the session is, and the buttons that move it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from discord import ButtonStyle, Interaction

from bot.chat.cards import CardView, Row
from bot.chat.clock import now
from bot.chat.session.ids import Pressed, control
from bot.chat.session.school import School
from bot.classroom import Phase, events, key
from bot.classroom.events import Event
from bot.store import held

STEP: Final = timedelta(seconds=30)


def event_of(
    action: str, *, by_host: bool, by: timedelta = STEP, revision: int | None = None
) -> Event:
    """Return what a host's button or command lets happen; a button carries what was seen."""
    at = now()
    makers: Mapping[str, Callable[[], Event]] = {
        "next": lambda: events.Next(at=at, by_host=by_host, revision=revision),
        "back": lambda: events.Back(at=at, by_host=by_host),
        "pause": lambda: events.Pause(at=at, by_host=by_host),
        "resume": lambda: events.Resume(at=at, by_host=by_host),
        "more": lambda: events.Extend(at=at, by_host=by_host, by=by),
        "less": lambda: events.Extend(at=at, by_host=by_host, by=-by),
        "end": lambda: events.End(at=at, by_host=by_host),
    }
    return makers[action]()


async def press(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Move a session, and show the panel as it is then.

    Raises:
        SessionRefused: Whoever pressed is no host, or it cannot be done just now.
    """
    by_host = await school.is_host(interaction, session)
    revision = int(said.item) if said.item.isdecimal() else None
    await school.happen(session, event_of(said.action, by_host=by_host, revision=revision))
    view = await panel(interaction, session.session_id, school)
    await interaction.response.edit_message(view=view)
    await school.teller.publish(session.session_id)


async def panel(interaction: Interaction[Any], session_id: int, school: School) -> CardView:
    """Return the panel of a session as it is now."""
    session = await school.known(session_id)
    page = await school.page(session)
    locale = interaction.locale.value
    lost = None
    if page.step.phase is Phase.LESSON:
        lost = await school.count(session_id, key(Phase.LESSON, page.step.place))
    steps = page.course.steps()
    following = session.course.step + 1
    values = {
        **page.values(is_open=not session.course.ended),
        "phase": page.step.phase,
        "following": steps[following].phase if following < len(steps) else None,
        "lost": lost,
    }
    card = school.words.card("session.panel", locale=locale, **values)
    rows = [] if session.course.ended else list(buttons(page.step.phase, session, school, locale))
    return CardView(card, *rows)


def buttons(phase: Phase, session: held.Session, school: School, locale: str) -> list[Row]:
    """Return the rows of a panel."""
    clock = session.course

    def made(action: str, style: ButtonStyle = ButtonStyle.secondary) -> dict[str, Any]:
        label = school.words.label(f"session.{action}", locale=locale)
        return control(label, session.session_id, action, str(clock.revision), style=style)

    moving = [made("next", ButtonStyle.primary)]
    if phase is Phase.LESSON:
        moving.append(made("back"))
    timing: list[dict[str, Any]] = []
    if clock.deadline is not None:
        timing = [made("pause"), made("more"), made("less")]
    elif clock.time_left is not None:
        timing = [made("resume"), made("more"), made("less")]
    return [[*moving, made("end", ButtonStyle.danger)], timing]
