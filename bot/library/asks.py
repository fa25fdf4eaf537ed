"""Questions to the advisor that a text rests on: its numbers are their answers, never written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.rulebook.document import Listing, Node, Table
from bot.rulebook.fields import Fields
from bot.rulebook.lint import Problems

FEATURES: Final = ("mode", "liquidation", "size", "cost", "level", "compare", "odds")
TRUTH: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a feature, as its JSON request."""

    feature: str
    request: Mapping[str, object]


def read_asks(node: Node | None, problems: Problems) -> dict[str, Ask]:
    """Return questions by the names under which a text uses their answers."""
    if node is None:
        return {}
    table = Fields(node, problems).table
    return {name: _ask(Fields(value, problems)) for name, value in table.values.items()}


def _ask(fields: Fields) -> Ask:
    feature = fields.word("feature", FEATURES)
    request = Fields(fields.node("request"), fields.problems).table
    fields.finish()
    return Ask(feature, plain(request))


def plain(table: Table) -> dict[str, object]:
    """Return a table as JSON values; numbers stay the texts that they are."""
    return {name: _plain(value) for name, value in table.values.items()}


def _plain(node: Node) -> object:
    if isinstance(node, Table):
        return plain(node)
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return TRUTH.get(node.text, node.text)
