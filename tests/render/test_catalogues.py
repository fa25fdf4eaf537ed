"""Every text in every language: none is missing, and none lost a placeholder on its way."""

import re
from pathlib import Path
from typing import cast

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.options import Desk
from bot.render.catalogues import translations
from tools import catalogue

LANGUAGES = sorted(folder.name for folder in catalogue.LOCALES.iterdir())
SPOKEN = [language.replace("_", "-") for language in LANGUAGES]
PLACE = re.compile(r"%\(\w+\)s|\{[$\w.]+(?::\w+)?\}")
SAID = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
NAME = re.compile(r"[a-z_]\w+")
TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
DESCRIPTION, LABEL, MODAL, OPTION = 100, 80, 45, 100


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def held(language: str) -> list[tuple[str, Message]]:
    files = sorted((catalogue.LOCALES / language).glob("*.po"))
    return [(path.stem, message) for path in files for message in read(path) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_every_text_once_and_nothing_else(language: str) -> None:
    wanted = {
        (name, message.id) for name, texts in catalogue.messages().items() for message in texts
    }
    found = [(name, message.id) for name, message in held(language)]

    assert sorted(map(repr, found)) == sorted(map(repr, wanted))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_unsure(language: str) -> None:
    unsaid = [
        message.id
        for _, message in held(language)
        if message.fuzzy or not all(texts(message.string))
    ]

    assert unsaid == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    for name, message in held(language):
        if name == "errors":
            continue
        plural = texts(message.id)[-1]
        for said in texts(message.string):
            assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(plural)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_names_the_same_details_in_every_language(language: str) -> None:
    for name, message in held(language):
        if name == "errors":
            assert named(str(message.string)) == named(singular(message))


@pytest.mark.parametrize("language", LANGUAGES)
def test_running_the_tool_again_changes_nothing(language: str, tmp_path: Path) -> None:
    folder = tmp_path / language
    folder.mkdir()
    known = catalogue.known(catalogue.LOCALES / language)
    for name, wanted in catalogue.messages().items():
        catalogue.update(folder / f"{name}.po", wanted, known)
        written = (folder / f"{name}.po").read_text()

        assert written == (catalogue.LOCALES / language / f"{name}.po").read_text()


def texts(said: object) -> tuple[str, ...]:
    return cast("tuple[str, ...]", said) if isinstance(said, tuple) else (str(said),)


def named(template: str) -> set[str]:
    """Return what is read of the details of an error, literal texts left out."""
    read = " ".join(SAID.findall(template))
    return set(NAME.findall(TEXT.sub("", read))) - {"if", "else"}


@pytest.mark.parametrize("language", SPOKEN)
def test_what_discord_registers_fits_in_every_language(desk: Desk, language: str) -> None:
    words = desk.words
    for command in words.commands.values():
        for part in (command, *command.actions.values()):
            shown = [part.description, *(o.description for o in part.options.values())]
            for text in shown:
                assert len(words.translate(text, locale=language)) <= DESCRIPTION, text
            for option in part.options.values():
                for label in option.choices.values():
                    assert len(words.translate(label, locale=language)) <= OPTION


@pytest.mark.parametrize("language", ["en", *SPOKEN])
def test_labels_fit_in_every_language(desk: Desk, language: str) -> None:
    labels = yaml.safe_load((catalogue.ROOT / "templates" / "labels.yaml").read_text())
    for key in labels:
        if key == "session.animals":
            continue
        said = desk.words.label(key, locale=language)
        is_title = key.startswith("modal.") and not key.endswith("description")
        assert len(said) <= (MODAL if is_title else LABEL), key


def test_a_language_is_found_by_its_name_alone(desk: Desk) -> None:
    chinese = desk.words.label("button.why", locale="zh-CN")

    assert desk.words.label("button.why", locale="zh-TW") == chinese
    assert desk.words.label("button.why", locale="fr") == "Why"
    assert chinese != "Why"


def test_a_text_without_a_translation_is_said_in_english() -> None:
    made = translations({"locale/xx/words.po": 'msgid "Why"\nmsgstr "Y"\n'})

    assert made["xx"].gettext("Why") == "Y"
    assert made["xx"].gettext("Share") == "Share"
