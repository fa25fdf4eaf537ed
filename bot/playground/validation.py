"""What Discord accepts as a message, a modal and the choices of an autocompletion."""

from collections.abc import Collection
from typing import Any, Final

from bot.playground.components import (
    CUSTOM_ID,
    DISPLAY_TEXT,
    FIELDS,
    OPTION_TEXT,
    OPTIONS,
    Part,
    check,
    check_each,
    media,
    walk,
)
from bot.playground.problems import Path, Problems
from bot.playground.wire import Payload, nested

CONTENT: Final = 2000
COMPONENTS: Final = 40
ROWS: Final = 5
FILES: Final = 10
EMBEDS: Final = 10
EMBED_TOTAL: Final = 6000
EMBED_FIELDS: Final = 25
EMBED_TEXTS: Final = {"title": 256, "description": 4096}
EMBED_FIELD_TEXTS: Final = {"name": 256, "value": 1024}
FOOTER: Final = 2048
MODAL_TITLE: Final = 45
MODAL_PARTS: Final = 5
LABEL: Final = 45
TOP: Final = frozenset(
    {Part.ROW, Part.SECTION, Part.TEXT, Part.GALLERY, Part.FILE, Part.SEPARATOR, Part.CONTAINER}
)
ATTACHED: Final = "attachment://"
LEGACY: Final = ("content", "embeds", "poll", "sticker_ids")


def check_message(body: Payload, *, v2: bool, files: Collection[str], path: Path = ()) -> None:
    """Refuse a message that Discord would refuse; `files` are the names of its attachments.

    Raises:
        Refusal: 400, code 50035, with a body that names each field.
    """
    problems = Problems()
    problems.text(body, "content", path, most=CONTENT)
    problems.items(body, "attachments", path, most=FILES)
    components = problems.items(body, "components", path, most=COMPONENTS if v2 else ROWS)
    allowed = TOP if v2 else frozenset({Part.ROW})
    check_each(components, allowed, (*path, "components"), problems)
    if v2:
        for name in LEGACY:
            if body.get(name):
                code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
                problems.add((*path, name), code, field=name)
    _check_embeds(body, path, problems)
    problems.refuse()
    _check_whole(components, files, (*path, "components"), problems)
    problems.refuse()


def _check_whole(
    components: list[Payload], files: Collection[str], path: Path, problems: Problems
) -> None:
    parts = list(walk(components))
    if len(parts) > COMPONENTS:
        problems.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", most=COMPONENTS)
    shown = sum(len(part["content"]) for part in parts if part["type"] == Part.TEXT)
    if shown > DISPLAY_TEXT:
        code = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
        problems.add(path, code, most=DISPLAY_TEXT)
    _check_unique(parts, path, problems)
    for part in parts:
        for medium in media(part):
            url = str(medium["url"])
            if url.startswith(ATTACHED) and url.removeprefix(ATTACHED) not in files:
                code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
                problems.add((*path, url), code)


def _check_unique(parts: list[Payload], path: Path, problems: Problems) -> None:
    seen: set[str] = set()
    for part in parts:
        custom_id = part.get("custom_id")
        if custom_id in seen:
            problems.add((*path, custom_id), "COMPONENT_CUSTOM_ID_DUPLICATED")
        elif custom_id:
            seen.add(custom_id)


def _check_embeds(body: Payload, path: Path, problems: Problems) -> None:
    total = 0
    for index, embed in enumerate(problems.items(body, "embeds", path, most=EMBEDS)):
        place = (*path, "embeds", index)
        for name, most in EMBED_TEXTS.items():
            total += len(problems.text(embed, name, place, most=most))
        footer, author = nested(embed, "footer"), nested(embed, "author")
        total += len(problems.text(footer, "text", (*place, "footer"), most=FOOTER))
        total += len(problems.text(author, "name", (*place, "author"), most=256))
        for row, entry in enumerate(problems.items(embed, "fields", place, most=EMBED_FIELDS)):
            for name, most in EMBED_FIELD_TEXTS.items():
                where = (*place, "fields", row)
                total += len(problems.text(entry, name, where, most=most, required=True))
    if total > EMBED_TOTAL:
        problems.add((*path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", most=EMBED_TOTAL)


def check_modal(modal: Payload, path: Path) -> None:
    """Refuse a modal that Discord would refuse.

    Raises:
        Refusal: 400, code 50035, with a body that names each field.
    """
    problems = Problems()
    problems.text(modal, "custom_id", path, least=1, most=CUSTOM_ID, required=True)
    problems.text(modal, "title", path, least=1, most=MODAL_TITLE, required=True)
    parts = problems.items(modal, "components", path, least=1, most=MODAL_PARTS)
    for index, part in enumerate(parts):
        _check_modal_part(part, (*path, "components", index), problems)
    problems.refuse()
    _check_unique(list(walk(parts)), (*path, "components"), problems)
    problems.refuse()


def _check_modal_part(part: Payload, path: Path, problems: Problems) -> None:
    match part.get("type"):
        case Part.TEXT:
            check(part, path, problems)
        case Part.LABEL:
            problems.text(part, "label", path, least=1, most=LABEL, required=True)
            problems.text(part, "description", path, most=OPTION_TEXT)
            check_each([nested(part, "component")], FIELDS, (*path, "component"), problems)
        case Part.ROW:
            inputs = problems.items(part, "components", path, least=1, most=1)
            check_each(inputs, frozenset({Part.TEXT_INPUT}), (*path, "components"), problems)
            for entry in inputs:
                place = (*path, "components", 0)
                problems.text(entry, "label", place, least=1, most=LABEL, required=True)
        case _:
            problems.add((*path, "type"), "COMPONENT_TYPE_INVALID")


def check_choices(data: Payload, path: Path) -> list[Any]:
    """Return the choices of an autocompletion, or refuse them.

    Raises:
        Refusal: 400, code 50035, with a body that names each field.
    """
    problems = Problems()
    choices = problems.items(data, "choices", path, most=OPTIONS)
    for index, choice in enumerate(choices):
        check_choice(choice, (*path, "choices", index), problems)
    problems.refuse()
    return choices


def check_choice(choice: Payload, path: Path, problems: Problems) -> None:
    """Check the name and the value of a choice."""
    problems.text(choice, "name", path, least=1, most=OPTION_TEXT, required=True)
    localized = nested(choice, "name_localizations")
    for locale in localized:
        place = (*path, "name_localizations")
        problems.text(localized, locale, place, least=1, most=OPTION_TEXT)
    if isinstance(choice.get("value"), str):
        problems.text(choice, "value", path, most=OPTION_TEXT)
    elif not isinstance(choice.get("value"), int | float):
        problems.add((*path, "value"), "BASE_TYPE_REQUIRED")
