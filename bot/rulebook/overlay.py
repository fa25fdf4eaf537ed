"""Overlays: a community's own file of numbers, words and rules, laid over the rulebook."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final, NamedTuple

from bot.errors import OverlayRefused
from bot.rulebook.adjusting import adjusted_parameters, adjusted_rule, read_adjustments
from bot.rulebook.document import Node, Table, compose
from bot.rulebook.fields import Fields, items_of
from bot.rulebook.filing import Register
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.placeholders import refuse_placeholders
from bot.rulebook.plain import LINE, plain_text, refuse_decorated
from bot.rulebook.rulebook import Contents, Overlay
from bot.rulebook.rules import Kind, Rule, read_rule
from bot.rulebook.vocabulary import Vocabulary

SCHEMAS: Final = ("1",)
NAME: Final = re.compile(r"x-[a-z0-9][a-z0-9-]{0,29}")
WORDS: Final = ("because", "fix")
TEXTS: Final = (*WORDS, "source", "note", "not_for")
TELLING: Final = {"favours": Kind.MODE, "severity": Kind.MISTAKE, "blocks": Kind.BLOCKER}


class File(NamedTuple):
    """A community's file: its path as it was given, and its text."""

    path: str
    text: str


class Base(NamedTuple):
    """What is laid over: the contents, their conditions as written, and the ids taken."""

    contents: Contents
    written: Mapping[str, Node | None]
    register: Register


def laid_over(base: Base, file: File) -> Contents:
    """Return the contents of a rulebook with a community's file laid over them.

    Raises:
        OverlayRefused: Something is wrong in the file; `problems` has every line.
    """
    problems = Problems(file.path)
    contents = Laying(base, problems).contents(file.text)
    if len(problems):
        raise OverlayRefused(problems.lines())
    return contents


class Laying:
    """Reads one overlay, part after part: numbers first, since conditions compare with them."""

    def __init__(self, base: Base, problems: Problems) -> None:
        self._base = base
        self._problems = problems
        self._known = {rule.id: rule for rule in base.contents.rules}

    def contents(self, text: str) -> Contents:
        """Return everything that holds under the overlay, as far as it can be read."""
        base, problems = self._base.contents, self._problems
        fields = Fields(compose(text, problems), problems)
        fields.word("schema", SCHEMAS)
        name, title = self._name(fields), plain_text(fields, "title", LINE)
        disabled = self._disabled(self._part(fields, "disable"))
        numbers = self._part(fields, "params")
        adjustments = read_adjustments(numbers, base.parameters, base.rules, problems)
        parameters = adjusted_parameters(base.parameters, adjustments, name, problems)
        vocabulary = Vocabulary(base.traits, parameters, base.sources, house=True)
        kept = {
            name: adjusted_rule(rule, self._base.written[name], vocabulary, adjustments, problems)
            for name, rule in self._known.items()
            if name not in disabled
        }
        reworded = self._reworded(self._part(fields, "wording"), kept, vocabulary)
        added = tuple(self._added(self._part(fields, "rules"), name, vocabulary))
        problems.subject = ""
        fields.finish()
        overlay = Overlay(
            name=name,
            title=title,
            parameters={key: each.reason for key, each in adjustments.items()},
            disabled=disabled,
            reworded=frozenset(reworded),
            added=frozenset(rule.id for rule in added),
        )
        digest = sha256(f"{base.hash}\0{text}".encode(errors="replace")).hexdigest()
        rules = (*{**kept, **reworded}.values(), *added)
        return replace(base, hash=digest, parameters=parameters, rules=rules, overlay=overlay)

    def _name(self, fields: Fields) -> str:
        name = fields.text("overlay")
        if name and not NAME.fullmatch(name):
            self._problems.add(fields.place("overlay"), Wrong.OVERLAY_NAME, name=name)
            return ""
        return name

    def _part(self, fields: Fields, name: str) -> Node | None:
        """Return a part of the file; what is wrong with it as a whole is nobody's."""
        self._problems.subject = ""
        return fields.optional(name)

    def _disabled(self, node: Node | None) -> dict[str, str]:
        """Return the rules that fall silent, each with the reason."""
        disabled: dict[str, str] = {}
        for item in items_of(node, self._problems):
            self._problems.subject = ""
            fields = Fields(item, self._problems)
            name = self._problems.subject = fields.text("id")
            reason = plain_text(fields, "reason")
            fields.finish()
            place = fields.place("id")
            if name in disabled:
                self._problems.add(place, Wrong.REPEATED_VALUE, name=name)
            elif name and (rule := self._unlocked(name, place)):
                self._base.register.release(rule)
                disabled[name] = reason
        return disabled

    def _reworded(
        self, node: Node | None, kept: Mapping[str, Rule], vocabulary: Vocabulary
    ) -> dict[str, Rule]:
        """Return the rules that speak in other words."""
        table = Fields(node, self._problems).table
        reworded: dict[str, Rule] = {}
        for name, key in table.keys.items():
            self._problems.subject = name
            rule = self._unlocked(name, key)
            if rule and name not in kept:
                self._problems.add(key, Wrong.DISABLED, name=name)
            elif rule:
                fields = Fields(table.values[name], self._problems)
                reworded[name] = self._worded(kept[name], fields, vocabulary)
        return reworded

    def _worded(self, rule: Rule, fields: Fields, vocabulary: Vocabulary) -> Rule:
        words = {name: fields.optional_text(name) for name in WORDS}
        if not any(words.values()):
            self._problems.add(fields.table, Wrong.SAYS_NOTHING)
        if words["fix"] and rule.fix is None:
            self._problems.add(fields.place("fix"), Wrong.NO_FIX, name=rule.id, kind=rule.kind)
        for name, text in words.items():
            refuse_decorated(fields, name, filled=True)
            place = fields.place(name)
            parameters = vocabulary.parameters
            refuse_placeholders(text or "", place, rule.when, parameters, self._problems)
        fields.finish()
        return replace(
            rule, because=words["because"] or rule.because, fix=words["fix"] or rule.fix
        )

    def _added(self, node: Node | None, prefix: str, vocabulary: Vocabulary) -> Iterator[Rule]:
        """Yield the rules that are new."""
        for item in items_of(node, self._problems):
            self._problems.subject = ""
            fields = Fields(item if isinstance(item, Table) else None, self._problems)
            told = [kind for name, kind in TELLING.items() if name in fields.table.keys]
            rule = read_rule(item, told[0] if told else Kind.NOTE, vocabulary, self._problems)
            for name in TEXTS:
                refuse_decorated(fields, name, filled=name in WORDS)
            self._refuse_foreign(rule, prefix, fields)
            self._base.register.enter(rule, fields.place("id"), self._problems)
            yield rule

    def _refuse_foreign(self, rule: Rule, prefix: str, fields: Fields) -> None:
        """Note a rule that is not an overlay's to add."""
        if rule.kind is Kind.BLOCKER:
            self._problems.add(fields.place("kind"), Wrong.NO_BLOCKER)
        own = rule.id.startswith(f"{prefix}.") or rule.id in self._known
        if rule.id and prefix and not own:
            self._problems.add(fields.place("id"), Wrong.OTHER_PREFIX, prefix=prefix)

    def _unlocked(self, name: str, place: Node) -> Rule | None:
        """Return a rule that an overlay may change."""
        rule = self._known.get(name)
        if rule is None:
            self._problems.add(place, Wrong.UNKNOWN_RULE, name=name, near=self._known)
        elif rule.locked:
            self._problems.add(place, Wrong.LOCKED, name=name)
            return None
        return rule
