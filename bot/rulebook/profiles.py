"""Profiles: whole traders, each with the answer that he must get and words that he must read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.rulebook.document import Node, compose
from bot.rulebook.fields import Fields, items_of, text_of
from bot.rulebook.filing import folder
from bot.rulebook.grammar import Grammar
from bot.rulebook.lint import Problems
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Favour
from bot.rulebook.traits import Fact
from bot.rulebook.verdict import UNAVAILABLE, Lead
from bot.rulebook.vocabulary import Vocabulary

FOLDER: Final = "profiles"


@dataclass(frozen=True, slots=True)
class Profile:
    """A trader and what he is told; `at` is where he stands, as `file:line:column`."""

    name: str
    at: str
    answers: Mapping[str, Fact]
    recommendation: str
    lead: str
    says: tuple[str, ...]


def read_profiles(files: Mapping[str, str], rulebook: Rulebook) -> tuple[list[Profile], list[str]]:
    """Return the traders of profiles/, and every problem in what is written of them."""
    vocabulary = Vocabulary(rulebook.traits, rulebook.parameters, rulebook.sources)
    profiles: list[Profile] = []
    lines: list[str] = []
    for path in sorted(files):
        if folder(path) == FOLDER:
            problems = Problems(path)
            profiles += _profiles(compose(files[path], problems), vocabulary, problems)
            lines += problems.lines()
    return profiles, lines


def _profiles(node: Node | None, vocabulary: Vocabulary, problems: Problems) -> Iterator[Profile]:
    grammar = Grammar(vocabulary, problems)
    for item in items_of(node, problems):
        fields = Fields(item, problems)
        says = items_of(fields.optional("says"), problems)
        answers = fields.node("answers")
        yield Profile(
            name=fields.text("name"),
            at=problems.at(item),
            answers=grammar.record(answers) if answers else {},
            recommendation=fields.word("recommendation", (*Favour, UNAVAILABLE)),
            lead=fields.word("lead", tuple(Lead)),
            says=tuple(text_of(words, problems) for words in says),
        )
        fields.finish()
