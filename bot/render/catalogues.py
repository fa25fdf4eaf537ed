"""The languages beside English: gettext catalogues as people write them, compiled once."""

from collections.abc import Iterable, Mapping
from gettext import GNUTranslations
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.render.compiled import keep

FOLDER: Final = "locale"
SUFFIX: Final = ".po"
DRAWN: Final = "Pictures show it: tools/font.py makes their font, for new characters too."
"""Marks the texts that pictures show, and tells translators so."""


def translations(texts: Mapping[str, str], kept: Path | None = None) -> dict[str, GNUTranslations]:
    """Return what each language says, by its name as Discord writes it, such as zh-CN.

    Args:
        texts: The files of templates/ by their paths; those of locale/LANGUAGE/ that end in .po
            are read.
        kept: A folder for what comes of these texts.
    """
    written: dict[str, list[str]] = {}
    for path, text in sorted(texts.items()):
        folder, _, rest = path.partition("/")
        if folder == FOLDER and path.endswith(SUFFIX):
            written.setdefault(rest.partition("/")[0], []).append(text)
    return {
        name.replace("_", "-"): translation(name, parts, kept) for name, parts in written.items()
    }


def translation(name: str, parts: Iterable[str], kept: Path | None) -> GNUTranslations:
    """Return what one language says: as it is kept, or compiled and then kept."""
    file = kept / f"{name}.mo" if kept else None
    if file and (found := read(file)):
        return found
    machine = compiled(name, parts)
    if file:
        keep(file, machine)
    return GNUTranslations(BytesIO(machine))


def read(file: Path) -> GNUTranslations | None:
    """Return a kept translation, or None where it is not there or broken."""
    try:
        with file.open("rb") as opened:
            return GNUTranslations(opened)
    except Exception:  # noqa: BLE001 -- a broken file raises whatever it likes
        return None


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


def compiled(name: str, parts: Iterable[str]) -> bytes:
    """Return the catalogues of a language as gettext reads them."""
    whole = Catalog(locale=name)
    for text in parts:
        for message in read_po(StringIO(text), locale=name):
            if message.id:
                whole[message.id] = message
    machine = BytesIO()
    write_mo(machine, whole)
    return machine.getvalue()
