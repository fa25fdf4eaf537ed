"""What a proof found: problems, warnings, and what was counted on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.rulebook.proof.flaws import Line


@dataclass(frozen=True, slots=True)
class Sweep:
    """Counts over every combination that can be, values that no mode rule tells apart merged.

    Attributes:
        combinations: All of them.
        answers: Those with each answer.
        default: Those in which nothing fired.
        even: Those with equal points on both sides, and some.
        reweighed: Those that other weights answer otherwise, by the weights as `4/2/1`.
        unthemed: Those answered otherwise where the rules of a theme all count.
        decides: Those that each mode rule changes; of a blocker, those that it makes unavailable.
    """

    combinations: int
    answers: Mapping[str, int]
    default: int
    even: int
    reweighed: Mapping[str, int]
    unthemed: int
    decides: Mapping[str, int]

    def share(self, count: int) -> Decimal:
        """Return a count as a share of all combinations."""
        return Decimal(count) / Decimal(self.combinations)


@dataclass(frozen=True, slots=True)
class Settling:
    """How many records were tried, how many of them are settled, and what is wrong."""

    records: int
    settled: int
    problems: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Exhaustion:
    """What was found over whole spaces and over records drawn at random.

    Attributes:
        problems: A line each.
        sweep: The counts over complete answers.
        records: The combinations, answers left out or not, that each step was held against.
        properties: How many properties there are.
        compared: The records drawn of which a plain and the compiled evaluation were compared.
        settling: What recommendations were drawn and completed.
    """

    problems: tuple[Line, ...]
    sweep: Sweep
    records: int
    properties: int
    compared: int
    settling: Settling


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of a proof; nothing is exhausted where a cheap check already found a problem.

    `tests` are the records inside the rules, `mutants` those that differ from their rule, `killed`
    those that a test notices; `uncarried` are the statements that nothing cites.
    """

    problems: tuple[Line, ...]
    rules: int
    tests: int
    mutants: int
    killed: int
    uncarried: tuple[str, ...] = ()
    exhaustion: Exhaustion | None = None
