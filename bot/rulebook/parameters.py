"""Parameters: every number that a rule compares with, dated, bounded and sourced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, date_of, number_of
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.sources import Source, cited

PARAMETER: Final = "$"


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
    at_most: str | None = None
    """The parameter that it may not exceed, where the two belong together."""

    set_by: str | None = None
    """The overlay that set the value; the day and source are still those of the shipped one."""


def read_parameter(fields: Fields, day: date, sources: Mapping[str, Source]) -> Parameter:
    """Return the parameter of one file with the newest value that is not after *day*."""
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
        at_most=_named(fields, "at_most"),
    )
    fields.optional_text("note")
    fields.finish()
    return parameter


def disordered(parameters: Mapping[str, Parameter]) -> Iterator[tuple[Parameter, Parameter]]:
    """Yield each parameter that lies above the one that it may not exceed, and that one."""
    for parameter in parameters.values():
        limit = parameters.get(parameter.at_most or "")
        if limit and parameter.value > limit.value:
            yield parameter, limit


def refuse_disordered(parameters: Mapping[str, Parameter], written: Mapping[str, Fields]) -> None:
    """Note every parameter that names no other one to stay below, or lies above it."""
    for name, parameter in parameters.items():
        limit, place = parameter.at_most, written[name].place("at_most")
        if limit and limit not in parameters:
            problems = written[name].problems
            problems.add(place, Wrong.UNKNOWN_PARAMETER, name=limit, near=parameters)
    for low, high in disordered(parameters):
        refuse_above(low, high, written[low.name].place("at_most"), written[low.name].problems)


def refuse_above(low: Parameter, high: Parameter, place: Node, problems: Problems) -> None:
    """Note that one parameter lies above the other that it may not exceed."""
    value, limit = low.value, high.value
    problems.add(
        place, Wrong.ABOVE_OTHER, name=low.name, value=value, other=high.name, limit=limit
    )


def _named(fields: Fields, name: str) -> str | None:
    """Return the parameter that a field names with its $, if there is one."""
    text = fields.optional_text(name)
    if text and not text.startswith(PARAMETER):
        fields.problems.add(fields.place(name), Wrong.NO_PARAMETER, name=text)
    return text.removeprefix(PARAMETER) if text else None


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
