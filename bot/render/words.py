"""Everything that people read: replies, errors, labels, commands, the words of rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from bot.errors import FontUnusable, IsocrossError
from bot.render.cards import Card, card
from bot.render.catalogues import drawn, translations
from bot.render.compiled import compiled, home
from bot.render.filters import sentence
from bot.render.language import Language
from bot.render.lexicon import Lexicon
from bot.render.pictures import Picture, Studio
from bot.render.pictures.glyphs import characters, drawable
from bot.render.startup import read
from bot.rulebook import Rulebook

SOURCE_LANGUAGE: Final = "en"
TONES: Final = frozenset({"cross", "isolated", "mixed", "unavailable"})
WARNING: Final = "warning"
NUMBERS: Final = "numbers"
SERIOUS: Final = "high"
DRAWN: Final = ("pictures/", "values.yaml")
"""Templates whose words may stand on a picture."""

LOW_BANDS: Final = frozenset({"call", "liquidation"})


@dataclass(frozen=True, slots=True)
class OptionWords:
    """What Discord shows of an option."""

    description: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CommandWords:
    """What Discord shows of a command, its options in their order, its subcommands, its menu."""

    description: str
    options: Mapping[str, OptionWords]
    actions: Mapping[str, "CommandWords"]
    menu: str | None = None


class Words:
    """All words in every language, loaded and compiled once."""

    def __init__(
        self,
        texts: Mapping[str, str],
        rulebook: Rulebook,
        features: Iterable[str],
        studio: Studio,
        cache: Path | None = None,
    ) -> None:
        """Compile the templates in every language, or read what is kept of them.

        Args:
            texts: Every file of templates/ by its path in it.
            rulebook: The rules whose reasons are worded.
            features: The names of all commands, for a mistake to name them.
            studio: What pictures are drawn with.
            cache: A folder for compiled templates; without one they are compiled each time.

        Raises:
            FontUnusable: The font lacks what pictures say.
        """
        self._glyphs = characters(studio.font)
        self.draw = studio.draw
        english = "".join(text for name, text in texts.items() if name.startswith(DRAWN))
        if lacking := (set(english) | drawn(texts)) - self._glyphs - {"\n"}:
            raise FontUnusable(value="".join(sorted(lacking)))
        names = (name.removesuffix(".yaml") for name in texts if name.endswith(".yaml"))
        files = {name: read(texts, name) for name in names}
        self._lexicon = Lexicon(
            templates={name: text for name, text in texts.items() if name.endswith(".j2")},
            errors=files["errors"],
            labels=files["labels"],
            traits=files["traits"],
            values=files["values"],
            examples=files["examples"],
            assumptions=files["assumptions"],
            hints=files["rules/fields"],
            steps=files["steps"],
            features=tuple(features),
        )
        self._rulebook = rulebook
        kept = home(cache, texts) if cache else None
        spoken = {SOURCE_LANGUAGE: NullTranslations(), **translations(texts, kept)}
        self._languages = {
            name: Language(name, self._lexicon, rulebook, each, compiled(kept, name))
            for name, each in spoken.items()
        }
        self.commands = {
            name: self._command_words(words) for name, words in files["commands"].items()
        }

    def reply(
        self,
        feature: str,
        request: BaseModel,
        report: BaseModel,
        *,
        locale: str,
        view: str = "card",
    ) -> Card:
        """Return the card of an answer; *view* is card, share, line, why or flips."""
        text = self._language(locale).reply(feature, view, request, report)
        return card(text, tone(report))

    def picture(
        self, feature: str, request: BaseModel, report: BaseModel, chart: object, *, locale: str
    ) -> Picture:
        """Return the picture of an answer, which shows money and so is the asker's alone."""
        language = self._language(locale)
        values = {"request": request, "report": report, "chart": chart}
        said = language.page(f"pictures/{feature}", values)
        drawn = language.filled(f"pictures/{feature}.svg", values)
        description = language.told_aloud(f"pictures/{feature}", values)
        return Picture(drawable(drawn, self._glyphs), description, card(said, tone(report)))

    def table(self, feature: str, report: BaseModel) -> str:
        """Return an answer as CSV for a program: names and numbers as in JSON."""
        return self._language(SOURCE_LANGUAGE).filled(f"tables/{feature}.csv", {"report": report})

    def file(self, name: str, *, locale: str, **values: object) -> str:
        """Return a file for people or programs to keep."""
        return self._language(locale).filled(f"tables/{name}", values)

    def error(self, error: IsocrossError, *, locale: str) -> str:
        """Return what went wrong and what to type instead."""
        return self._language(locale).error(error)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are spoken."""
        return tuple(self._languages)

    def page(self, name: str, *, locale: str, **values: object) -> str:
        """Return a template that is no answer, such as a table for the terminal."""
        return self._language(locale).page(name, values)

    def hints(self) -> Mapping[str, str]:
        """Return what an editor says of the fields of rule files and of what rules read."""
        return self._lexicon.hints | {
            name: words.get("question") or sentence(words["name"])
            for name, words in self._lexicon.traits.items()
        }

    def card(self, name: str, *, locale: str, **values: object) -> Card:
        """Return a card that answers nothing yet, such as one that asks."""
        return card(self._language(locale).page(f"replies/{name}", values), NUMBERS)

    def label(self, key: str, *, locale: str) -> str:
        """Return what stands on a button or in a form."""
        return self._language(locale).translate(self._lexicon.labels[key])

    def trait(self, name: str, *, locale: str) -> str:
        """Return the name of a trait, as a heading."""
        return sentence(self._language(locale).trait(name))

    def question(self, trait: str, *, locale: str) -> str:
        """Return the question that asks for a trait."""
        return self._language(locale).question(trait)

    def statement(self, trait: str, *, locale: str) -> str:
        """Return what somebody agrees to who answers a yes-or-no question with yes."""
        return self._language(locale).statement(trait)

    def choice(self, trait: str, value: object, *, locale: str) -> str:
        """Return what stands on a button that gives an answer."""
        return sentence(self._language(locale).choice(value, trait))

    def translate(self, text: str, *, locale: str) -> str:
        """Return a description or the label of a choice in a language; English where it has none.

        A label is the word of a value with its first letter large.
        """
        translate = self._language(locale).translate
        word = text[:1].lower() + text[1:]
        said = translate(text)
        return said if said != text or translate(word) == word else sentence(translate(word))

    def elsewhere(self, text: str) -> Iterable[str]:
        """Yield what a text is called in the languages that call it something else."""
        for language in self._languages.values():
            if (said := language.translate(text)) != text:
                yield said

    def written(self, report: BaseModel, *, locale: str) -> dict[str, Any]:
        """Return a report as JSON values, with the words of every rule that fired."""
        return self._language(locale).written(report)

    def _language(self, locale: str) -> Language:
        """Return the nearest language that is spoken: that, one of the same name, or English."""
        if found := self._languages.get(locale):
            return found
        name = locale.partition("-")[0]
        near = (each for spoken, each in self._languages.items() if spoken.startswith(name))
        return next(near, self._languages[SOURCE_LANGUAGE])

    def _command_words(self, words: Mapping[str, Any]) -> CommandWords:
        options = {
            name: OptionWords(description, self._choices(name))
            for name, description in words.get("options", {}).items()
        }
        actions = {
            name: self._command_words(action) for name, action in words.get("actions", {}).items()
        }
        return CommandWords(words["description"], options, actions, words.get("menu"))

    def _choices(self, option: str) -> Mapping[str, str]:
        trait = self._lexicon.traits.get(option, {})
        labels: Mapping[str, str] = {**self._lexicon.values, **trait.get("values", {})}
        return {value: sentence(label) for value, label in labels.items()}


def tone(report: BaseModel) -> str:
    """Return what colours a card: the recommendation, else whether anything is wrong."""
    answer = getattr(report, "recommendation", None)
    if answer in TONES:
        return str(answer)
    findings = getattr(report, "findings", ())
    serious = any(finding.severity == SERIOUS for finding in findings)
    return WARNING if serious or getattr(report, "band", "") in LOW_BANDS else NUMBERS
