"""The tests inside rules: each record gives what it says, each comparison is seen to fail."""

from collections.abc import Iterator

from bot.rulebook.conditions import literals
from bot.rulebook.proof.flaws import Flaw, Line, of_rule
from bot.rulebook.proof.writing import comparison
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Outcome, Rule
from bot.rulebook.walk import compared, outcome, possible


def untrue(rule: Rule, rulebook: Rulebook) -> Iterator[Line]:
    """Yield what is wrong with the records of a rule and what they leave out."""
    for said, records in rule.tests.items():
        for facts, place in zip(records, rule.tests_at[said], strict=True):
            told = outcome(rule.when, facts)
            if told is not said:
                yield of_rule(rule, Flaw.OTHER_OUTCOME, place, told=told, said=said)
            if not possible(facts, rulebook.constraints):
                yield of_rule(rule, Flaw.IMPOSSIBLE_RECORD, place)
    for atom, positive in literals(rule.when):
        if all(
            compared(atom, facts) is not (not positive) for facts in rule.tests[Outcome.SILENT]
        ):
            yield of_rule(rule, Flaw.NEVER_FALSE, atom=comparison(atom))
