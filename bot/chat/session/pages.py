"""What a class sees of each step, and the buttons under it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from discord import ButtonStyle

from bot.advisor import lesson, scenario
from bot.chat.cards import Attachment, CardView, Row
from bot.chat.session.ids import control
from bot.classroom import Course, Phase, Step, key
from bot.library import Lesson
from bot.options import Desk
from bot.options.reports import ClassReport
from bot.store import held

THOUSAND: Final = 1_000
WORDED: Final = {Phase.SECOND_VOTE: Phase.VOTE}
"""Phases that another one's words serve."""

LETTERS: Final = "abcd"


@dataclass(frozen=True, slots=True)
class Page:
    """One step of a session as a message; `totals` is there once the session has ended."""

    desk: Desk
    session: held.Session
    course: Course
    tally: held.Tally
    totals: ClassReport | None = None

    @property
    def step(self) -> Step:
        """The step of the session."""
        return self.course.steps()[self.session.course.step]

    @property
    def lesson(self) -> Lesson:
        """The lesson of the session."""
        return self.desk.book.library.lessons[self.session.lesson]

    def view(self, *, is_open: bool = True, attachment: Attachment | None = None) -> CardView:
        """Return the message; once the step is over it has no buttons."""
        phase = WORDED.get(self.step.phase, self.step.phase)
        values = {**self.values(is_open=is_open), **dict(self.taught())}
        card = self.desk.words.card(f"session.{phase}", locale=self.session.locale, **values)
        rows = list(self.rows()) if is_open else []
        return CardView(card, *rows, attachment=attachment)

    def values(self, *, is_open: bool) -> Mapping[str, object]:
        """Return what every message may say: how far the session is, and until when."""
        clock = self.session.course
        numbered = {Phase.LESSON: self.course.cards, Phase.QUIZ: len(self.course.quiz)}
        numbered[Phase.SOLVED] = numbered[Phase.QUIZ]
        return {
            "session": self.session,
            "lesson": self.lesson,
            "again": self.step.phase is Phase.SECOND_VOTE,
            "number": self.step.place + 1,
            "total": numbered.get(self.step.phase, 1),
            "people": self.tally.members,
            "answers": self.tally.answers,
            "options": self.tally.options,
            "open": is_open,
            "until": clock.deadline // THOUSAND if clock.deadline else None,
            "paused": clock.time_left is not None,
        }

    def taught(self) -> Iterator[tuple[str, object]]:
        """Yield what the step teaches or asks."""
        book, phase, place = self.desk.book, self.step.phase, self.step.place
        if phase is Phase.LESSON:
            yield "card", lesson.card(self.lesson, place, book)
        elif phase in {Phase.VOTE, Phase.SECOND_VOTE, Phase.REVEAL}:
            yield "story", lesson.story(self.lesson, book)
            yield "choices", lesson.VOTES
            yield "right", self.course.vote.right
        elif phase in {Phase.SHOCK, Phase.SHOCK_REVEAL}:
            yield "shock", lesson.shock(self.lesson, book)
            yield "choices", lesson.SURVIVORS
        elif phase in {Phase.QUIZ, Phase.SOLVED}:
            yield "question", lesson.solved(self.course.quiz[place].id, book)
            yield "letters", LETTERS
        elif phase is Phase.RESULTS:
            yield "totals", self.totals

    def rows(self) -> Iterator[Row]:
        """Yield the rows of buttons."""
        phase, place = self.step.phase, self.step.place
        item = key(phase, place)
        if phase is Phase.LOBBY:
            yield [self.button("join", style=ButtonStyle.primary), self.button("leave")]
        elif phase in {Phase.VOTE, Phase.SECOND_VOTE}:
            yield [self.button("vote", item, at, name) for at, name in enumerate(lesson.VOTES)]
        elif phase is Phase.SHOCK:
            names = lesson.SURVIVORS
            yield [self.button("vote", item, at, name) for at, name in enumerate(names)]
        elif phase is Phase.LESSON:
            yield [self.button("lost")]
        elif phase in {Phase.BEFORE, Phase.QUIZ}:
            yield [self.button("answer", item, style=ButtonStyle.primary)]
        elif phase is Phase.RESULTS:
            yield [self.button("results", style=ButtonStyle.primary)]

    def button(
        self,
        action: str,
        item: str = "",
        option: int | None = None,
        name: str | None = None,
        style: ButtonStyle = ButtonStyle.secondary,
    ) -> dict[str, object]:
        """Return a button in the language of the session."""
        label = self.desk.words.label(f"session.{name or action}", locale=self.session.locale)
        return control(label, self.session.session_id, action, item, option, style=style)

    @property
    def item(self) -> str:
        """What the count of a message is about: the last question of several."""
        place = self.step.place
        if self.step.phase is Phase.BEFORE:
            place = len(self.course.before) - 1
        counted = {Phase.REVEAL: Phase.VOTE, Phase.SOLVED: Phase.QUIZ}
        counted[Phase.SHOCK_REVEAL] = Phase.SHOCK
        return key(counted.get(self.step.phase, self.step.phase), place)

    @property
    def drawn(self) -> scenario.Part | None:
        """The calculation that is drawn beside the words."""
        if self.step.phase is Phase.LESSON:
            return lesson.card(self.lesson, self.step.place, self.desk.book).part
        if self.step.phase is Phase.SHOCK_REVEAL:
            return lesson.shock(self.lesson, self.desk.book).part
        if self.totals:
            learned = self.totals.learned()
            return scenario.Part(name="class", feature="session", request=learned, report=learned)
        return None
