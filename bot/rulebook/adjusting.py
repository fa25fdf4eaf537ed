"""The numbers that an overlay sets, and the conditions that compare with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.rulebook.conditions import Compare, atoms
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, number_of
from bot.rulebook.grammar import Grammar
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.parameters import Parameter, disordered, refuse_above
from bot.rulebook.placeholders import PLACEHOLDER
from bot.rulebook.plain import plain_text
from bot.rulebook.rules import Rule
from bot.rulebook.sources import LETTERS, ids_of
from bot.rulebook.verdict import NEEDED
from bot.rulebook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A number that an overlay sets, why, and where it says so."""

    value: Decimal
    reason: str
    place: Node


def read_adjustments(
    node: Node | None, base: Mapping[str, Parameter], rules: Iterable[Rule], problems: Problems
) -> dict[str, Adjustment]:
    """Return the numbers that a table `name: {value, reason}` sets.

    Only those may be set that rules compare with or name in their words; what the mathematics
    takes from the exchange may not, nor what the verdict weighs with.
    """
    table = Fields(node, problems).table
    thresholds = frozenset(name for rule in rules for name in named(rule))
    adjustments: dict[str, Adjustment] = {}
    for name, key in table.keys.items():
        problems.subject = name
        fields = Fields(table.values[name], problems)
        value = number_of(fields.node("value"), problems)
        reason = plain_text(fields, "reason")
        fields.finish()
        if name in NEEDED:
            problems.add(key, Wrong.VERDICT, name=name)
        elif name not in base:
            problems.add(key, Wrong.UNKNOWN_PARAMETER, name=name, near=thresholds)
        elif is_fact(base[name]):
            problems.add(key, Wrong.FACT, name=name)
        elif name not in thresholds:
            problems.add(key, Wrong.NO_THRESHOLD, name=name)
        elif value is not None and bounded(base[name], value, fields):
            adjustments[name] = Adjustment(value, reason, fields.place("value"))
    return adjustments


def settable(base: Mapping[str, Parameter], rules: Iterable[Rule]) -> list[str]:
    """Return the numbers that an overlay may set, in their own order."""
    thresholds = frozenset(name for rule in rules for name in named(rule)) - frozenset(NEEDED)
    return [name for name in base if name in thresholds and not is_fact(base[name])]


def is_fact(parameter: Parameter) -> bool:
    """Tell whether a number is the exchange's own."""
    return any(name.startswith(LETTERS["fact"]) for name, _ in ids_of(parameter.source))


def bounded(parameter: Parameter, value: Decimal, fields: Fields) -> bool:
    """Tell whether a number lies within the bounds of its parameter, and note it if not."""
    low, high = parameter.minimum, parameter.maximum
    if low <= value <= high:
        return True
    fields.problems.add(fields.place("value"), Wrong.OUTSIDE_RANGE, name=value, low=low, high=high)
    return False


def named(rule: Rule) -> Iterator[str]:
    """Yield the parameters that a rule compares with or names in its words."""
    for atom in atoms(rule.when):
        if isinstance(atom, Compare) and atom.parameter:
            yield atom.parameter
    for name in PLACEHOLDER.findall(rule.because + (rule.fix or "")):
        if name.startswith("$"):
            yield name[1:]


def adjusted_parameters(
    base: Mapping[str, Parameter],
    adjustments: Mapping[str, Adjustment],
    by: str,
    problems: Problems,
) -> dict[str, Parameter]:
    """Return all parameters with those of an overlay in place, still in their order."""
    parameters = dict(base)
    for name, adjustment in adjustments.items():
        parameters[name] = replace(base[name], value=adjustment.value, set_by=by)
    for low, high in disordered(parameters):
        problems.subject = low.name if low.name in adjustments else high.name
        refuse_above(low, high, adjustments[problems.subject].place, problems)
    return parameters


def adjusted_rule(
    rule: Rule,
    written: Node | None,
    vocabulary: Vocabulary,
    adjustments: Mapping[str, Adjustment],
    problems: Problems,
) -> Rule:
    """Return a rule whose condition, read anew as *written*, compares with the numbers set."""
    changed = [name for name in named(rule) if name in adjustments]
    if not changed:
        return rule
    inside = Problems(problems.path)
    when = Grammar(vocabulary, inside).condition(written)
    problems.subject = changed[0]
    for reason in inside.texts():
        place = adjustments[changed[0]].place
        problems.add(place, Wrong.BREAKS_RULE, rule=rule.id, reason=reason)
    return replace(rule, when=when)
