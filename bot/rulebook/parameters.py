"""Parameters: every number that a rule compares with, dated, bounded and sourced."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, date_of, number_of
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.sources import Source, cited


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number in its unit, in force since a day; an overlay may set it within the bounds."""

    name: str
    value: Decimal
    since: date
    unit: str
    minimum: Decimal
    maximum: Decimal
    source: str


def read_parameter(
    node: Node | None, day: date, sources: Mapping[str, Source], problems: Problems
) -> Parameter:
    """Return the parameter of one file with the newest value that is not after *day*."""
    fields = Fields(node, problems)
    low, high = fields.number("min"), fields.number("max")
    since, value = _value(fields, day, low, high)
    parameter = Parameter(
        name=fields.text("name"),
        value=value,
        since=since,
        unit=fields.text("unit"),
        minimum=low,
        maximum=high,
        source=cited(fields, sources, ours=True),
    )
    fields.optional_text("note")
    fields.finish()
    return parameter


def _value(fields: Fields, day: date, low: Decimal, high: Decimal) -> tuple[date, Decimal]:
    problems = fields.problems
    dated = Fields(fields.node("values"), problems).table
    values: dict[date, Decimal] = {}
    for text, key in dated.keys.items():
        node = dated.values[text]
        since, value = date_of(key, problems), number_of(node, problems)
        if since is None or value is None:
            continue
        if not low <= value <= high:
            problems.add(node, Wrong.OUTSIDE_RANGE, name=value, low=low, high=high)
        values[since] = value
    held = [since for since in values if since <= day]
    if not held:
        problems.add(dated, Wrong.NOT_YET, day=day)
        return day, Decimal(0)
    return max(held), values[max(held)]
