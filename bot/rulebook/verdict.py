"""From the rules that fired to an answer: points by theme, the mixed case, feasibility, lead."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, partial
from typing import Final

from bot.rulebook.parameters import Parameter
from bot.rulebook.rules import Favour, Rule, Strength

UNAVAILABLE: Final = "unavailable"
WEIGHTS: Final = {strength: f"weight_{strength}" for strength in Strength}
LEAD_CLEAR: Final = "lead_clear"
LEAD_LEANING: Final = "lead_leaning"
NEEDED: Final = (*WEIGHTS.values(), LEAD_CLEAR, LEAD_LEANING)
REMEMBERED: Final = 4096


class Lead(StrEnum):
    """How far the answer is ahead."""

    CLEAR = "clear"
    LEANING = "leaning"
    CLOSE = "close"
    DEFAULT = "default"


class Verdict:
    """Weighs mode rules and blockers.

    A set of rules is a mask. The rules come strongest first, so the lowest bit of a theme is the
    one that counts.
    """

    def __init__(self, rules: Sequence[Rule], parameters: Mapping[str, Parameter]) -> None:
        self._weights = {strength: parameters[name].value for strength, name in WEIGHTS.items()}
        self._clear = parameters[LEAD_CLEAR].value
        self._leaning = parameters[LEAD_LEANING].value
        self._points_of = {1 << index: self.weight(rule) for index, rule in enumerate(rules)}
        self._cross, self._isolated, self._mixed = (
            bits(rule.favours is favour for rule in rules) for favour in Favour
        )
        self._blocking = {
            favour: bits(favour in rule.blocks for rule in rules) for favour in Favour
        }
        self._cross_points = self._remembered(rules, Favour.CROSS)
        self._isolated_points = self._remembered(rules, Favour.ISOLATED)
        self.recommendation = lru_cache(REMEMBERED)(self._recommendation)
        self.possible = lru_cache(REMEMBERED)(self._possible)

    def weight(self, rule: Rule) -> Decimal:
        """Return the points of a mode rule; a blocker decides as much as a strong one."""
        return self._weights[rule.strength or Strength.STRONG]

    def wanted(self, fired: int) -> Favour:
        """Return what the mode rules say, whether or not it can be carried out."""
        cross, isolated = self._points(fired)
        if fired & self._mixed and cross and isolated:
            return Favour.MIXED
        return Favour.CROSS if cross > isolated else Favour.ISOLATED

    def _recommendation(self, fired: int) -> str:
        """Return the answer: cross, isolated, mixed or unavailable."""
        wanted = self.wanted(fired)
        return UNAVAILABLE if fired & self._blocking[wanted] else wanted

    def lead(self, fired: int) -> Lead:
        """Return how far the answer is ahead, in words."""
        weaker, stronger = sorted(self._points(fired))
        if not stronger:
            return Lead.DEFAULT
        if weaker and fired & self._mixed:
            return Lead.CLEAR if weaker >= self._weights[Strength.STRONG] else Lead.LEANING
        ahead = (stronger - weaker) / (stronger + weaker)
        if ahead >= self._clear:
            return Lead.CLEAR
        return Lead.LEANING if ahead >= self._leaning else Lead.CLOSE

    def undecided(self, fired: int, possible: int) -> int:
        """Return the open rules that may decide: once one side must win, its blockers alone."""
        wanted, *others = self._wantable(fired, possible)
        return possible & ~fired & (-1 if others else self._blocking[wanted])

    def _possible(self, fired: int, possible: int) -> frozenset[str]:
        """Return the answers that open rules may lead to: all of them, and perhaps one more."""
        answers: set[str] = set()
        for wanted in self._wantable(fired, possible):
            blocking = self._blocking[wanted]
            if possible & blocking:
                answers.add(UNAVAILABLE)
            if not fired & blocking:
                answers.add(wanted)
        return frozenset(answers)

    def _wantable(self, fired: int, possible: int) -> list[Favour]:
        least_cross, least_isolated = self._points(fired)
        most_cross, most_isolated = self._points(possible)
        wanted: list[Favour] = []
        if possible & self._mixed and most_cross and most_isolated:
            wanted = [Favour.MIXED]
            if fired & self._mixed and least_cross and least_isolated:
                return wanted
        if most_cross > least_isolated:
            wanted.append(Favour.CROSS)
        if most_isolated >= least_cross:
            wanted.append(Favour.ISOLATED)
        return wanted

    def _points(self, fired: int) -> tuple[Decimal, Decimal]:
        """Return the points for cross and those for isolated."""
        cross = self._cross_points(fired & self._cross)
        return cross, self._isolated_points(fired & self._isolated)

    def _remembered(self, rules: Sequence[Rule], favour: Favour) -> Callable[[int], Decimal]:
        """Return one side's points as a function of its rules that fired."""
        return lru_cache(REMEMBERED)(partial(self._counted, themes(rules, favour)))

    def _counted(self, themes: Sequence[int], fired: int) -> Decimal:
        """Return one side's points: of each theme only the strongest rule that fired counts."""
        total = Decimal(0)
        for theme in themes:
            if hits := theme & fired:
                total += self._points_of[hits & -hits]
        return total


def themes(rules: Sequence[Rule], favour: Favour) -> Sequence[int]:
    """Return the masks of one side's rules by theme."""
    found: Counter[str | None] = Counter()
    for index, rule in enumerate(rules):
        if rule.favours is favour:
            found[rule.theme] += 1 << index
    return tuple(found.values())


def bits(chosen: Iterable[bool]) -> int:
    """Return the mask of the positions that are chosen."""
    return sum(1 << index for index, choice in enumerate(chosen) if choice)
