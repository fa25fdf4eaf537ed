"""Files to library: everything wrong in any of them is found before they are refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.errors import RulebookRefused
from bot.library.cards import Card, Kind, read_card
from bot.library.lessons import Known, Lesson, read_lesson
from bot.library.questions import Question, read_question
from bot.library.scenarios import Scenario, read_scenario
from bot.library.terms import Terms
from bot.rulebook import Rulebook
from bot.rulebook.document import Node, Text, compose
from bot.rulebook.fields import Fields
from bot.rulebook.filing import folder, stem
from bot.rulebook.lint import Problems, Wrong

CARDS: Final = "glossary"
SCENARIOS: Final = "scenarios"
QUESTIONS: Final = "quiz"
LESSONS: Final = "lessons"
SEVERAL: Final = "、"
"""Between names where another language has several for one."""


@dataclass(frozen=True, slots=True)
class Library:
    """All that is taught, by id and in the order of its files."""

    cards: Mapping[str, Card] = field(default_factory=dict[str, Card])
    scenarios: Mapping[str, Scenario] = field(default_factory=dict[str, Scenario])
    questions: Mapping[str, Question] = field(default_factory=dict[str, Question])
    lessons: Mapping[str, Lesson] = field(default_factory=dict[str, Lesson])
    spoken: Mapping[str, str] = field(default_factory=dict[str, str])
    """Ids of cards and scenarios by what they are called in other languages."""

    terms: Terms = field(default_factory=lambda: Terms({}))
    """Finds what cards of terms are about in a text."""

    @property
    def entries(self) -> Iterator[Card | Scenario | Question | Lesson]:
        """All of them, of whichever kind."""
        yield from self.cards.values()
        yield from self.scenarios.values()
        yield from self.questions.values()
        yield from self.lessons.values()

    def also_called(self, translate: Callable[[str], Iterable[str]]) -> "Library":
        """Return the library with the names of its cards and scenarios in every language.

        Args:
            translate: Gives what a text is called elsewhere.
        """
        named = [(each.id, (each.title, *each.aliases)) for each in self.cards.values()]
        named += [(each.id, (each.title,)) for each in self.scenarios.values()]
        spoken = {
            name: id_
            for id_, texts in named
            for text in texts
            for said in translate(text)
            for name in said.split(SEVERAL)
        }
        terms = [each for each in self.cards.values() if each.kind is Kind.TERM]
        names = {name: each.id for each in terms for name in (each.title, *each.aliases)}
        names |= {name: id_ for name, id_ in spoken.items() if id_ in names.values()}
        return replace(self, spoken=spoken, terms=Terms(names))

    @property
    def cited(self) -> frozenset[str]:
        """The statements that something taught rests on or corrects."""
        return frozenset(name for entry in self.entries for name in entry.citing.ids)


def load(files: Mapping[str, str], rulebook: Rulebook) -> Library:
    """Return what the texts of rules/ teach.

    Args:
        files: Every YAML text by its path below rules/.
        rulebook: The parameters and statements that may be named.

    Raises:
        RulebookRefused: Something is wrong; `problems` has every line.
    """
    reading = Reading(rulebook)
    for path in sorted(files, key=lambda path: (folder(path) == LESSONS, path)):
        reading.read(path, files[path])
    reading.refuse_untied()
    if lines := [line for problems in reading.problems.values() for line in problems.lines()]:
        raise RulebookRefused(problems=lines)
    lessons = sorted(reading.lessons.values(), key=lambda each: each.place)
    taught = {each.id: each for each in lessons}
    return Library(reading.cards, reading.scenarios, reading.questions, taught)


class Reading:
    """Reads file after file and notes what is wrong, with its place."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.problems: dict[str, Problems] = {}
        self.cards: dict[str, Card] = {}
        self.scenarios: dict[str, Scenario] = {}
        self.questions: dict[str, Question] = {}
        self.lessons: dict[str, Lesson] = {}
        self._titles: dict[str, str] = {}
        self._pointing: list[tuple[Text, tuple[str, ...], Problems]] = []

    def read(self, path: str, text: str) -> None:
        """Read one file, if anything is taught in its folder; a lesson after all that it names."""
        home = folder(path)
        if home not in {CARDS, SCENARIOS, QUESTIONS, LESSONS}:
            return
        problems = self.problems[path] = Problems(path)
        node = compose(text, problems)
        if home == SCENARIOS:
            name = stem(path)
            self.scenarios[name] = read_scenario(name, node, self._rulebook, problems)
            return
        if home == LESSONS:
            name, known = stem(path), Known(self._rulebook, self.questions, self.scenarios)
            self.lessons[name] = read_lesson(name, node, known, problems)
            return
        table = Fields(node, problems).table
        for name, key in table.keys.items():
            if name in (self.cards if home == CARDS else self.questions):
                problems.subject = ""
                problems.add(key, Wrong.KEY_TWICE, name=name)
            elif home == CARDS:
                self._card(key, table.values[name], problems)
            else:
                self._question(key, table.values[name], problems)

    def refuse_untied(self) -> None:
        """Note every card that is pointed to and does not exist."""
        for key, names, problems in self._pointing:
            for name in names:
                if name not in self.cards:
                    problems.subject = key.text
                    problems.add(key, Wrong.UNKNOWN_CARD, name=name, near=self.cards)

    def _card(self, key: Text, node: Node, problems: Problems) -> None:
        card = self.cards[key.text] = read_card(key.text, node, self._rulebook, problems)
        self._pointing.append((key, card.related, problems))
        for title in (card.title, *card.aliases):
            other = self._titles.setdefault(title.casefold(), card.id)
            if other != card.id:
                problems.add(key, Wrong.SAME_TITLE, name=title, other=other)

    def _question(self, key: Text, node: Node, problems: Problems) -> None:
        question = read_question(key.text, node, self._rulebook, problems)
        self.questions[key.text] = question
        self._pointing.append((key, (question.card,), problems))
