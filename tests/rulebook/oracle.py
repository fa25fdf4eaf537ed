# The rules walked as plainly as can be, from the texts: what the compiled rulebook must equal.
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any, TypeAlias

import yaml

from bot.rulebook import Fact

Facts = Mapping[str, Fact]
Known: TypeAlias = bool | None
Raw = Any  # YAML as it comes: tables, lists and texts
FEW = 5  # no rule tells a larger count apart
POINTS = {"strong": "weight_strong", "normal": "weight_normal", "weak": "weight_weak"}


class Oracle:
    def __init__(self, files: Mapping[str, str]) -> None:
        documents: dict[str, Raw] = {
            path: yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader builds texts only
            for path, text in files.items()
            if path.endswith(".yaml") and not path.startswith(("brackets", "profiles"))
        }
        self.traits: dict[str, Raw] = documents["traits.yaml"]["traits"]
        self.constraints: list[Raw] = documents["traits.yaml"]["constraints"]
        self.numbers = {
            document["name"]: Decimal(document["values"][max(document["values"])])
            for path, document in documents.items()
            if path.startswith("parameters/")
        }
        self.rules: dict[str, dict[str, Raw]] = {
            document["id"]: document for document in documents.values() if "when" in document
        }

    def says(self, when: Raw, facts: Facts) -> Known:
        return every(self.entry(name, value, facts) for name, value in when.items())

    def entry(self, name: str, value: Raw, facts: Facts) -> Known:
        if name == "all":
            return every(self.says(part, facts) for part in value)
        if name == "any":
            return some(self.says(part, facts) for part in value)
        if name == "not":
            return opposite(self.says(value, facts))
        return self.compared(name, value, facts)

    def compared(self, name: str, value: Raw, facts: Facts) -> Known:
        if is_a(list, value):
            return some(self.compared(name, item, facts) for item in value)
        if not is_a(dict, value):
            return None if name not in facts else facts[name] == self.value(name, value)
        return every(self.related(name, word, limit, facts) for word, limit in value.items())

    def related(self, name: str, word: str, limit: Raw, facts: Facts) -> Known:
        if word == "not":
            return opposite(self.compared(name, limit, facts))
        right = facts.get(limit["trait"]) if is_a(dict, limit) else self.value(name, limit)
        left = facts.get(name)
        if left is None or right is None:
            return None
        left, right = Decimal(left), Decimal(right)
        return {
            "below": left < right,
            "at_most": left <= right,
            "above": left > right,
            "at_least": left >= right,
        }[word]

    def value(self, name: str, text: str) -> Fact:
        if text.startswith("$"):
            return self.numbers[text[1:]]
        kind = self.traits[name]["type"]
        if kind == "boolean":
            return text == "true"
        return text if kind == "enum" else Decimal(text)

    def possible(self, facts: Facts) -> bool:
        return not any(
            self.says(constraint["when"], facts) is True
            and self.says(constraint["needs"], facts) is False
            for constraint in self.constraints
        )

    def recommendation(self, facts: Facts) -> str:
        wanted = self.wanted(facts)
        for rule in self.rules.values():
            if wanted in rule.get("blocks", ()) and self.says(rule["when"], facts):
                return "unavailable"
        return wanted

    def wanted(self, facts: Facts) -> str:
        themes: dict[tuple[str, str], Decimal] = {}
        for rule in self.rules.values():
            if rule["kind"] == "mode" and self.says(rule["when"], facts):
                theme = rule["favours"], rule["theme"]
                points = self.numbers[POINTS[rule["strength"]]]
                themes[theme] = max(points, themes.get(theme, Decimal(0)))
        sides = {
            side: sum(points for (favours, _), points in themes.items() if favours == side)
            for side in ("cross", "isolated", "mixed")
        }
        if all(sides.values()):
            return "mixed"
        return "cross" if sides["cross"] > sides["isolated"] else "isolated"

    def deciding(self) -> list[str]:
        conditions: list[Raw] = [
            rule["when"]
            for rule in self.rules.values()
            if rule["kind"] == "mode" or {"isolated", "mixed"} & set(rule.get("blocks", ()))
        ]
        conditions += [part for constraint in self.constraints for part in constraint.values()]
        read = set[str]().union(*map(self.read, conditions))
        return [name for name in self.traits if name in read]

    def read(self, when: Raw) -> set[str]:
        if is_a(list, when):
            return set[str]().union(*map(self.read, when))
        names: set[str] = set()
        for name, value in when.items():
            names |= self.read(value) if name in {"all", "any", "not"} else {name}
        return names

    def values(self, name: str) -> list[Fact]:
        trait = self.traits[name]
        if trait["type"] == "boolean":
            return [True, False]
        if trait["type"] == "enum":
            return list(trait["values"])
        return list(range(int(trait["min"]), int(trait["max"]) + 1))

    def signature(self, name: str, value: Fact) -> list[bool | None]:
        return [self.says(rule["when"], {name: value}) for rule in self.rules.values()]

    def further(self, facts: Facts) -> Iterator[Facts]:
        missing = [name for name in self.deciding() if name not in facts]
        for answers in product(*([None, *self.values(name)[:FEW]] for name in missing)):
            answered = zip(missing, answers, strict=True)
            record = {**facts, **{name: value for name, value in answered if value is not None}}
            if self.possible(record):
                yield record


def every(parts: Iterable[Known]) -> Known:
    known = list(parts)
    if False in known:
        return False
    return None if None in known else True


def some(parts: Iterable[Known]) -> Known:
    return opposite(every(map(opposite, parts)))


def opposite(known: Known, /) -> Known:
    return None if known is None else not known


def is_a(kind: type, raw: object) -> bool:
    return isinstance(raw, kind)
