"""The mutation gate: a rule's tests must notice every slip that makes a difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from bot.rulebook.conditions import Condition, reads
from bot.rulebook.proof.flaws import Flaw, Line, of_rule
from bot.rulebook.proof.mutants import Mutant, mutants
from bot.rulebook.proof.samples import samples
from bot.rulebook.proof.writing import record
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Rule
from bot.rulebook.traits import Fact
from bot.rulebook.walk import outcome, possible

PATIENCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Gate:
    """How many mutants of a rule differ from it, and a line for each that its tests let pass."""

    mutants: int
    survivors: tuple[Line, ...]


def gate(rule: Rule, rulebook: Rulebook) -> Gate:
    """Return what a rule's tests make of its mutants; those that differ nowhere do not count."""
    survivors: list[Line] = []
    killed = 0
    for mutant in mutants(rule.when):
        if noticed(rule, mutant):
            killed += 1
        elif flaw := _survivor(rule, mutant, rulebook):
            survivors.append(flaw)
    return Gate(killed + len(survivors), tuple(survivors))


def noticed(rule: Rule, mutant: Mutant) -> bool:
    """Tell whether a record of the rule gives the mutant away."""
    return any(
        outcome(mutant.when, facts) is not said
        for said, records in rule.tests.items()
        for facts in records
    )


def _survivor(rule: Rule, mutant: Mutant, rulebook: Rulebook) -> Line | None:
    """Return the line of a mutant that no test notices, None where it is the rule in other words.

    Of a rule with very many records only the first are tried, and what they cannot tell apart
    counts as a survivor.
    """
    tried = 0
    for facts in islice(_records(rule.when, rulebook), PATIENCE):
        tried += 1
        said = outcome(rule.when, facts)
        if outcome(mutant.when, facts) is not said and possible(facts, rulebook.constraints):
            told = {"said": said, "record": record(facts)}
            return of_rule(rule, Flaw.SURVIVOR, slip=mutant.slip, **told)
    if tried < PATIENCE:
        return None
    return of_rule(rule, Flaw.UNTOLD_SURVIVOR, slip=mutant.slip)


def _records(when: Condition, rulebook: Rulebook) -> Iterator[Mapping[str, Fact]]:
    """Yield every record of the traits that a condition reads, the complete ones first."""
    traits = rulebook.traits
    names = sorted(reads(when), key=lambda name: traits[name].order)
    values: list[Sequence[Fact | None]] = [
        [*samples(traits[name], [when], traits), None] for name in names
    ]
    for answers in product(*values):
        yield {
            name: value for name, value in zip(names, answers, strict=True) if value is not None
        }
