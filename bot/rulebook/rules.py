"""Rules: each with its condition, its words, its source and its tests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from bot.rulebook.conditions import Against, Condition, atoms, reads
from bot.rulebook.document import Node
from bot.rulebook.fields import Fields, items_of, word_of
from bot.rulebook.grammar import Grammar
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.placeholders import refuse_placeholders
from bot.rulebook.sources import cited
from bot.rulebook.traits import Fact, Trait
from bot.rulebook.vocabulary import Vocabulary


class Kind(StrEnum):
    """What a rule is for."""

    MODE = "mode"
    BLOCKER = "blocker"
    MISTAKE = "mistake"
    SIZING = "sizing"
    NOTE = "note"


class Favour(StrEnum):
    """What a mode rule speaks for."""

    CROSS = "cross"
    ISOLATED = "isolated"
    MIXED = "mixed"


class Strength(StrEnum):
    """How much a mode rule counts, strongest first."""

    STRONG = "strong"
    NORMAL = "normal"
    WEAK = "weak"


class Severity(StrEnum):
    """How bad a mistake is, worst first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Outcome(StrEnum):
    """What a rule is for one record of answers."""

    FIRES = "fires"
    SILENT = "silent"
    OPEN = "open"


Records: TypeAlias = tuple[Mapping[str, Fact], ...]

SWITCH: Final = "switch"
BLOCKABLE: Final = (*Favour, SWITCH)
DECIDING: Final = frozenset({Kind.MODE, Kind.BLOCKER})
JUDGING: Final = frozenset({Kind.MISTAKE, Kind.SIZING})
REMEDIED: Final = JUDGING | {Kind.BLOCKER}
ID: Final = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+")
WORD: Final = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the fields that its kind does not have are None or empty.

    `when_at` and `tests_at` tell where its condition and each of its records stand, as
    `file:line:column`.
    """

    id: str
    kind: Kind
    when: Condition
    when_at: str
    because: str
    source: str
    tests: Mapping[Outcome, Records]
    tests_at: Mapping[Outcome, tuple[str, ...]]
    fix: str | None
    severity: Severity | None
    favours: Favour | None
    strength: Strength | None
    theme: str | None
    key: str | None
    blocks: frozenset[str]
    locked: bool
    note: str | None
    not_for: str | None


def read_rule(
    node: Node | None, expected: Kind, vocabulary: Vocabulary, problems: Problems
) -> Rule:
    """Return the rule that a table writes, of the *expected* kind where its own is no kind.

    All that is wrong in it is noted.
    """
    fields = Fields(node, problems)
    name = _name(fields, "id", ID)
    problems.subject = name or problems.subject
    kind = fields.choice("kind", expected)
    grammar = Grammar(vocabulary, problems)
    before = len(problems)
    when = grammar.condition(fields.node("when"))
    understood = len(problems) == before
    cases = _cases(fields)
    rule = Rule(
        id=name,
        kind=kind,
        when=when,
        when_at=problems.at(fields.place("when")),
        because=fields.text("because"),
        source=cited(fields, vocabulary.sources, house=vocabulary.house),
        tests={said: tuple(map(grammar.record, nodes)) for said, nodes in cases.items()},
        tests_at={said: tuple(map(problems.at, nodes)) for said, nodes in cases.items()},
        fix=fields.text("fix") if kind in REMEDIED else None,
        severity=fields.choice("severity", Severity.HIGH) if kind in JUDGING else None,
        favours=fields.choice("favours", Favour.CROSS) if kind is Kind.MODE else None,
        strength=fields.choice("strength", Strength.STRONG) if kind is Kind.MODE else None,
        theme=_name(fields, "theme", WORD) if kind is Kind.MODE else None,
        key=_name(fields, "key", WORD) if kind is Kind.BLOCKER else None,
        blocks=_blocks(fields) if kind is Kind.BLOCKER else frozenset(),
        locked=fields.optional_flag("locked"),
        note=fields.optional_text("note"),
        not_for=fields.optional_text("not_for"),
    )
    fields.finish()
    if understood:
        _refuse_misunderstood(rule, fields, vocabulary)
    return rule


def _name(fields: Fields, name: str, pattern: re.Pattern[str]) -> str:
    text = fields.text(name)
    if text and not pattern.fullmatch(text):
        fields.problems.add(fields.place(name), Wrong.BAD_NAME, name=text)
        return ""
    return text


def _blocks(fields: Fields) -> frozenset[str]:
    node, problems = fields.node("blocks"), fields.problems
    words = [word_of(item, BLOCKABLE, problems) for item in items_of(node, problems)]
    if node is not None and not words:
        problems.add(node, Wrong.SAYS_NOTHING)
    return frozenset(words)


def _cases(fields: Fields) -> dict[Outcome, tuple[Node, ...]]:
    """Return the nodes of the records of each outcome."""
    cases = Fields(fields.node("tests"), fields.problems)
    found: dict[Outcome, tuple[Node, ...]] = {}
    for outcome in Outcome:
        node = cases.node(outcome)
        found[outcome] = tuple(items_of(node, fields.problems))
        if node is not None and not found[outcome]:
            fields.problems.add(node, Wrong.NO_TESTS)
    cases.finish()
    return found


def _refuse_misunderstood(rule: Rule, fields: Fields, vocabulary: Vocabulary) -> None:
    """Note where a rule's words or kind do not fit its condition."""
    problems = fields.problems
    for name, words in (("because", rule.because), ("fix", rule.fix or "")):
        place = fields.place(name)
        refuse_placeholders(words, place, rule.when, vocabulary.parameters, problems)
    if rule.kind in DECIDING:
        _refuse_unanswerable(rule, fields.place("when"), vocabulary.traits, problems)


def _refuse_unanswerable(
    rule: Rule, place: Node, traits: Mapping[str, Trait], problems: Problems
) -> None:
    """Note what would keep a deciding rule open although every question is answered."""
    for name in sorted(reads(rule.when)):
        if not traits[name].asked:
            problems.add(place, Wrong.NOT_ASKED, name=name)
    if any(isinstance(atom, Against) for atom in atoms(rule.when)):
        problems.add(place, Wrong.COMPARED_TRAITS, kind=rule.kind)
