"""What Discord accepts as the commands of an application."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.playground.components import OPTIONS
from bot.playground.problems import Path, Problems
from bot.playground.validation import check_choice
from bot.playground.wire import Payload, listed, nested

SLASH: Final = 1
MOST: Final = {SLASH: 100, 2: 15, 3: 15}
"""How many commands of each kind: slash, user menu, message menu."""
NAME: Final = 32
DESCRIPTION: Final = 100
SIZE: Final = 8000
NAME_PATTERN: Final = re.compile(r"[-_'\w]{1,32}")
_LOCALES: Final = (
    "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl "
    "pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW"
)
LOCALES: Final = frozenset(_LOCALES.split())
OPTION_TYPES: Final = range(1, 12)
GROUPS: Final = frozenset({1, 2})
"""Kinds of options that hold options: subcommand and subcommand group."""


def check_commands(commands: list[Payload]) -> None:
    """Refuse commands that Discord would refuse.

    Raises:
        Refusal: 400, code 50035, with a body that names each field.
    """
    problems = Problems()
    counts = Counter(command.get("type", SLASH) for command in commands)
    for kind, number in counts.items():
        if number > MOST.get(kind, 0):
            problems.add((), "BASE_TYPE_MAX_LENGTH", most=MOST.get(kind, 0))
    seen: set[tuple[object, object]] = set()
    for index, command in enumerate(commands):
        _check_command(command, (index,), problems)
        key = (command.get("type", SLASH), command.get("name"))
        if key in seen:
            problems.add((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME")
        seen.add(key)
    problems.refuse()


def _check_command(command: Payload, path: Path, problems: Problems) -> None:
    slash = command.get("type", SLASH) == SLASH
    _check_names(command, path, problems, slash=slash)
    if slash:
        _check_described(command, path, problems)
        _check_options(command, path, problems)
    else:
        for name in ("description", "options"):
            if command.get(name):
                problems.add((*path, name), "BASE_TYPE_MAX_LENGTH", most=0)
    if _size(command) > SIZE:
        problems.add(path, "APPLICATION_COMMAND_TOO_LARGE", most=SIZE)


def _check_names(entry: Payload, path: Path, problems: Problems, *, slash: bool) -> None:
    for place, name in _spoken(entry, "name", path, problems):
        problems.text({"": name}, "", place, least=1, most=NAME)
        if slash and (not NAME_PATTERN.fullmatch(str(name)) or name != str(name).lower()):
            problems.add(place, "APPLICATION_COMMAND_INVALID_NAME")


def _check_described(entry: Payload, path: Path, problems: Problems) -> None:
    for place, text in _spoken(entry, "description", path, problems):
        if not 1 <= len(str(text or "")) <= DESCRIPTION:
            problems.add(place, "BASE_TYPE_BAD_LENGTH", least=1, most=DESCRIPTION)


def _spoken(
    entry: Payload, name: str, path: Path, problems: Problems
) -> Iterator[tuple[Path, object]]:
    yield (*path, name), entry.get(name)
    for locale, text in nested(entry, f"{name}_localizations").items():
        place = (*path, f"{name}_localizations", locale)
        if locale not in LOCALES:
            problems.add(place, "BASE_TYPE_CHOICES", allowed=", ".join(sorted(LOCALES)))
        yield place, text


def _check_options(entry: Payload, path: Path, problems: Problems) -> None:
    options = problems.items(entry, "options", path, most=OPTIONS)
    names = Counter(option.get("name") for option in options)
    for index, option in enumerate(options):
        place = (*path, "options", index)
        _check_names(option, place, problems, slash=True)
        _check_described(option, place, problems)
        problems.choice(option, "type", place, OPTION_TYPES)
        if names[option.get("name")] > 1:
            problems.add(place, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")
        if option.get("type") in GROUPS:
            _check_options(option, place, problems)
        _check_choices(option, place, problems)
    for index, (former, latter) in enumerate(pairwise(options)):
        if latter.get("required") and not former.get("required"):
            place = (*path, "options", index + 1)
            problems.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")


def _check_choices(option: Payload, path: Path, problems: Problems) -> None:
    choices = problems.items(option, "choices", path, most=OPTIONS)
    for index, choice in enumerate(choices):
        check_choice(choice, (*path, "choices", index), problems)
    if choices and option.get("autocomplete"):
        problems.add((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE")


def _size(entry: Payload) -> int:
    own = sum(_longest(entry, name) for name in ("name", "description"))
    value = entry.get("value")
    own += len(value) if isinstance(value, str) else 0
    held = [*listed(entry, "options"), *listed(entry, "choices")]
    return own + sum(_size(child) for child in held)


def _longest(entry: Payload, name: str) -> int:
    localized = nested(entry, f"{name}_localizations")
    return max(len(text) for text in [entry.get(name) or "", *localized.values()])
