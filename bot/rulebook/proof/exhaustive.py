"""The checks that walk whole spaces of answers; they need numpy and some seconds."""

from decimal import Decimal
from typing import Final

from bot.rulebook.proof.agreement import RECORDS, disagreeing
from bot.rulebook.proof.court import Court
from bot.rulebook.proof.findings import Exhaustion
from bot.rulebook.proof.flaws import Flaw, Line, line
from bot.rulebook.proof.obedience import disobedient
from bot.rulebook.proof.settling import settling
from bot.rulebook.proof.sweep import decided, sweep, without_influence
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Rule

LARGEST: Final = 1 << 27
PLACE: Final = "traits.yaml:1:1"


def too_many(rulebook: Rulebook) -> Line | None:
    """Return the line of a rulebook that tells more combinations apart than can be walked."""
    size = Court.of(rulebook).space(complete=False).size
    if size <= LARGEST:
        return None
    return line(PLACE, "traits", Flaw.TOO_MANY, size=size, limit=LARGEST)


def share_decided(rulebook: Rulebook, rule: Rule) -> Decimal:
    """Return the share of all combinations of complete answers whose answer a rule decides."""
    court = Court.of(rulebook)
    whole = court.space(rule.when, complete=True)
    return Decimal(decided(court, rule)) / Decimal(court.size(whole))


def exhaust(rulebook: Rulebook) -> Exhaustion:
    """Return what is found and counted in every combination of answers."""
    court = Court.of(rulebook)
    swept, settled = sweep(court), settling(court)
    return Exhaustion(
        problems=(
            *disagreeing(rulebook),
            *without_influence(court, swept),
            *disobedient(court),
            *settled.problems,
        ),
        sweep=swept,
        records=court.size(court.space(complete=False)),
        properties=len(rulebook.properties),
        compared=RECORDS,
        settling=settled,
    )
