"""What somebody in a class sees alone: their copy of a question, and their results."""

from collections.abc import Sequence
from typing import Any, Final

from discord import Interaction

from bot.chat.cards import CardView
from bot.chat.session.ids import control
from bot.chat.session.pages import LETTERS
from bot.chat.session.school import School
from bot.classroom import Phase, Place, State, order, pseudonym
from bot.errors import SessionRefused
from bot.options.reports import own_report
from bot.render import Words
from bot.store import held

ASKED: Final = frozenset({Phase.BEFORE, Phase.QUIZ})
"""Phases with questions, of which everybody has a copy."""


def answer_sheet(
    interaction: Interaction[Any],
    session: held.Session,
    item: str,
    school: School,
    state: State,
) -> CardView:
    """Return somebody's own copy of a question; before a lesson, one after the other.

    Raises:
        SessionRefused: It is not asked just now.
    """
    open_ = list(state.course.items(state.step))
    if state.step.phase not in ASKED or item not in open_:
        raise SessionRefused(reason="not_now")
    if state.step.phase is Phase.BEFORE:
        item = first_unanswered(state, interaction.user.id, open_, last=item)
    return sheet(interaction, session, item, school, state)


def first_unanswered(state: State, person: int, items: Sequence[str], last: str) -> str:
    """Return the first question without an answer; where all have one, the one that was last."""
    left = [item for item in items if Place(person, item) not in state.answers]
    return left[0] if left else last


def sheet(
    interaction: Interaction[Any], session: held.Session, item: str, school: School, state: State
) -> CardView:
    """Return a question with its options in somebody's own order."""
    person, locale = interaction.user.id, interaction.locale.value
    items = state.course.items(state.step)
    asked = items[item]
    shown = order(session.seed, person, asked.id, asked.options)
    given = state.answers.get(Place(person, item))
    values = {
        "question": school.solved(asked.id),
        "order": shown,
        "letters": LETTERS,
        "given": shown.index(given.option) if given else None,
        "number": list(items).index(item) + 1,
        "total": len(items),
        "until": int(state.clock.deadline.timestamp()) if state.clock.deadline else None,
    }
    card = school.words.card("session.question", locale=locale, **values)
    buttons = [
        control(letter.upper(), session.session_id, "pick", item, option)
        for letter, option in zip(LETTERS, shown, strict=False)
    ]
    return CardView(card, buttons)


def named(state: State, person: int, session: held.Session, words: Words) -> str:
    """Return the name that somebody has in a class."""
    member = state.members[person]
    animals = words.label("session.animals", locale=session.locale).split(", ")
    return member.name or pseudonym(session.seed, member.seat, animals)


async def results_of(
    interaction: Interaction[Any], session: held.Session, school: School
) -> CardView:
    """Return somebody's own results.

    Raises:
        SessionRefused: The session goes on, or they did not take part.
    """
    found = await school.whole(session.session_id)
    if not found.session.course.ended:
        raise SessionRefused(reason="unfinished")
    report = await school.report_of(found)
    course = await school.course(session.lesson)
    own = own_report(found, report, course, interaction.user.id, school.book)
    if own is None:
        raise SessionRefused(reason="absent")
    return CardView(school.words.card("session.own", locale=interaction.locale.value, own=own))
