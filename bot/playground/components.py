"""What Discord accepts as components of a message or a modal."""

from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from itertools import count
from typing import Any, Final

from bot.playground.problems import Path, Problems
from bot.playground.wire import Payload, listed, nested


class Part(IntEnum):
    """The kinds of components, by their number on the wire."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO = 21
    CHECKBOXES = 22
    CHECKBOX = 23


SELECTS: Final = frozenset(
    {
        Part.SELECT,
        Part.USER_SELECT,
        Part.ROLE_SELECT,
        Part.MENTIONABLE_SELECT,
        Part.CHANNEL_SELECT,
    }
)
FIELDS: Final = (
    SELECTS | {Part.TEXT_INPUT, Part.FILE_UPLOAD} | {Part.RADIO, Part.CHECKBOXES, Part.CHECKBOX}
)
INSIDE: Final = {
    Part.ROW: SELECTS | {Part.BUTTON},
    Part.SECTION: frozenset({Part.TEXT}),
    Part.CONTAINER: frozenset(
        {Part.ROW, Part.SECTION, Part.TEXT, Part.GALLERY, Part.FILE, Part.SEPARATOR}
    ),
}
BUTTONS_IN_ROW: Final = 5
CUSTOM_ID: Final = 100
BUTTON_LABEL: Final = 80
BUTTON_URL: Final = 512
OPTION_TEXT: Final = 100
OPTIONS: Final = 25
PLACEHOLDER: Final = 150
DISPLAY_TEXT: Final = 4000
MEDIA_DESCRIPTION: Final = 1024
GALLERY_ITEMS: Final = 10
CONTAINER_PARTS: Final = 40
SECTION_TEXTS: Final = 3
LINK: Final = 5
PREMIUM: Final = 6
INPUT_TEXT: Final = 4000


def walk(components: list[Payload]) -> Iterator[Payload]:
    """Yield every component, nested ones after the one that holds them."""
    for component in components:
        yield component
        yield from walk(listed(component, "components"))
        for name in ("accessory", "component"):
            if name in component:
                yield from walk([component[name]])


def numbered(components: list[Payload]) -> list[Payload]:
    """Give every component that has none a number of its own, as Discord does."""
    parts = list(walk(components))
    taken = {part.get("id") for part in parts}
    free = (number for number in count(1) if number not in taken)
    for part in parts:
        if not part.get("id"):
            part["id"] = next(free)
    return components


def media(component: Payload) -> list[Payload]:
    """Return the pictures and files that a component names, as {url: …} objects."""
    match component.get("type"):
        case Part.THUMBNAIL:
            return [component["media"]]
        case Part.FILE:
            return [component["file"]]
        case Part.GALLERY:
            return [item["media"] for item in component["items"]]
        case _:
            return []


def check(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    """Check one component and all that it holds."""
    rule = RULES.get(component.get("type", 0))
    if rule is None:
        problems.add((*path, "type"), "COMPONENT_TYPE_INVALID")
    else:
        rule(component, path, problems)


def check_each(parts: list[Any], allowed: frozenset[Part], path: Path, problems: Problems) -> None:
    """Check each component of a list, and that its kind may stand there."""
    for index, part in enumerate(parts):
        if part.get("type") in allowed:
            check(part, (*path, index), problems)
        else:
            problems.add((*path, index, "type"), "COMPONENT_TYPE_INVALID")


def _holder(name: Part, most: int) -> Callable[[Mapping[str, Any], Path, Problems], None]:
    def rule(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
        parts = problems.items(component, "components", path, least=1, most=most)
        check_each(parts, INSIDE[name], (*path, "components"), problems)

    return rule


def _row(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    _holder(Part.ROW, BUTTONS_IN_ROW)(component, path, problems)
    kinds = [part.get("type") for part in listed(component, "components")]
    if len(kinds) > 1 and SELECTS.intersection(kinds):
        problems.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED")


def _section(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    _holder(Part.SECTION, SECTION_TEXTS)(component, path, problems)
    accessory = nested(component, "accessory")
    if accessory.get("type") in {Part.BUTTON, Part.THUMBNAIL}:
        check(accessory, (*path, "accessory"), problems)
    else:
        problems.add((*path, "accessory"), "BASE_TYPE_REQUIRED")


def _button(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    problems.text(component, "label", path, most=BUTTON_LABEL)
    problems.text(component, "custom_id", path, least=1, most=CUSTOM_ID)
    problems.text(component, "url", path, least=1, most=BUTTON_URL)
    problems.choice(component, "style", path, range(1, PREMIUM + 1))
    style = component.get("style")
    target = {LINK: "url", PREMIUM: "sku_id"}.get(style, "custom_id") if style else "custom_id"
    has_target = [name for name in ("custom_id", "url", "sku_id") if component.get(name)]
    named = component.get("label") or component.get("emoji") or style == PREMIUM
    if not named or has_target != [target]:
        problems.add(path, "COMPONENT_INVALID")


def _choices(component: Mapping[str, Any], path: Path, problems: Problems, least: int) -> None:
    options = problems.items(component, "options", path, least=least, most=OPTIONS)
    values = [option.get("value") for option in options]
    for index, option in enumerate(options):
        place = (*path, "options", index)
        problems.text(option, "label", place, least=1, most=OPTION_TEXT, required=True)
        problems.text(option, "value", place, least=1, most=OPTION_TEXT, required=True)
        problems.text(option, "description", place, most=OPTION_TEXT)
        if option.get("value") in values[:index]:
            problems.add((*place, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")


def _select(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    problems.text(component, "custom_id", path, least=1, most=CUSTOM_ID, required=True)
    problems.text(component, "placeholder", path, most=PLACEHOLDER)
    problems.number(component, "min_values", path, least=0, most=OPTIONS)
    problems.number(component, "max_values", path, least=1, most=OPTIONS)
    if component["type"] == Part.SELECT:
        _choices(component, path, problems, least=1)
        shown = len(listed(component, "options"))
        problems.number(component, "max_values", path, least=1, most=max(shown, 1))


def _group(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    problems.text(component, "custom_id", path, least=1, most=CUSTOM_ID, required=True)
    _choices(component, path, problems, least=2 if component["type"] == Part.RADIO else 1)


def _named(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    problems.text(component, "custom_id", path, least=1, most=CUSTOM_ID, required=True)


def _text_input(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    _named(component, path, problems)
    problems.choice(component, "style", path, {1, 2})
    problems.text(component, "placeholder", path, most=OPTION_TEXT)
    problems.text(component, "value", path, most=INPUT_TEXT)
    problems.number(component, "min_length", path, least=0, most=INPUT_TEXT)
    problems.number(component, "max_length", path, least=1, most=INPUT_TEXT)


def _text(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    problems.text(component, "content", path, least=1, most=DISPLAY_TEXT, required=True)


def _medium(name: str) -> Callable[[Mapping[str, Any], Path, Problems], None]:
    def rule(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
        problems.text(component, "description", path, most=MEDIA_DESCRIPTION)
        if not nested(component, name).get("url"):
            problems.add((*path, name, "url"), "BASE_TYPE_REQUIRED")

    return rule


def _gallery(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    for index, item in enumerate(
        problems.items(component, "items", path, least=1, most=GALLERY_ITEMS)
    ):
        _medium("media")(item, (*path, "items", index), problems)


def _separator(component: Mapping[str, Any], path: Path, problems: Problems) -> None:
    problems.number(component, "spacing", path, least=1, most=2)


RULES: Final[Mapping[int, Callable[[Mapping[str, Any], Path, Problems], None]]] = {
    Part.ROW: _row,
    Part.BUTTON: _button,
    Part.TEXT_INPUT: _text_input,
    Part.SECTION: _section,
    Part.TEXT: _text,
    Part.THUMBNAIL: _medium("media"),
    Part.GALLERY: _gallery,
    Part.FILE: _medium("file"),
    Part.SEPARATOR: _separator,
    Part.CONTAINER: _holder(Part.CONTAINER, CONTAINER_PARTS),
    Part.FILE_UPLOAD: _named,
    Part.RADIO: _group,
    Part.CHECKBOXES: _group,
    Part.CHECKBOX: _named,
    **dict.fromkeys(SELECTS, _select),
}
