"""One scenario: a trader, the traits that decide the mode, the positions that are computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.library.asks import Ask, plain, read_asks
from bot.library.citing import Citing, names
from bot.library.wording import Statement, Wording
from bot.rulebook import Rulebook
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields
from bot.rulebook.lint import Problems


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with its questions; `change` names the numbers that a reader may change.

    `outcome` is what the words of `decides` rest on; other numbers may come out otherwise.
    """

    id: str
    title: str
    story: str
    decides: str
    outcome: tuple[Statement, ...]
    traits: Mapping[str, object]
    asks: Mapping[str, Ask]
    change: tuple[str, ...]
    citing: Citing
    at: str


def read_scenario(
    name: str, node: Node | None, rulebook: Rulebook, problems: Problems
) -> Scenario:
    """Return the scenario of one file."""
    problems.subject = name
    fields = Fields(node, problems)
    asks = read_asks(fields.node("asks"), problems)
    wording = Wording(asks, rulebook, problems)
    scenario = Scenario(
        id=name,
        title=fields.text("title"),
        story=wording.text(fields, "story"),
        decides=wording.text(fields, "decides"),
        outcome=wording.statements(fields, "outcome"),
        traits=plain(Fields(fields.node("traits"), problems).table),
        asks=asks,
        change=names(fields, "change"),
        citing=Citing.of(fields, rulebook),
        at=problems.at(fields.table),
    )
    fields.finish()
    return scenario
