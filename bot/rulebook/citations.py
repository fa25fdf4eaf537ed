"""Citations in the files that no rule stands in: lessons, scenarios and the like."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.rulebook.document import Listing, Node, Table, Text, compose
from bot.rulebook.filing import folder
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.sources import ids_of

CITING: Final = frozenset({"lessons", "scenarios", "glossary"})
SOURCE: Final = "source"


def read_citations(files: Mapping[str, str], known: Collection[str]) -> tuple[set[str], list[str]]:
    """Return the statements that such files cite, and a line for each that does not exist."""
    cited: set[str] = set()
    lines: list[str] = []
    for path in sorted(files):
        if folder(path) in CITING:
            problems = Problems(path)
            for text in _sources(compose(files[path], problems)):
                for name, _ in ids_of(text.text):
                    cited.add(name)
                    if name not in known:
                        problems.add(text, Wrong.UNKNOWN_SOURCE, name=name, near=known)
            lines += problems.lines()
    return cited, lines


def _sources(node: Node | None) -> Iterator[Text]:
    """Yield every text under the name `source`, however deep."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from _sources(item)
    elif isinstance(node, Table):
        for name, value in node.values.items():
            if name == SOURCE and isinstance(value, Text):
                yield value
            else:
                yield from _sources(value)
