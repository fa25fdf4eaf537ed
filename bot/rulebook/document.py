"""YAML read into nodes that know their place; bounded, without anchors, tags or floats."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from bot.rulebook.lint import Mark, Problems, Wrong

DEPTH: Final = 16
FILE_BYTES: Final = 256 * 1024
LOADER: Final = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class Text(NamedTuple):
    """A scalar, as it is written."""

    text: str
    mark: Mark | None = None


class Listing(NamedTuple):
    """A sequence of nodes."""

    items: "tuple[Node, ...]"
    mark: Mark | None = None


class Table(NamedTuple):
    """A mapping of words; `keys` has each word's own place."""

    keys: Mapping[str, Text]
    values: "Mapping[str, Node]"
    mark: Mark | None = None


Node: TypeAlias = Text | Listing | Table

START: Final = Text("")


class TooDeep(Exception):
    """The nesting is deeper than is read."""


def compose(text: str, problems: Problems) -> Node | None:
    """Return the one document of a YAML text, or None when it cannot be read at all."""
    if (size := len(text.encode(errors="replace"))) > FILE_BYTES:
        problems.add(START, Wrong.TOO_LARGE, size=size, limit=FILE_BYTES)
        return None
    try:
        return _Composer(yaml.parse(text, Loader=LOADER), problems).document()
    except yaml.MarkedYAMLError as error:
        place = Text("", error.problem_mark or error.context_mark)
        problems.add(place, Wrong.NO_YAML, reason=error.problem or error.context)
    except yaml.reader.ReaderError as error:
        place = _after(text.encode()[: error.position].decode(errors="ignore"))
        problems.add(place, Wrong.NO_YAML, reason=str(error).splitlines()[0])
    except UnicodeEncodeError as error:
        problems.add(_after(text[: error.start]), Wrong.NO_YAML, reason=error.reason)
    except TooDeep:
        pass
    return None


class _Composer:
    """Builds nodes from the parser's events, which still tell anchors, aliases and tags."""

    def __init__(self, events: Iterator[Event], problems: Problems) -> None:
        self._event = events.__next__
        self._problems = problems

    def document(self) -> Node | None:
        """Return the first document; none and a second one are problems."""
        self._event()
        if isinstance(self._event(), StreamEndEvent):
            self._problems.add(START, Wrong.EMPTY)
            return None
        node = self._node(self._event(), 1)
        self._event()
        after = self._event()
        if not isinstance(after, StreamEndEvent):
            self._problems.add(Text("", after.start_mark), Wrong.SECOND_DOCUMENT)
        return node

    def _node(self, event: Event, depth: int) -> Node:
        mark = event.start_mark
        if isinstance(event, ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse(event)
            return Text(event.value, mark)
        self._refuse(event)
        if depth > DEPTH:
            self._problems.add(Text("", mark), Wrong.TOO_DEEP, limit=DEPTH)
            raise TooDeep
        if isinstance(event, SequenceStartEvent):
            return Listing(self._items(depth + 1), mark)
        if isinstance(event, MappingStartEvent):
            return Table(*self._entries(depth + 1), mark)
        return Text("", mark)

    def _items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while not isinstance(event := self._event(), SequenceEndEvent):
            items.append(self._node(event, depth))
        return tuple(items)

    def _entries(self, depth: int) -> tuple[dict[str, Text], dict[str, Node]]:
        keys: dict[str, Text] = {}
        values: dict[str, Node] = {}
        while not isinstance(event := self._event(), MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(self._event(), depth)
            if not isinstance(key, Text):
                self._problems.add(key, Wrong.KEY_NO_WORD)
            elif key.text in keys:
                self._problems.add(key, Wrong.KEY_TWICE, name=key.text)
            else:
                keys[key.text] = key
                values[key.text] = value
        return keys, values

    def _refuse(self, event: Event) -> None:
        """Note an anchor, an alias or a tag."""
        place = Text("", event.start_mark)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            self._problems.add(place, Wrong.ANCHOR)
        if getattr(event, "tag", None) is not None:
            self._problems.add(place, Wrong.TAG)


class Spot(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


def _after(text: str) -> Text:
    """Return the place where a text ends."""
    return Text("", Spot(text.count("\n"), len(text) - text.rfind("\n") - 1))
