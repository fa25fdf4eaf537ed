"""Whether the compiled rulebook says what a plain reading says, on records drawn at random."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.rulebook.proof.draws import draws
from bot.rulebook.proof.flaws import Flaw, Line, of_rule
from bot.rulebook.proof.samples import samples
from bot.rulebook.proof.walk import outcome
from bot.rulebook.proof.writing import record
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Kind, Outcome, Rule
from bot.rulebook.traits import Fact

RECORDS: Final = 20_000


def disagreeing(rulebook: Rulebook) -> Iterator[Line]:
    """Yield each rule with the first record of which its compiled form says something else."""
    conditions = [rule.when for rule in rulebook.rules.values()]
    traits = rulebook.traits
    values = {trait.name: samples(trait, conditions, traits) for trait in traits.values()}
    found: set[str] = set()
    for facts in draws(values, RECORDS):
        evaluation = rulebook.evaluate(facts, tuple(Kind))
        told = dict.fromkeys(evaluation.fired, Outcome.FIRES)
        told |= dict.fromkeys(evaluation.open, Outcome.OPEN)
        for rule in rulebook.rules.values():
            plain, compiled = outcome(rule.when, facts), told.get(rule.id, Outcome.SILENT)
            if plain is not compiled and rule.id not in found:
                found.add(rule.id)
                yield differing(rule, facts, plain, compiled)


def differing(rule: Rule, facts: Mapping[str, Fact], plain: Outcome, compiled: Outcome) -> Line:
    """Return the line of a rule that is compiled wrongly."""
    return of_rule(rule, Flaw.DISAGREES, told=compiled, record=record(facts), said=plain)
