"""Whether recommendations are counted rightly, and stay once they are called settled."""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from bot.rulebook.proof.court import Court, pieces
from bot.rulebook.proof.draws import draws
from bot.rulebook.proof.findings import Settling
from bot.rulebook.proof.flaws import Flaw, Line, line
from bot.rulebook.proof.samples import samples
from bot.rulebook.proof.space import Space
from bot.rulebook.proof.weighing import WORDS, Answers, feasible
from bot.rulebook.proof.writing import record
from bot.rulebook.rulebook import Recommendation
from bot.rulebook.rules import Favour
from bot.rulebook.traits import Fact
from bot.rulebook.walk import possible

RECORDS: Final = 2_500
PLACE: Final = "traits.yaml:1:1"
FOUNDED: Final = "recommendation"
SETTLED: Final = "settled"
FOUNDATIONS: Final = {
    Favour.CROSS: {Favour.CROSS},
    Favour.MIXED: {Favour.CROSS, Favour.ISOLATED, Favour.MIXED},
}


def settling(court: Court) -> Settling:
    """Return what records drawn at random are told, held against every way to complete them."""
    blockers = [rule.when for rule in court.blockers]
    whole = court.space(*blockers, complete=True)
    traits = court.rulebook.traits
    conditions = [rule.when for rule in (*court.weighing.rules, *court.blockers)]
    values = {name: samples(traits[name], conditions, traits) for name in whole.axes}
    tried = settled = 0
    problems: list[Line] = []
    for facts in draws(values, RECORDS):
        if possible(facts, court.rulebook.constraints):
            advice = court.rulebook.recommend(facts)
            tried += 1
            settled += advice.settled
            problems += told_wrongly(court, whole, facts, advice)
    return Settling(tried, settled, tuple(problems))


def told_wrongly(
    court: Court, whole: Space, facts: Mapping[str, Fact], advice: Recommendation
) -> Iterator[Line]:
    """Yield what is wrong with the advice to one record."""
    shown = {"record": record(facts), "was": advice.recommendation}
    itself = whole.narrowed({name: [facts.get(name)] for name in whole.axes})
    counted = WORDS[answered(court, itself).item()]
    if counted != advice.recommendation:
        yield line(PLACE, FOUNDED, Flaw.MISCOUNTED, now=counted, **shown)
    favoured = {court.rulebook.rules[name].favours for name in advice.reasons}
    needed = FOUNDATIONS.get(Favour(advice.wanted or advice.recommendation), set())
    if not needed <= favoured:
        yield line(PLACE, FOUNDED, Flaw.UNFOUNDED, **shown)
    if advice.settled and (others := completed(court, whole, facts) - {advice.recommendation}):
        yield line(PLACE, SETTLED, Flaw.UNSETTLED, now=", ".join(sorted(others)), **shown)


def completed(court: Court, whole: Space, facts: Mapping[str, Fact]) -> set[str]:
    """Return every recommendation that further answers to a record can lead to."""
    known = {name: [fact] for name, fact in facts.items()}
    found: set[str] = set()
    for piece in pieces(whole.narrowed(known)):
        numbers = np.unique(answered(court, piece)[court.possible(piece)])
        found |= {WORDS[number] for number in numbers.tolist()}
    return found


def answered(court: Court, space: Space) -> Answers:
    """Return the recommendation to each combination, by its number in WORDS."""
    return feasible(space, court.weighing.answers(space), court.blockers)
