"""Bring the catalogues of all languages up to date with the English texts.

Run by hand after a text was added, changed or taken away:

    python -m tools.catalogue

What is translated stays; what is new has an empty text, to be filled in; what is gone is dropped.
A new language begins as a folder of templates/locale/ with its name in it, such as `ru`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, cast

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from bot.errors import StartupError
from bot.render.catalogues import DRAWN

ROOT: Final = Path(__file__).parent.parent
LOCALES: Final = ROOT / "templates" / "locale"
WIDTH: Final = 100
SVG: Final = ".svg.j2"
ENGLISH_ONLY: Final = ("rules/", "rules.check.", "brackets.", "tables/compare.")
"""Templates for those who write rules or run the bot, and for programs."""

OPTIONS: Final = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
KEYWORDS: Final = ("_", "gettext", "ngettext")

Id: TypeAlias = str | tuple[str, str]


class Message(NamedTuple):
    """A text to be translated, or its singular and plural, and the file that it stands in."""

    id: Id
    place: str

    @property
    def singular(self) -> str:
        """The text, or its singular."""
        return self.id if isinstance(self.id, str) else self.id[0]


class Source(NamedTuple):
    """Files of one catalogue; of their texts those under one of these keys, or else all."""

    files: str
    keys: frozenset[str] = frozenset()


SOURCES: Final[Mapping[str, tuple[Source, ...]]] = {
    "words": tuple(
        Source(f"templates/{name}.yaml")
        for name in ("labels", "traits", "values", "assumptions", "steps")
    ),
    "errors": (Source("templates/errors.yaml"),),
    "commands": (Source("templates/commands.yaml"),),
    "rules": (
        *(
            Source(f"rules/{folder}/*.yaml", frozenset({"because", "fix"}))
            for folder in ("modes", "mistakes", "sizing", "feasibility", "notes")
        ),
        Source("rules/sources/wrong.yaml", frozenset({"says"})),
    ),
    "cards": (
        Source("rules/glossary/*.yaml", frozenset({"title", "aliases", "text", "example"})),
    ),
    "scenarios": (
        Source("rules/scenarios/*.yaml", frozenset({"title", "story", "decides", "says"})),
    ),
    "quiz": (Source("rules/quiz/*.yaml", frozenset({"says", "why"})),),
    "lessons": (
        Source("rules/lessons/*.yaml", frozenset({"title", "aims", "text", "story", "shock"})),
    ),
}
PICTURED: Final = (
    Source("templates/values.yaml", frozenset({"cross", "isolated", "long", "short"})),
    Source(
        "templates/labels.yaml",
        frozenset({f"session.{option}" for option in ("cross", "isolated", "mixed", "depends")}),
    ),
    Source("rules/lessons/*.yaml", frozenset({"title"})),
)
"""What pictures show beside what their templates say."""


def main() -> None:
    """Write the catalogues of every language anew."""
    found = messages()
    for folder in sorted(LOCALES.iterdir()):
        for name, wanted in found.items():
            file = folder / f"{name}.po"
            update(file, wanted, known(folder))


def messages() -> dict[str, list[Message]]:
    """Return every text by the catalogue that holds it, each in the first that has it."""
    found: dict[str, list[Message]] = {}
    seen = set[str]()
    for name, given in {"replies": templates(), **dict(data())}.items():
        listed = found[name] = []
        for message in given:
            if message.singular not in seen:
                seen.add(message.singular)
                listed.append(message)
    return found


@cache
def pictured() -> frozenset[str]:
    """Return the texts that pictures show, whichever catalogue holds them."""
    said = [message for message in templates() if message.place.endswith(SVG)]
    said += [message for source in PICTURED for message in texts(source)]
    return frozenset(message.singular for message in said)


def templates() -> Iterator[Message]:
    """Yield what templates say."""
    home = ROOT / "templates"
    for path in sorted(home.rglob("*.j2")):
        name = path.relative_to(home).as_posix()
        if name.startswith(ENGLISH_ONLY):
            continue
        with path.open("rb") as file:
            for _, _, said, _ in babel_extract(file, KEYWORDS, [], OPTIONS):
                place = f"templates/{name}"
                parts = [part for part in (said if isinstance(said, tuple) else (said,)) if part]
                yield Message((parts[0], parts[1]) if len(parts) > 1 else parts[0], place)


def data() -> Iterator[tuple[str, Iterator[Message]]]:
    """Yield the texts of each catalogue of data."""
    for name, sources in SOURCES.items():
        yield name, (message for source in sources for message in texts(source))


def texts(source: Source) -> Iterator[Message]:
    """Yield the texts of some files that are to be translated."""
    unsaid = {error.key for error in heirs(StartupError)}
    for path in sorted(ROOT.glob(source.files)):
        place = path.relative_to(ROOT).as_posix()
        document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        shown = {key: held for key, held in document.items() if key not in unsaid}
        for text in under(shown, source.keys, wanted=not source.keys):
            yield Message(text, place)


def heirs(kind: type[StartupError]) -> Iterator[type[StartupError]]:
    """Yield every error that only the operator reads."""
    for heir in kind.__subclasses__():
        yield heir
        yield from heirs(heir)


def under(held: object, keys: frozenset[str], *, wanted: bool) -> Iterator[str]:
    """Yield the texts below some keys of a document."""
    if isinstance(held, str):
        if wanted and held.strip():
            yield held
    elif isinstance(held, Mapping):
        for key, part in cast("Mapping[str, object]", held).items():
            if key not in {"asks", "traits", "picture"}:
                yield from under(part, keys, wanted=not keys or key in keys)
    elif isinstance(held, Iterable):
        for part in cast("Iterable[object]", held):
            yield from under(part, keys, wanted=wanted)


def known(folder: Path) -> dict[str, Any]:
    """Return every translation that a language has, by its text or singular."""
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=folder.name):
                if message.id:
                    singular = message.id if isinstance(message.id, str) else message.id[0]
                    found[singular] = message.string
    return found


def update(file: Path, wanted: Iterable[Message], translated: Mapping[str, Any]) -> None:
    """Write one catalogue with what is wanted in it, and with the translations that are known."""
    catalogue = Catalog(locale=file.parent.name, fuzzy=False)
    drawn = pictured()
    for message in wanted:
        said = translated.get(message.singular, "")
        if isinstance(message.id, tuple) and isinstance(said, str):
            said = (said,)
        notes = [DRAWN] if message.singular in drawn else []
        catalogue.add(message.id, said, locations=[(message.place, 0)], auto_comments=notes)
    with file.open("wb") as opened:
        write_po(opened, catalogue, width=WIDTH, omit_header=True, include_lineno=False)


if __name__ == "__main__":
    main()
