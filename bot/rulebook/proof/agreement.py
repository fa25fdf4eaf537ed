"""Whether the compiled rulebook says what a plain reading says, on records drawn at random."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.rulebook.proof.draws import draws
from bot.rulebook.proof.flaws import Flaw, Line, of_rule
from bot.rulebook.proof.samples import samples
from bot.rulebook.proof.writing import record
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Kind
from bot.rulebook.traits import Fact
from bot.rulebook.walk import OUTCOMES, says

RECORDS: Final = 20_000


def disagreeing(rulebook: Rulebook) -> Iterator[Line]:
    """Yield each rule with the first record of which its compiled form says something else."""
    rules, traits = rulebook.rules, rulebook.traits
    conditions = {name: rule.when for name, rule in rules.items()}
    values = {trait.name: samples(trait, conditions.values(), traits) for trait in traits.values()}
    for facts in draws(values, RECORDS):
        compiled = evaluated(rulebook, facts)
        plain = {name: says(when, facts) for name, when in conditions.items()}
        if plain != compiled:
            for name in [name for name in conditions if plain[name] is not compiled[name]]:
                del conditions[name]
                told, said = OUTCOMES[compiled[name]], OUTCOMES[plain[name]]
                shown = {"told": told, "said": said, "record": record(facts)}
                yield of_rule(rules[name], Flaw.DISAGREES, **shown)


def evaluated(rulebook: Rulebook, facts: Mapping[str, Fact]) -> dict[str, bool | None]:
    """Return what each rule is once compiled: fired, silent, or open as None."""
    evaluation = rulebook.evaluate(facts, tuple(Kind))
    told: dict[str, bool | None] = dict.fromkeys(rulebook.rules, False)
    told |= dict.fromkeys(evaluation.fired, True)
    told |= dict.fromkeys(evaluation.open)
    return told
