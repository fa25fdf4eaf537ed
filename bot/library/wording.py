"""Texts with places for parameters and answers, and claims about those answers."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from bot.library.asks import Ask
from bot.rulebook import Rulebook
from bot.rulebook.document import START, Node
from bot.rulebook.fields import Fields, items_of
from bot.rulebook.lint import Problems, Wrong

PLACEHOLDER: Final = re.compile(r"\{(?P<name>\$?[\w.]+)(?::(?P<format>\w+))?\}")
CLAIM: Final = re.compile(r"(?P<left>\S+) (?P<sign>=|!=|<|>|has|lacks) (?P<right>\S+)")
FORMATS: Final = ("price", "percent", "amount", "number", "ratio", "level", "move", "word")
PARAMETER: Final = "$"
WORDS: Final = 120
"""What a card may have of them, its example included."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said, and the claim about answers that makes it true."""

    says: str
    claim: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Reads the texts of one entry, whose places name its questions or parameters."""

    asks: Mapping[str, Ask]
    rulebook: Rulebook
    problems: Problems

    def text(self, fields: Fields, name: str) -> str:
        """Return a text each place of which can be filled."""
        words = fields.text(name)
        self.refuse_places(words, fields.place(name))
        return words

    def optional(self, fields: Fields, name: str) -> str | None:
        """Return such a text where there is one."""
        words = fields.optional_text(name)
        self.refuse_places(words or "", fields.place(name))
        return words

    def statements(self, fields: Fields, name: str) -> tuple[Statement, ...]:
        """Return a list of texts, each with the claim that makes it true."""
        items = items_of(fields.node(name), self.problems)
        return tuple(self.statement(Fields(item, self.problems)) for item in items)

    def statement(self, fields: Fields) -> Statement:
        """Return a text with the claim that makes it true."""
        statement = Statement(self.text(fields, "says"), self.claim(fields, "when"))
        fields.finish()
        return statement

    def claim(self, fields: Fields, name: str) -> str:
        """Return a claim, such as `low.distance > high.distance`."""
        words = fields.text(name)
        match = CLAIM.fullmatch(words)
        if not match:
            self.problems.add(fields.place(name), Wrong.NO_CLAIM, name=words)
        else:
            self.refuse_term(match["left"], fields.place(name))
        return words

    def refuse_places(self, words: str, place: Node) -> None:
        """Note every place that names nothing known, or no way to say it."""
        for match in PLACEHOLDER.finditer(words):
            self.refuse_term(match["name"], place)
            if not match["name"].startswith(PARAMETER) and match["format"] not in FORMATS:
                self.problems.add(place, Wrong.NO_FORMAT, name=match[0])
        if set("{}") & set(PLACEHOLDER.sub("", words)):
            self.problems.add(place, Wrong.STRAY_BRACE)

    def refuse_term(self, name: str, place: Node) -> None:
        """Note a parameter or a question that does not exist."""
        if name.startswith(PARAMETER):
            if name[1:] not in self.rulebook.parameters:
                known = self.rulebook.parameters
                self.problems.add(place, Wrong.UNKNOWN_PARAMETER, name=name[1:], near=known)
        elif (ask := name.partition(".")[0]) not in self.asks:
            self.problems.add(place, Wrong.UNKNOWN_ASK, name=ask, near=self.asks)


def refuse_wordy(
    texts: Collection[str | None], place: Node | None, problems: Problems, most: int = WORDS
) -> None:
    """Note more words than anybody reads on a telephone."""
    size = sum(len(text.split()) for text in texts if text)
    if size > most:
        problems.add(place or START, Wrong.TOO_MANY_WORDS, size=size, limit=most)
