"""The proof of a rulebook, cheap checks first: a broken file is told of in well under a second."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from bot.rulebook.proof.cases import untrue
from bot.rulebook.proof.findings import Findings
from bot.rulebook.proof.gate import gate
from bot.rulebook.rulebook import Rulebook, decides
from bot.rulebook.rules import Rule
from bot.rulebook.sources import ids_of


def inspect(rulebook: Rulebook, rules: Iterable[Rule] | None = None) -> Findings:
    """Return what the tests inside rules show, and which mutants they let pass; in milliseconds.

    Args:
        rulebook: Whose traits and constraints hold.
        rules: The rules to test; all where none are given.
    """
    chosen = tuple(rulebook.rules.values() if rules is None else rules)
    gates = [gate(rule, rulebook) for rule in chosen]
    survivors = [*chain.from_iterable(found.survivors for found in gates)]
    untold = chain.from_iterable(untrue(rule, rulebook) for rule in chosen)
    mutants = sum(found.mutants for found in gates)
    return Findings(
        problems=(*untold, *survivors),
        rules=len(rulebook.rules),
        tests=sum(len(records) for rule in chosen for records in rule.tests.values()),
        mutants=mutants,
        killed=mutants - len(survivors),
    )


def prove(
    rulebook: Rulebook, rules: Iterable[Rule] | None = None, cited: Collection[str] = ()
) -> Findings:
    """Return everything that can be found wrong with a rulebook that loads; in seconds.

    Args:
        rulebook: What is proved.
        rules: The rules whose own tests hold in it; all where none are given.
        cited: The statements that something besides rules and parameters rests on.
    """
    from bot.rulebook.proof import exhaustive  # noqa: PLC0415 -- answers start without numpy

    findings = inspect(rulebook, rules)
    if findings.problems:
        return findings
    if flaw := exhaustive.too_many(rulebook):
        return replace(findings, problems=(flaw,))
    exhaustion = exhaustive.exhaust(rulebook)
    return replace(
        findings,
        problems=exhaustion.problems,
        uncarried=tuple(uncarried(rulebook, cited)),
        exhaustion=exhaustion,
    )


def share_decided(rulebook: Rulebook, rule: Rule) -> Decimal | None:
    """Return the share of all complete answers that a rule decides, None for one that never does.

    It takes about a second.
    """
    from bot.rulebook.proof import exhaustive  # noqa: PLC0415 -- answers start without numpy

    if not decides(rule) or exhaustive.too_many(rulebook):
        return None
    return exhaustive.share_decided(rulebook, rule)


def uncarried(rulebook: Rulebook, cited: Collection[str]) -> Iterable[str]:
    """Return the statements that nothing rests on."""
    resting = [rule.source for rule in rulebook.rules.values()]
    resting += [parameter.source for parameter in rulebook.parameters.values()]
    known = {name for source in resting for name, _ in ids_of(source)}.union(cited)
    return (name for name in rulebook.sources if name not in known)
