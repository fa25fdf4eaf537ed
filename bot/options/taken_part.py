"""What somebody did in group sessions, as they take it with them."""

from typing import Final

from bot.advisor import Book, lesson
from bot.classroom import Phase, key
from bot.library import Lesson
from bot.options.classroom import instant
from bot.store import held

VOTES: Final = frozenset({key(Phase.VOTE, 0), key(Phase.SECOND_VOTE, 0)})
GUESS: Final = key(Phase.SHOCK, 0)


def taken_part(found: held.Found, person: int, book: Book) -> dict[str, object]:
    """Return everything that is stored of one person in one session, as JSON values."""
    taught = book.library.lessons.get(found.session.lesson)
    return {
        "session_id": str(found.session.session_id),
        "guild_id": str(found.session.guild_id),
        "lesson": found.session.lesson,
        "anonymous": found.session.anonymous,
        "hosted": found.session.host_id == person,
        "members": [{"seat": each.seat, "name": each.name} for each in found.members],
        "answers": [answered(each, taught) for each in found.answers],
    }


def answered(answer: held.Answer, taught: Lesson | None) -> dict[str, object]:
    """Return one answer: what was asked, which option was chosen, from 0, and when."""
    return {
        "item": answer.item,
        "question": asked(answer.item, taught),
        "option": answer.option,
        "chosen": chosen(answer),
        "confidence": answer.confidence,
        "answered": instant(answer.answered).isoformat(timespec="milliseconds"),
        "milliseconds_left": answer.time_left,
    }


def asked(item: str, taught: Lesson | None) -> str | None:
    """Return the id of the quiz question behind an item, where it is one and still taught."""
    phase, _, place = item.partition(".")
    if taught is None:
        return None
    asked_in = {
        Phase.BEFORE: tuple(topic.before for topic in taught.topics),
        Phase.QUIZ: taught.quiz,
    }
    questions = asked_in.get(Phase(phase), ())
    return questions[int(place)] if int(place) < len(questions) else None


def chosen(answer: held.Answer) -> str | None:
    """Return the name of the option of a vote or guess."""
    names = lesson.VOTES if answer.item in VOTES else lesson.SURVIVORS
    return names[answer.option] if answer.item in VOTES or answer.item == GUESS else None
