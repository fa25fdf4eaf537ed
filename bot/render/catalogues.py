"""The languages beside English: gettext catalogues as people write them, compiled at start."""

from collections.abc import Mapping
from gettext import GNUTranslations
from io import BytesIO, StringIO
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER: Final = "locale"
SUFFIX: Final = ".po"
DRAWN: Final = "Pictures show it: tools/font.py makes their font, for new characters too."
"""Marks the texts that pictures show, and tells translators so."""


def translations(texts: Mapping[str, str]) -> dict[str, GNUTranslations]:
    """Return what each language says, by its name as Discord writes it, such as zh-CN.

    Args:
        texts: The files of templates/ by their paths; those of locale/LANGUAGE/ that end in .po
            are read.
    """
    catalogues: dict[str, Catalog] = {}
    for path, text in sorted(texts.items()):
        folder, _, rest = path.partition("/")
        if folder != FOLDER or not path.endswith(SUFFIX):
            continue
        name = rest.partition("/")[0]
        whole = catalogues.setdefault(name, Catalog(locale=name))
        for message in read_po(StringIO(text), locale=name):
            if message.id:
                whole[message.id] = message
    return {name.replace("_", "-"): compiled(each) for name, each in catalogues.items()}


def drawn(texts: Mapping[str, str]) -> set[str]:
    """Return the characters that pictures need in the languages beside English."""
    entries = (
        entry
        for path, text in texts.items()
        if path.endswith(SUFFIX)
        for entry in text.split("\n\n")
    )
    said = (entry.partition("msgstr")[2] for entry in entries if DRAWN in entry)
    return set("".join(said)) - {"\n"}


def compiled(catalogue: Catalog) -> GNUTranslations:
    """Return a catalogue as gettext reads it."""
    machine = BytesIO()
    write_mo(machine, catalogue)
    machine.seek(0)
    return GNUTranslations(machine)
