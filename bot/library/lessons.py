"""One lesson: what a class is asked before, the cards it reads, what it votes on, its quiz."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.library.asks import Ask, read_asks
from bot.library.citing import Citing, names
from bot.library.wording import Wording, refuse_wordy
from bot.rulebook import Rulebook
from bot.rulebook.document import START, Node
from bot.rulebook.fields import Fields, items_of, text_of
from bot.rulebook.lint import Problems, Wrong

PICTURED: Final = ("compare", "liquidation", "size", "odds")
"""Features that an answer can be drawn for."""

CARDS: Final = (3, 6)
QUIZ: Final = (5, 10)
TOPICS: Final = (3, 3)
ASKED: Final = (1, 4)
"""How many questions of the quiz ask after one topic."""

AIMS: Final = (2, 3)
WORDS: Final = 90
"""What a card read out to a class may have."""

SHOCK: Final = "shock"
COMPARED: Final = ("compare",)


class Known(NamedTuple):
    """What a lesson may name."""

    rulebook: Rulebook
    questions: Collection[str]
    scenarios: Collection[str]


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
    place: int
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


def read_lesson(name: str, node: Node | None, known: Known, problems: Problems) -> Lesson:
    """Return the lesson of one file."""
    problems.subject = name
    fields = Fields(node, problems)
    ask = _shock(fields)
    lesson = Lesson(
        id=name,
        place=int(fields.number("place")),
        title=fields.text("title"),
        aims=names(fields, "aims"),
        topics=tuple(_topic(each, known) for each in _tables(fields, "topics")),
        cards=tuple(_card(each, known.rulebook) for each in _tables(fields, "cards")),
        vote=_scenario(fields, known),
        story=Wording({}, known.rulebook, problems).text(fields, "story"),
        shock=Wording({SHOCK: ask}, known.rulebook, problems).text(fields, "shock"),
        ask=ask,
        citing=Citing.of(fields, known.rulebook),
        at=problems.at(fields.table),
    )
    for part, size, allowed in (
        ("aims", len(lesson.aims), AIMS),
        ("topics", len(lesson.topics), TOPICS),
        ("cards", len(lesson.cards), CARDS),
        ("topics", len(lesson.quiz), QUIZ),
    ):
        _refuse_size(fields, part, size, allowed)
    for question, count in Counter(lesson.questions).items():
        if count > 1:
            problems.add(fields.place("topics"), Wrong.REPEATED_VALUE, name=question)
    fields.finish()
    return lesson


def _tables(fields: Fields, name: str) -> list[Fields]:
    return [Fields(item, fields.problems) for item in items_of(fields.node(name), fields.problems)]


def _refuse_size(fields: Fields, part: str, size: int, allowed: tuple[int, int]) -> None:
    low, high = allowed
    if not low <= size <= high:
        place = fields.place(part)
        fields.problems.add(place, Wrong.OUTSIDE_RANGE, name=size, low=low, high=high)


def _shock(fields: Fields) -> Ask:
    asks = read_asks(fields.node("asks"), fields.problems)
    ask = asks.get(SHOCK)
    if ask is None:
        fields.problems.add(fields.place("asks"), Wrong.UNKNOWN_ASK, name=SHOCK, near=asks)
    elif ask.feature and ask.feature not in COMPARED:
        wrong, allowed = Wrong.NO_WORD, ", ".join(COMPARED)
        fields.problems.add(fields.place("asks"), wrong, name=ask.feature, allowed=allowed)
    return ask or Ask("", {})


def _scenario(fields: Fields, known: Known) -> str:
    name = fields.text("vote")
    if name and name not in known.scenarios:
        near = known.scenarios
        fields.problems.add(fields.place("vote"), Wrong.UNKNOWN_SCENARIO, name=name, near=near)
    return name


def _topic(fields: Fields, known: Known) -> Topic:
    asked = items_of(fields.node("quiz"), fields.problems)
    topic = Topic(
        title=fields.text("title"),
        before=_question(fields.node("before"), known, fields.problems),
        quiz=tuple(_question(item, known, fields.problems) for item in asked),
    )
    _refuse_size(fields, "quiz", len(topic.quiz), ASKED)
    fields.finish()
    return topic


def _question(node: Node | None, known: Known, problems: Problems) -> str:
    name = text_of(node, problems)
    if name and name not in known.questions:
        problems.add(node or START, Wrong.UNKNOWN_QUESTION, name=name, near=known.questions)
    return name


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
