"""The rulebook: checks answers, evaluates rules and recommends, all without side effects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

from bot.errors import ImpossibleCombination
from bot.rulebook.answers import fact, shown, trait_named
from bot.rulebook.axes import union
from bot.rulebook.conditions import reads
from bot.rulebook.constraints import Constraint
from bot.rulebook.lacking import waiting
from bot.rulebook.offers import Offers
from bot.rulebook.outlook import Flip, Outlook
from bot.rulebook.parameters import Parameter
from bot.rulebook.program import Program
from bot.rulebook.properties import Property
from bot.rulebook.rules import Favour, Kind, Rule, Severity, Strength
from bot.rulebook.sources import Source
from bot.rulebook.traits import Fact, Trait
from bot.rulebook.verdict import UNAVAILABLE, Lead, Verdict, bits

CHOSEN: Final = bytes.maketrans(b"01", bytes((False, True)))
HASH_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a community's file changes: numbers and disabled rules with the reason of each."""

    name: str
    title: str
    parameters: Mapping[str, str]
    disabled: Mapping[str, str]
    reworded: frozenset[str]
    added: frozenset[str]

    def wrote(self, rule: str) -> bool:
        """Tell whether the words of a rule are the community's own."""
        return rule in self.added or rule in self.reworded


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that the files of a rulebook say; `hash` tells it from all others."""

    version: str
    hash: str
    traits: Mapping[str, Trait]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    constraints: Sequence[Constraint]
    rules: Sequence[Rule]
    properties: Sequence[Property]
    overlay: Overlay | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rules that fired, worst or strongest first; those that lack an answer; what was read."""

    fired: tuple[str, ...]
    open: tuple[str, ...]
    values: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the mode rules say to a record, how firmly, and what would change it."""

    recommendation: str
    wanted: str | None
    lead: Lead
    settled: bool
    reasons: tuple[str, ...]
    open: tuple[str, ...]
    values: Mapping[str, Fact]
    flips: tuple[Flip, ...]
    questions: tuple[str, ...]
    blockers: tuple[str, ...]

    @property
    def next_question(self) -> str | None:
        """The answer to ask for next; None once nothing can change the recommendation."""
        return self.questions[0] if self.questions else None


class Rulebook:
    """One version of the rules, compiled; `rules` stand in the order of their bits."""

    def __init__(self, contents: Contents) -> None:
        self.version = contents.version
        self.hash = contents.hash[:HASH_DIGITS]
        self.fingerprint = contents.hash
        self.overlay = contents.overlay
        self.traits = contents.traits
        self.parameters = contents.parameters
        self.sources = contents.sources
        self.constraints = contents.constraints
        self.properties = contents.properties
        self.rules: Mapping[str, Rule] = {
            rule.id: rule for rule in sorted(contents.rules, key=rank)
        }
        self._ordered = tuple(self.rules.values())
        self._reads = {rule.id: reads(rule.when) for rule in self._ordered}
        self._readers = {
            name: bits(name in self._reads[rule.id] for rule in self._ordered)
            for name in self.traits
        }
        self._waiting = {
            rule.id: waiting(rule.when, lambda name: self.traits[name].order)
            for rule in self._ordered
        }
        self._kinds: Mapping[str, int] = {
            kind: bits(rule.kind is kind for rule in self._ordered) for kind in Kind
        }
        self._program = Program([rule.when for rule in self._ordered], self.traits)
        blockers = [rule for rule in self._ordered if rule.kind is Kind.BLOCKER]
        self._blockers = Program([rule.when for rule in blockers], self.traits)
        self._keys = tuple(rule.key or rule.id for rule in blockers)
        violations = [constraint.violated for constraint in self.constraints]
        self._violations = Program(violations, self.traits)
        self.offers = Offers(self.traits, self.constraints, self._program, self._violations)
        deciding = [rule for rule in self._ordered if decides(rule)]
        self._verdict = Verdict(deciding, self.parameters)
        self._outlook = Outlook(deciding, violations, self.traits, self._verdict)

    def facts(self, given: Mapping[str, object]) -> dict[str, Fact]:
        """Return the answers that are given, checked; None is no answer.

        Raises:
            UnknownTrait: There is no such trait.
            BadValue: The trait has no such value.
            NotANumber: A number belongs there.
            OutOfRange: The number lies outside the trait's bounds.
            ImpossibleCombination: Two answers cannot both be true.
        """
        answers = {
            name: fact(trait_named(name, self.traits), value)
            for name, value in given.items()
            if value is not None or name not in self.traits
        }
        fired, _ = self._violations.states(answers)
        for index in positions(fired):
            fields = [name for name in self.constraints[index].traits if name in answers]
            values = [shown(answers[name]) for name in fields]
            raise ImpossibleCombination(fields=fields, values=values)
        return answers

    def evaluate(self, facts: Mapping[str, Fact], kinds: Collection[str]) -> Evaluation:
        """Return what the rules of some kinds say to a record."""
        chosen = union(self._kinds[kind] for kind in kinds)
        fired, possible = self._program.states(facts)
        return self._evaluation(facts, fired & chosen, possible & chosen)

    def answers_needed(
        self, names: Collection[str], facts: Mapping[str, Fact]
    ) -> dict[str, tuple[str, ...]]:
        """Return for each open rule the missing traits it waits for, in the order of asking."""
        return {name: self._waiting[name](facts) for name in names}

    def recommend(self, facts: Mapping[str, Fact]) -> Recommendation:
        """Return the answer that the mode rules and blockers give, and what would change it."""
        view = self._outlook.view(facts)
        fired, possible = view.states
        blocked, _ = self._blockers.states(facts)
        flips = tuple(self._outlook.flips(view))
        settled = all(flip.trait in facts for flip in flips) and self._outlook.settled(view)
        modes = self._kinds[Kind.MODE]
        evaluation = self._evaluation(facts, fired & modes, possible & modes)
        unavailable = view.recommendation == UNAVAILABLE
        return Recommendation(
            recommendation=view.recommendation,
            wanted=self._verdict.wanted(fired) if unavailable else None,
            lead=self._verdict.lead(fired),
            settled=settled,
            reasons=evaluation.fired,
            open=evaluation.open,
            values=evaluation.values,
            flips=flips,
            questions=() if settled else self._outlook.questions(view),
            blockers=tuple(self._keys[index] for index in positions(blocked)),
        )

    def questions(self, facts: Mapping[str, Fact], unknown: Collection[str]) -> tuple[str, ...]:
        """Return what may still change the recommendation while the *unknown* stays so.

        The one to ask next comes first; nothing comes once no answer matters.
        """
        view = self._outlook.view(facts, unknown)
        return () if self._outlook.settled(view) else self._outlook.questions(view)

    def further(
        self, facts: Mapping[str, Fact], kinds: Collection[str], unknown: Collection[str]
    ) -> tuple[str, ...]:
        """Return the traits whose answers may let rules of some kinds fire, the worst first."""
        chosen = sum(self._kinds[Kind(kind)] for kind in set(kinds))
        derived = [name for name, trait in self.traits.items() if not trait.asked]
        closed = {*unknown, *derived}
        fired, possible = self._program.states(facts, closed)
        open_ = self._named(possible & ~fired & chosen)
        names = [name for id_ in open_ for name in self.traits if name in self._reads[id_]]
        return tuple(dict.fromkeys(name for name in names if name not in {*facts, *closed}))

    def _evaluation(self, facts: Mapping[str, Fact], fired: int, possible: int) -> Evaluation:
        readers = self._readers
        return Evaluation(
            fired=self._named(fired),
            open=self._named(possible & ~fired),
            values={name: value for name, value in facts.items() if readers[name] & fired},
        )

    def _named(self, mask: int) -> tuple[str, ...]:
        """Return the rules whose bits are set, in their order."""
        lowest_first = f"{mask:b}".encode().translate(CHOSEN)[::-1]
        return tuple(compress(self.rules, lowest_first))


def decides(rule: Rule) -> bool:
    """Tell whether a rule can change the recommendation: mode rules and blockers of answers."""
    return rule.kind is Kind.MODE or any(favour in rule.blocks for favour in Favour)


def rank(rule: Rule) -> tuple[bool, int, int, str]:
    """Order rules as they are reported: what decides first, then by strength or severity."""
    weight = list(Strength).index(rule.strength) if rule.strength else 0
    weight += list(Severity).index(rule.severity) if rule.severity else 0
    return not decides(rule), weight, list(Kind).index(rule.kind), rule.id


def positions(mask: int) -> list[int]:
    """Return the positions of the bits that are set, from the lowest."""
    found: list[int] = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
