"""One language: its compiled templates, with its words and formats."""

from collections.abc import Callable, Mapping
from gettext import NullTranslations
from typing import Any, Final

from jinja2 import (
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    Template,
    select_autoescape,
)
from pydantic import BaseModel

from bot.errors import IsocrossError
from bot.render import filters
from bot.render.lexicon import Lexicon
from bot.render.phrases import Phrases
from bot.render.pictures.axis import Axis, runs
from bot.render.pictures.lettering import fitting, room
from bot.render.translation import Translated, plural
from bot.render.typography import setter
from bot.rulebook import Rulebook

MACROS: Final = "replies/parts/say.md.j2"
CARD: Final = "card"
SHARE: Final = "share"
LINE: Final = "line"
ANSWERS: Final = frozenset({CARD, SHARE, LINE})
"""Views of the answer itself: with buttons, for everybody, and without any buttons."""
PICTURE: Final = "svg.j2"
"""What is escaped; in markdown, typed text goes through `code`."""
ERRORS: Final = "errors"


class Language(Phrases):
    """Says things in one language."""

    def __init__(
        self,
        name: str,
        lexicon: Lexicon,
        rulebook: Rulebook,
        translations: NullTranslations | None = None,
        cache: BytecodeCache | None = None,
    ) -> None:
        """Compile every template with this language's words and formats."""
        translated = translations or NullTranslations()
        super().__init__(name, lexicon, rulebook, translated)
        self._blockers = {rule.key: rule.id for rule in rulebook.rules.values() if rule.key}
        self._set = setter(name)
        environment = self._environment(translated, cache)
        shared: dict[str, Any] = environment.globals
        shared["say"] = environment.get_template(MACROS).module
        self._templates = {
            path: environment.get_template(path) for path in lexicon.templates if path != MACROS
        }
        self._errors = {key: environment.get_template(f"{ERRORS}/{key}") for key in lexicon.errors}

    def _environment(
        self, translations: NullTranslations, cache: BytecodeCache | None
    ) -> Environment:
        errors = {f"{ERRORS}/{key}": text for key, text in self._lexicon.errors.items()}
        said = {name: self.translate(text) for name, text in errors.items()}
        environment = Environment(
            loader=DictLoader({**self._lexicon.templates, **said}),
            bytecode_cache=cache,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            autoescape=select_autoescape([PICTURE], default_for_string=False),
            extensions=[Translated],
        )
        environment.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
            self.translate, plural(translations), newstyle=True
        )
        shared: dict[str, Any] = environment.globals
        shared["translate"] = self.translate
        shared["rulebook"] = self._rulebook
        shared |= {"axis": Axis, "runs": runs}
        tests: dict[str, Any] = environment.tests
        asked = {name for name, trait in self._rulebook.traits.items() if trait.asked}
        tests["asked"] = asked.__contains__
        tests["shown"] = self._lexicon.assumptions["card"].__contains__
        known: dict[str, Any] = environment.filters
        known |= self._filters()
        return environment

    def _filters(self) -> Mapping[str, Callable[..., Any]]:
        formats = self._formats
        return {
            "amount": formats.amount,
            "average": formats.average,
            "assumption": self.assumption,
            "base": filters.base,
            "cell": filters.cell,
            "changes": filters.changes,
            "because": self.because,
            "brief": filters.brief,
            "blocker": self._blockers.__getitem__,
            "bound": self.value,
            "choice": self.choice,
            "code": filters.code,
            "coins": formats.coins,
            "country": formats.country,
            "day": formats.day,
            "example": self.example,
            "fitting": fitting,
            "room": room,
            "fix": self.fix,
            "host": filters.host,
            "label": self.label,
            "level": formats.level,
            "judged": filters.judged,
            "lots": formats.lots,
            "move": formats.move,
            "number": formats.number,
            "parts": filters.parts,
            "percent": formats.percent,
            "question": self.question,
            "reach": formats.reach,
            "quote": filters.quote,
            "plain": filters.plain_number,
            "price": formats.price,
            "ratio": formats.ratio,
            "sentence": filters.sentence,
            "shape": filters.shape,
            "shelf": self.shelf,
            "signature": self.signature,
            "step": self.step,
            "told": self.told,
            "trait": self.trait,
            "translate": self.translate,
            "typed": filters.typed,
            "waits": filters.waits,
            "word": self.value,
            "zip": zip,
        }

    def reply(self, feature: str, view: str, request: BaseModel, report: BaseModel) -> str:
        """Return a reply in markdown; the views of the answer itself are one template."""
        name = feature if view in ANSWERS else f"{feature}.{view}"
        values = {
            "request": request,
            "report": report,
            "shared": view == SHARE,
            "tapped": view != LINE,
        }
        return self.page(f"replies/{name}", values)

    def page(self, name: str, values: Mapping[str, object]) -> str:
        """Return a page in markdown filled in."""
        return self._set(self.filled(f"{name}.md", values))

    def told_aloud(self, name: str, values: Mapping[str, object]) -> str:
        """Return what a picture shows, on one line, for those who listen to it."""
        return self._set(" ".join(self.filled(f"{name}.txt", values).split()))

    def filled(self, name: str, values: Mapping[str, object]) -> str:
        """Return a template filled in; its name ends in the kind of text that it gives."""
        template: Template = self._templates[f"{name}.j2"]
        return template.render(values)

    def error(self, error: IsocrossError) -> str:
        """Return the words of an error; details that it does not have count as absent."""
        known = {
            "did_you_mean": (),
            "allowed": (),
            "feature": "",
            "value": "",
            "reason": "",
            "coin": "",
            "unit": "",
        }
        details: dict[str, object] = {**known, "features": self._lexicon.features, **error.details}
        return self._set(self._errors[error.key].render(details).strip())
