"""The words of one language for rules, values, traits, steps and what is taught."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from gettext import NullTranslations
from typing import Any, Final

from pydantic import BaseModel

from bot.library import PLACEHOLDER as PLACE
from bot.render.formats import Formats
from bot.render.lexicon import Lexicon
from bot.rulebook import Rulebook

PLACEHOLDER: Final = re.compile(r"\{(\$?\w+)\}")
NOTHING: Final = "-"


class Phrases:
    """Looks up words, and fills in the values that stand in them."""

    def __init__(
        self, name: str, lexicon: Lexicon, rulebook: Rulebook, translations: NullTranslations
    ) -> None:
        """Take the words of a language, and its formats for the values in them."""
        self._lexicon = lexicon
        self._rulebook = rulebook
        self._formats = Formats.of(name)
        self.translate: Callable[[str], str] = translations.gettext

    def because(self, rule: str, values: Mapping[str, object]) -> str:
        """Return why a rule fired, with the values that made it fire."""
        return self._filled(self._rulebook.rules[rule].because, values)

    def fix(self, rule: str, values: Mapping[str, object]) -> str:
        """Return what a rule advises instead."""
        return self._filled(self._rulebook.rules[rule].fix or "", values)

    def signature(self, rule: str) -> str:
        """Return whose words a rule says, where they are a community's own."""
        overlay = self._rulebook.overlay
        return f" ({overlay.name})" if overlay and overlay.wrote(rule) else ""

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        def word(match: re.Match[str]) -> str:
            name = match[1]
            if name.startswith("$"):
                return self._parameter(name[1:])
            return self.value(values[name], name)

        return PLACEHOLDER.sub(word, self.translate(text))

    def _parameter(self, name: str) -> str:
        parameter = self._rulebook.parameters[name]
        said = self._measured(parameter.value, parameter.unit)
        return f"{said} ({parameter.set_by})" if parameter.set_by else said

    def told(self, said: Any) -> str:  # noqa: ANN401 -- words with values, of a report
        """Return words with their values written in this language."""

        def word(match: re.Match[str]) -> str:
            name = match["name"]
            if name.startswith("$"):
                return self._parameter(name[1:])
            value = said.values[name]
            return NOTHING if value is None else self._written(value, match["format"])

        return PLACE.sub(word, self.translate(said.words))

    def label(self, key: str) -> str:
        """Return what stands on a button."""
        return self.translate(self._lexicon.labels[key])

    def shelf(self, kind: str) -> str:
        """Return the name of all cards of one kind."""
        return self.translate(self._lexicon.labels[f"select.{kind}"])

    def _written(self, value: Any, how: str) -> str:  # noqa: ANN401 -- as jinja2's own filters
        return self.value(value) if how == "word" else str(getattr(self._formats, how)(value))

    def value(self, value: object, trait: str | None = None) -> str:
        """Return the words for a value: a number in its unit, a choice by its label."""
        if isinstance(value, Decimal):
            unit = self._rulebook.traits[trait].unit if trait else None
            return self._measured(value, unit)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, date):
            return self._formats.day(value)
        labels = self._lexicon.traits.get(trait or "", {}).get("values", {})
        text = labels.get(value) or self._lexicon.values.get(str(value))
        return self.translate(text) if text else str(value)

    def choice(self, value: object, trait: str) -> str:
        """Return the words for an answer that is offered; a count stands for its run."""
        if isinstance(value, bool) or not isinstance(value, int):
            return self.value(value, trait)
        least, most, is_open = self._rulebook.offers.run(trait, value)
        if least == most:
            return str(least)
        text = self._lexicon.labels["run.open" if is_open else "run.closed"]
        return self.translate(text).format(least=least, most=most)

    def _measured(self, value: Decimal, unit: str | None) -> str:
        if unit and unit.startswith("share"):
            return self._formats.percent(value)
        return self._formats.ratio(value)

    def trait(self, name: str) -> str:
        """Return the name of a trait."""
        return self.translate(self._lexicon.traits[name]["name"])

    def question(self, name: str) -> str:
        """Return the question that asks for a trait."""
        return self.translate(self._lexicon.traits[name]["question"])

    def statement(self, name: str) -> str:
        """Return the sentence that somebody who answers a question with yes agrees to."""
        return self.translate(self._lexicon.traits[name]["statement"])

    def assumption(self, key: str) -> str:
        """Return what a number rests on."""
        texts = self._lexicon.assumptions
        return self.translate(texts["card"].get(key) or texts["why"][key])

    def step(self, key: str, part: str, **names: str) -> str:
        """Return a line of how a mode is switched; *part* is passed, steps or verify."""
        return self.translate(self._lexicon.steps[part][key]).format(**names)

    def example(self, field: str) -> str:
        """Return what could be typed for a field; `debts.0.brackets` may have its own example."""
        examples = self._lexicon.examples
        names = [name for name in field.split(".") if not name.isdigit()]
        known = (examples.get(name) for name in (".".join(names), names[0], names[-1]))
        return next(filter(None, known), "…")

    def written(self, report: BaseModel) -> dict[str, Any]:
        """Return a report as JSON values, with because and fix beside every rule that fired."""
        values: Mapping[str, object] = getattr(report, "values", {})
        written = report.model_dump(mode="json")
        for name, said in report:
            if hasattr(said, "words"):
                written[name] = self.told(said)
        for name in ("choices", "outcome"):
            for said, shown in zip(getattr(report, name, ()), written.get(name, ()), strict=True):
                shown["text"] = self.told(said.text)
        for name in ("reasons", "mistakes", "findings"):
            for fired in written.get(name, ()):
                fired["because"] = self.because(fired["rule"], values)
                if name != "reasons":
                    fired["fix"] = self.fix(fired["rule"], values)
        return written
