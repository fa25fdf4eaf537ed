"""The fields of one table, taken one by one; what is missing, wrong or left over is a problem."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from bot.rulebook.document import START, Listing, Node, Table, Text
from bot.rulebook.lint import Problems, Wrong

Choice = TypeVar("Choice", bound=StrEnum)

NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
NOTHING: Final = Table({}, {})


def number(text: str) -> Decimal | None:
    """Return the decimal that a text writes in plain digits, or None."""
    return Decimal(text) if NUMBER.fullmatch(text) else None


class Fields:
    """One table's fields; a wrong one is noted and an empty value returned in its place."""

    def __init__(self, node: Node | None, problems: Problems) -> None:
        self.problems = problems
        if not isinstance(node, Table):
            if node is not None:
                problems.add(node, Wrong.NO_TABLE)
            node = NOTHING
        self.table = node
        self._known: list[str] = []

    def place(self, name: str) -> Node:
        """Return where a field's value stands, or the table where there is none."""
        return self.table.values.get(name, self.table)

    def node(self, name: str) -> Node | None:
        """Return a field that must be there."""
        node = self.optional(name)
        if node is None and self.table is not NOTHING:
            self.problems.add(self.table, Wrong.MISSING_FIELD, name=name)
        return node

    def optional(self, name: str) -> Node | None:
        """Return a field that may be there."""
        self._known.append(name)
        return self.table.values.get(name)

    def text(self, name: str) -> str:
        """Return a text that must be there and may not be empty."""
        return text_of(self.node(name), self.problems)

    def optional_text(self, name: str) -> str | None:
        """Return a text that may be there."""
        node = self.optional(name)
        return None if node is None else text_of(node, self.problems)

    def word(self, name: str, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        return word_of(self.node(name), allowed, self.problems)

    def choice(self, name: str, fallback: Choice) -> Choice:
        """Return one value of an enum, *fallback* where none is written."""
        choices = type(fallback)
        word = self.word(name, tuple(choices))
        return choices(word) if word else fallback

    def flag(self, name: str) -> bool:
        """Return a true or false that must be there."""
        return self._truth(self.node(name))

    def optional_flag(self, name: str) -> bool:
        """Return a true or false that is false when it is left out."""
        return self._truth(self.optional(name))

    def number(self, name: str) -> Decimal:
        """Return a number that must be there."""
        return number_of(self.node(name), self.problems) or Decimal(0)

    def optional_number(self, name: str) -> Decimal | None:
        """Return a number that may be there."""
        return number_of(self.optional(name), self.problems)

    def finish(self) -> None:
        """Note every field that nobody took."""
        for name, key in self.table.keys.items():
            if name not in self._known:
                self.problems.add(key, Wrong.UNKNOWN_FIELD, name=name, near=self._known)

    def _truth(self, node: Node | None) -> bool:
        text = text_of(node, self.problems)
        if text not in {"true", "false", ""} and node is not None:
            self.problems.add(node, Wrong.NO_FLAG, name=text)
        return text == "true"


def text_of(node: Node | None, problems: Problems) -> str:
    """Return a node's text; anything but a text with something in it is a problem."""
    if isinstance(node, Text) and node.text.strip():
        return node.text
    if node is not None:
        problems.add(node, Wrong.NO_TEXT)
    return ""


def word_of(node: Node | None, allowed: Collection[str], problems: Problems) -> str:
    """Return a node's text if it is an allowed word."""
    word = text_of(node, problems)
    if word and word not in allowed:
        listed = ", ".join(allowed)
        problems.add(node or START, Wrong.NO_WORD, name=word, allowed=listed, near=allowed)
    return word if word in allowed else ""


def number_of(node: Node | None, problems: Problems) -> Decimal | None:
    """Return a node's number."""
    text = text_of(node, problems)
    value = number(text)
    if text and value is None:
        problems.add(node or START, Wrong.NO_NUMBER, name=text)
    return value


def date_of(node: Text, problems: Problems) -> date | None:
    """Return the day that a text writes as 2026-11-22."""
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        problems.add(node, Wrong.NO_DATE, name=node.text)
        return None


def items_of(node: Node | None, problems: Problems) -> Iterator[Node]:
    """Return the items of a list."""
    if isinstance(node, Listing):
        yield from node.items
    elif node is not None:
        problems.add(node, Wrong.NO_LIST)
