"""What other answers would change: flips, whether all is settled, and what to ask next.

Only the rules that decide are looked at: mode rules and blockers of answers. A record leaves
some of their clauses alive; those that read nothing missing are certain. So to try another
answer takes one mask and one verdict.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final, NamedTuple

from bot.rulebook.axes import Clauses
from bot.rulebook.conditions import Condition, reads
from bot.rulebook.program import Program, States
from bot.rulebook.rules import Rule
from bot.rulebook.search import Search
from bot.rulebook.traits import Fact, Trait
from bot.rulebook.verdict import Verdict, bits

SHORTLIST: Final = 3


class Flip(NamedTuple):
    """An answer that alone would change the recommendation, and what it would be then."""

    trait: str
    value: Fact
    recommendation: str


@dataclass(frozen=True, slots=True)
class View:
    """A record as the deciding rules see it.

    For each axis `others` has the clauses that are certain whatever its answer; `missing` are the
    numbers of the axes that are open.
    """

    others: Sequence[Clauses]
    missing: Sequence[int]
    alive: Clauses
    certain: Clauses
    states: States
    recommendation: str


class Outlook:
    """Looks at one record after another through the same rules and constraints."""

    def __init__(
        self,
        rules: Sequence[Rule],
        violations: Sequence[Condition],
        traits: Mapping[str, Trait],
        verdict: Verdict,
    ) -> None:
        self._program = Program([*(rule.when for rule in rules), *violations], traits)
        self._verdict = verdict
        self._impossible = bits([False] * len(rules) + [True] * len(violations))
        self._ruled = self._program.support(bits([True] * len(rules)))
        weighed = [
            (1 << index, verdict.weight(rule), reads(rule.when))
            for index, rule in enumerate(rules)
        ]
        self._reading = [
            [(rule, weight) for rule, weight, read in weighed if axis.name in read]
            for axis in self._program.axes
        ]

    def view(self, facts: Mapping[str, Fact], unknown: Collection[str] = ()) -> View:
        """Return how the deciding rules see a record; what is *unknown* stays so for good."""
        program, axes = self._program, self._program.axes
        values = [facts.get(axis.name) for axis in axes]
        left = [
            axis.rest if value is None else axis.mask(value)
            for axis, value in zip(axes, values, strict=True)
        ]
        before = [*accumulate(left, int.__and__, initial=program.clauses)]
        after = [*accumulate(reversed(left), int.__and__, initial=program.clauses)]
        alive = program.clauses
        for axis, value, mask in zip(axes, values, left, strict=True):
            if value is not None or axis.name in unknown:
                alive &= mask
        states = States(program.close(before[-1]), program.close(alive))
        return View(
            others=[*map(int.__and__, before, after[-2::-1])],
            missing=[
                number
                for number, axis in enumerate(axes)
                if values[number] is None and axis.reads & alive
            ],
            alive=alive,
            certain=before[-1],
            states=states,
            recommendation=self._verdict.recommendation(states.fired),
        )

    def flips(self, view: View) -> Iterator[Flip]:
        """Yield every possible single answer that changes the recommendation, and no other.

        Enums and booleans are tried value by value; of counts and numbers one value of each class
        that the rules can tell apart.
        """
        close, recommendation = self._program.close, self._verdict.recommendation
        for axis, others in zip(self._program.axes, view.others, strict=True):
            changing: dict[object, Flip] = {}
            for choice, mask in axis.choices:
                certain = others & mask
                if certain == view.certain:
                    continue
                answer = recommendation(fired := close(certain))
                if answer != view.recommendation and not fired & self._impossible:
                    kind = mask & self._ruled if axis.measured else choice
                    changing.setdefault(kind, Flip(axis.name, choice, answer))
            yield from changing.values()

    def settled(self, view: View) -> bool:
        """Tell whether no further answers, few or all, can give another recommendation."""
        search = Search(self._program, self._verdict, self._impossible, view.recommendation)
        return not search.leads_away(
            view.alive, [self._program.axes[number] for number in view.missing]
        )

    def questions(self, view: View) -> tuple[str, ...]:
        """Return the missing traits that may still decide, the one to ask next first."""
        best = self.next_question(view)
        names = [self._program.axes[number].name for number in self._deciding(view)]
        return tuple(sorted(names, key=lambda name: name != best))

    def next_question(self, view: View) -> str | None:
        """Return the missing trait after which the fewest answers stay possible on average.

        Only those few are tried that weigh most in open rules.
        """
        heaviest = sorted(
            self._deciding(view), key=lambda number: self._weight(view, number), reverse=True
        )
        tried = heaviest[:SHORTLIST]
        best = min(tried, key=lambda number: self._left_possible(view, number), default=None)
        return None if best is None else self._program.axes[best].name

    def _deciding(self, view: View) -> Sequence[int]:
        """Return the missing axes that rules read which may still decide."""
        clauses = view.alive & self._program.support(self._verdict.undecided(*view.states))
        return [number for number in view.missing if self._program.axes[number].reads & clauses]

    def _weight(self, view: View, number: int) -> Decimal:
        """Return the weight of the open rules that read an axis."""
        unsure = view.states.possible & ~view.states.fired
        reading = self._reading[number]
        return sum((weight for rule, weight in reading if unsure & rule), Decimal(0))

    def _left_possible(self, view: View, number: int) -> float:
        """Return how many answers stay possible on average once an axis has its answer."""
        counts: list[int] = []
        for _, mask in self._program.axes[number].choices:
            fired = self._program.close(view.others[number] & mask)
            if not fired & self._impossible:
                possible = self._program.close(view.alive & mask)
                counts.append(len(self._verdict.possible(fired, possible)))
        return sum(counts) / len(counts) if counts else float("inf")
