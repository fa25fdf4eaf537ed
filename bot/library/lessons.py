"""One lesson: what a class is asked before, the cards it reads, what it votes on, its quiz."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.library.asks import Ask, read_asks
from bot.library.citing import Citing, names
from bot.library.wording import Wording, refuse_wordy
from bot.rulebook import Rulebook
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, items_of
from bot.rulebook.lint import Problems, Wrong

PICTURED: Final = ("compare", "liquidation", "size", "odds")
"""Features that an answer can be drawn for."""

CARDS: Final = (3, 6)
QUIZ: Final = (5, 10)
TOPICS: Final = (3, 3)
AIMS: Final = (2, 3)
WORDS: Final = 90
"""What a card read out to a class may have."""

SHOCK: Final = "shock"


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to be learnt: the question asked before, and those asked after the lesson."""

    title: str
    before: str
    quiz: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonCard:
    """A card for a class; `picture` names the question whose answer is drawn beside it."""

    title: str
    text: str
    asks: Mapping[str, Ask]
    picture: str | None
    citing: Citing


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson; the class votes on the scenario `vote`, told as `story`, which gives nothing away.

    `shock` words the guess which of the modes survives the first shock of the question `ask`.
    """

    id: str
    title: str
    aims: tuple[str, ...]
    topics: tuple[Topic, ...]
    cards: tuple[LessonCard, ...]
    vote: str
    story: str
    shock: str
    ask: Ask
    citing: Citing
    at: str

    @property
    def quiz(self) -> tuple[str, ...]:
        """The questions of the quiz, in turns from each topic."""
        longest = max((len(topic.quiz) for topic in self.topics), default=0)
        return tuple(
            topic.quiz[place]
            for place in range(longest)
            for topic in self.topics
            if place < len(topic.quiz)
        )

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question that the lesson asks."""
        return (*(topic.before for topic in self.topics), *self.quiz)


def read_lesson(name: str, node: Node | None, rulebook: Rulebook, problems: Problems) -> Lesson:
    """Return the lesson of one file."""
    problems.subject = name
    fields = Fields(node, problems)
    asks = read_asks(fields.node("asks"), problems)
    if SHOCK not in asks:
        problems.add(fields.place("asks"), Wrong.UNKNOWN_ASK, name=SHOCK, near=asks)
    wording = Wording(asks, rulebook, problems)
    lesson = Lesson(
        id=name,
        title=fields.text("title"),
        aims=names(fields, "aims"),
        topics=tuple(
            _topic(Fields(item, problems)) for item in items_of(fields.node("topics"), problems)
        ),
        cards=tuple(
            _card(Fields(item, problems), rulebook)
            for item in items_of(fields.node("cards"), problems)
        ),
        vote=fields.text("vote"),
        story=wording.text(fields, "story"),
        shock=wording.text(fields, "shock"),
        ask=asks.get(SHOCK, Ask("compare", {})),
        citing=Citing.of(fields, rulebook),
        at=problems.at(fields.table),
    )
    for part, size, (low, high) in (
        ("aims", len(lesson.aims), AIMS),
        ("topics", len(lesson.topics), TOPICS),
        ("cards", len(lesson.cards), CARDS),
        ("topics", len(lesson.quiz), QUIZ),
    ):
        if not low <= size <= high:
            problems.add(fields.place(part), Wrong.OUTSIDE_RANGE, name=size, low=low, high=high)
    fields.finish()
    return lesson


def _topic(fields: Fields) -> Topic:
    topic = Topic(fields.text("title"), fields.text("before"), names(fields, "quiz"))
    fields.finish()
    return topic


def _card(fields: Fields, rulebook: Rulebook) -> LessonCard:
    asks = read_asks(fields.optional("asks"), fields.problems)
    wording = Wording(asks, rulebook, fields.problems)
    card = LessonCard(
        title=fields.text("title"),
        text=wording.text(fields, "text"),
        asks=asks,
        picture=fields.optional_text("picture"),
        citing=Citing.of(fields, rulebook),
    )
    drawn = [ask for ask, each in asks.items() if each.feature in PICTURED]
    if card.picture is not None and card.picture not in drawn:
        place = fields.place("picture")
        fields.problems.add(place, Wrong.UNKNOWN_ASK, name=card.picture, near=drawn)
    refuse_wordy((card.text,), fields.place("text"), fields.problems, WORDS)
    fields.finish()
    return card
