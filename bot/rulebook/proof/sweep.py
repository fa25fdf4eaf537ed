"""Every combination of answers to the mode rules: what is answered, and what each rule decides."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bot.rulebook.proof.court import Court, pieces
from bot.rulebook.proof.findings import Sweep
from bot.rulebook.proof.flaws import Flaw, Line, of_rule
from bot.rulebook.proof.space import Space
from bot.rulebook.proof.weighing import ORDER, Weighing, feasible
from bot.rulebook.proof.weights import OTHERS, weights_of
from bot.rulebook.rules import Favour, Kind, Rule


def sweep(court: Court) -> Sweep:
    """Return what is counted over every combination."""
    weighing = court.weighing
    others = {
        "/".join(map(str, points)): replace(weighing, weights=weights_of(*points))
        for points in OTHERS
    }
    unthemed = replace(weighing, themed=False)
    counts: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    loose = 0
    for piece in pieces(court.space(complete=True)):
        counts.update(tally(court, piece))
        changed.update({name: differing(court, piece, other) for name, other in others.items()})
        loose += differing(court, piece, unthemed)
    return Sweep(
        combinations=sum(counts[word] for word in ORDER),
        answers={word: counts[word] for word in ORDER},
        default=counts["default"],
        even=counts["even"],
        reweighed=changed,
        unthemed=loose,
        decides=dict(influence(court)),
    )


def tally(court: Court, piece: Space) -> dict[str, int]:
    """Return how often each answer is given, by default too and with even points."""
    possible = court.possible(piece)
    weighed = court.weighing.weighed(piece)
    answers = weighed.answers()
    counts = np.bincount(answers[possible], minlength=len(ORDER))
    even = weighed.even() & (answers == ORDER.index(Favour.ISOLATED))
    return {
        **dict(zip(ORDER, map(int, counts), strict=True)),
        "default": int(np.count_nonzero(weighed.nothing_fired() & possible)),
        "even": int(np.count_nonzero(even & possible)),
    }


def differing(court: Court, piece: Space, other: Weighing) -> int:
    """Return how many combinations another way to count answers otherwise."""
    changed = court.weighing.answers(piece) != other.answers(piece)
    return int(np.count_nonzero(changed & court.possible(piece)))


def influence(court: Court) -> Iterator[tuple[str, int]]:
    """Yield each deciding rule with the number of combinations whose answer it changes."""
    for rule in (*court.weighing.rules, *court.blockers):
        yield rule.id, decided(court, rule)


def decided(court: Court, rule: Rule) -> int:
    """Return how many answers a mode rule changes, or a blocker makes unavailable."""
    whole = court.space(rule.when, complete=True)
    fires = pieces(whole.around(whole.certain(rule.when)))
    if rule.kind is Kind.BLOCKER:
        return sum(forbidden(court, piece, rule) for piece in fires)
    other = court.weighing.without(rule)
    return sum(differing(court, piece, other) for piece in fires)


def forbidden(court: Court, piece: Space, blocker: Rule) -> int:
    """Return how many answers a blocker makes unavailable."""
    answers = court.weighing.answers(piece)
    changed = feasible(piece, answers, [blocker]) != answers
    return int(np.count_nonzero(changed & court.possible(piece)))


def without_influence(court: Court, found: Sweep) -> Iterator[Line]:
    """Yield each deciding rule that changes no answer."""
    for name, count in found.decides.items():
        if not count:
            yield of_rule(court.rulebook.rules[name], Flaw.NO_INFLUENCE)
