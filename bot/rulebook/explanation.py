"""One rule with everything that stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import UnknownRule
from bot.rulebook.answers import SHOWN, near
from bot.rulebook.conditions import Compare, atoms
from bot.rulebook.parameters import Parameter
from bot.rulebook.placeholders import PLACEHOLDER
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Outcome, Rule
from bot.rulebook.sources import Source, ids_of
from bot.rulebook.traits import Fact


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule, the statements that it cites, the numbers that it names or compares with.

    `example` is the first record of its tests for which it fires; `companions` are the other
    rules of its theme and side, of which only the strongest that fired counts.
    """

    rule: Rule
    example: Mapping[str, Fact]
    statements: tuple[Source, ...]
    parameters: tuple[Parameter, ...]
    companions: tuple[Rule, ...]


def explanation(rulebook: Rulebook, name: str) -> Explanation:
    """Return what stands behind a rule.

    Raises:
        UnknownRule: There is no rule of that id.
    """
    rule = rulebook.rules.get(name)
    if rule is None:
        raise UnknownRule(value=name[:SHOWN], did_you_mean=near(name, rulebook.rules))
    cited = [statement for statement, _ in ids_of(rule.source)]
    return Explanation(
        rule=rule,
        example=rule.tests[Outcome.FIRES][0],
        statements=tuple(rulebook.sources[id_] for id_ in cited if id_ in rulebook.sources),
        parameters=tuple(rulebook.parameters[used] for used in numbers(rule)),
        companions=tuple(other for other in rulebook.rules.values() if accompany(rule, other)),
    )


def numbers(rule: Rule) -> list[str]:
    """Return the parameters that a rule compares with or names in its words, each once."""
    compared = [atom.parameter for atom in atoms(rule.when) if isinstance(atom, Compare)]
    named = PLACEHOLDER.findall(f"{rule.because} {rule.fix}")
    said = [place.removeprefix("$") for place in named if place.startswith("$")]
    return list(dict.fromkeys(filter(None, [*compared, *said])))


def accompany(rule: Rule, other: Rule) -> bool:
    """Tell whether two rules count as one reason when both fire."""
    same = (rule.favours, rule.theme) == (other.favours, other.theme)
    return rule.theme is not None and same and rule.id != other.id
