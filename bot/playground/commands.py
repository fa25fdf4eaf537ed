"""The registered commands, and what a typed `/command name:value …` means to them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Final, NamedTuple

from bot.playground import words
from bot.playground.registration import GROUPS, SLASH, check_commands
from bot.playground.wire import Payload, listed, localized, snowflake
from bot.playground.world import Channel, Person

ADMINISTRATOR: Final = 1 << 3
MENU: Final = 3
OPTION: Final = re.compile(r"(?:^|(?<=\s))([\w-]+):")
POST: Final = 1000
"""An option that takes at least so many characters takes what people have posted."""
LIKENESS: Final = 0.7
"""How alike a word before a colon and the name of an option must be to be taken for it."""


class Value(IntEnum):
    """The kinds of options that take a value, by their number on the wire."""

    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


class Misspelt(ValueError):
    """A typed command that cannot be sent; its text says why."""


class Span(NamedTuple):
    """An option in a text: its name, where it begins, and its value's place."""

    name: str
    start: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command that can be run: a whole one, or a subcommand."""

    root: Payload
    path: tuple[str, ...]
    entry: Payload
    options: Mapping[str, Payload]

    @property
    def name(self) -> str:
        """The words after the slash."""
        return " ".join(self.path)

    def description(self, locale: str) -> str:
        """Return what Discord shows of the command in a language."""
        return localized(self.entry, "description", locale)

    def open_to(self, person: Person, channel: Channel) -> bool:
        """Return whether Discord would offer the command to the person there."""
        return open_to(self.root, person, channel)


def open_to(root: Payload, person: Person, channel: Channel) -> bool:
    """Return whether Discord would offer a registered command or menu to the person there."""
    context = 0 if channel.guild else 1
    contexts = root.get("contexts")
    if contexts is not None and context not in contexts:
        return False
    needed = root.get("default_member_permissions")
    if needed is None or channel.guild is None or person.permissions & ADMINISTRATOR:
        return True
    return person.permissions & int(needed) == int(needed)


class Directory:
    """The commands of the application."""

    def __init__(self, application_id: str) -> None:
        self._application_id = application_id
        self.registered: list[Payload] = []
        self.known = False
        self.slash: dict[str, Command] = {}
        self.menus: dict[str, Payload] = {}
        self.changed: Callable[[], None] = lambda: None

    def register(self, commands: list[Payload]) -> list[Payload]:
        """Replace every command, as the bulk overwrite does; an unchanged name keeps its id.

        Raises:
            Refusal: Discord would refuse them.
        """
        check_commands(commands)
        ids = {(held["type"], held["name"]): held["id"] for held in self.registered}
        self.registered = []
        for command in commands:
            kind = command.get("type", SLASH)
            id_ = ids.get((kind, command["name"])) or command.get("id") or snowflake()
            ours = {"id": id_, "application_id": self._application_id, "version": snowflake()}
            self.registered.append(_written(command, kind) | ours)
        self.slash = {
            leaf.name: leaf
            for command in self.registered
            if command["type"] == SLASH
            for leaf in _leaves(command, (command["name"],), command)
        }
        self.menus = {held["name"]: held for held in self.registered if held["type"] == MENU}
        self.known = True
        self.changed()
        return self.registered

    def open_to(self, person: Person, channel: Channel) -> dict[str, Command]:
        """Return the slash commands that Discord would offer to the person there."""
        return {n: c for n, c in self.slash.items() if c.open_to(person, channel)}


def _written(command: Payload, kind: int) -> Payload:
    permissions = command.get("default_member_permissions")
    written: Payload = {"type": kind, "description": "", "options": [], **command}
    written["default_member_permissions"] = None if permissions is None else str(permissions)
    written["integration_types"] = command.get("integration_types") or [0]
    return written


def _leaves(root: Payload, path: tuple[str, ...], entry: Payload) -> Iterator[Command]:
    options = listed(entry, "options")
    groups = [option for option in options if option["type"] in GROUPS]
    for group in groups:
        yield from _leaves(root, (*path, group["name"]), group)
    if not groups:
        named = {option["name"]: option for option in options}
        yield Command(root, path, entry, named)


def split(text: str, commands: Mapping[str, Command]) -> tuple[Command | None, int]:
    """Return the command that a text begins with, and where its options begin."""
    for name in sorted(commands, key=len, reverse=True):
        pattern = r"/\s*" + r"\s+".join(map(re.escape, name.split())) + r"(?=\s|$)"
        if match := re.match(pattern, text, re.IGNORECASE):
            return commands[name], match.end()
    return None, 0


def spans(text: str, begin: int, command: Command) -> list[Span]:
    """Return the options in the text; a value runs to the next option or to the end."""
    found = [
        match for match in OPTION.finditer(text, begin) if match[1].casefold() in command.options
    ]
    for place, match in enumerate(found):
        if takes_posts(command.options[match[1].casefold()]):
            found[place + 1 :] = _behind_post(text, match.end(), command)
            break
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        Span(match[1].casefold(), match.start(), match.end(), end)
        for match, end in zip(found, ends, strict=False)
    ]


def takes_posts(option: Payload) -> bool:
    """Return whether an option takes texts so long that they may hold `name:` themselves."""
    return (option.get("max_length") or 0) >= POST


def _behind_post(text: str, begin: int, command: Command) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    end = len(text)
    for match in reversed(list(OPTION.finditer(text, begin))):
        value = text[match.end() : end]
        given = match[1] in {other[1] for other in found}
        if match[1] not in command.options or given or value[:1].isspace() or "\n" in value:
            break
        found.insert(0, match)
        end = match.start()
    return found


def parse(text: str, commands: Mapping[str, Command]) -> tuple[Command, dict[str, str]]:
    """Return the command and its values as typed.

    Raises:
        Misspelt: No such command or option, a required one is missing, or one is given twice.
    """
    command, begin = split(text, commands)
    if command is None:
        typed = text[1:].split(maxsplit=1)
        raise Misspelt(words.unknown_command(typed[0] if typed else "", commands))
    found = spans(text, begin, command)
    _refuse_stray(text[begin : found[0].start if found else len(text)].strip(), command)
    values: dict[str, str] = {}
    for span in found:
        if span.name in values:
            raise Misspelt(words.repeated_option(span.name))
        values[span.name] = text[span.value_start : span.value_end].strip()
        _refuse_unknown(command, span.name, values[span.name])
    given = {name: value for name, value in values.items() if value}
    for name, option in command.options.items():
        if option.get("required") and name not in given:
            raise Misspelt(words.missing_option(command.name, name))
    return command, given


def _refuse_stray(stray: str, command: Command) -> None:
    if match := OPTION.match(stray):
        raise Misspelt(words.unknown_option(command.name, match[1], command.options))
    if stray:
        raise Misspelt(words.stray_text(command.name, stray, command.options))


def _refuse_unknown(command: Command, name: str, value: str) -> None:
    option = command.options[name]
    if takes_posts(option):
        return
    free = option["type"] == Value.STRING and not option.get("choices")
    for match in OPTION.finditer(value):
        near = get_close_matches(match[1].casefold(), command.options, n=1, cutoff=LIKENESS)
        if match.start() and (near or not free):
            raise Misspelt(words.unknown_option(command.name, match[1], command.options))
