"""What may come next in a text that is being typed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from bot.playground import words
from bot.playground.actions import Actions
from bot.playground.commands import Command, Span, Value, spans, split
from bot.playground.components import OPTIONS
from bot.playground.interactions import Asker
from bot.playground.wire import Payload, listed, localized
from bot.playground.world import World

LIKENESS: Final = 0.5
"""How alike a mistyped name and a known one must be to be offered."""
WORD: Final = re.compile(r"\S*")
NAME: Final = re.compile(r"[\w-]*:?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to accept: what is shown, what it means, what it writes."""

    label: str
    detail: str
    insert: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Accepting one replaces text[start:end] by its insert."""

    start: int = 0
    end: int = 0
    options: list[Suggestion] = field(default_factory=list[Suggestion])


async def suggest(
    text: str, caret: int, commands: Mapping[str, Command], asker: Asker, actions: Actions
) -> Suggestions:
    """Return commands, then names of options, then values; values through the bot where it can."""
    before = text[:caret]
    if not before.startswith("/"):
        return Suggestions()
    end = _end(WORD, text, caret)
    command, begin = split(before, commands)
    if command is None or begin == len(before):
        return Suggestions(0, end, _commands(before[1:], commands, asker.locale))
    found = spans(before, begin, command)
    if found:
        start = found[-1].value_start
        options = await _values(before, command, found, asker, actions)
        if options or " " not in before[start:]:
            return Suggestions(start, end, options[:OPTIONS])
    return _names(before, _end(NAME, text, caret), command, found, asker.locale)


def _end(word: re.Pattern[str], text: str, caret: int) -> int:
    match = word.match(text, caret)
    return match.end() if match else caret


def _ranked(typed: str, names: Iterable[str]) -> list[str]:
    low, known = typed.casefold(), list(names)
    begins = [name for name in known if name.casefold().startswith(low)]
    holds = [name for name in known if low in name.casefold() and name not in begins]
    return begins + holds or get_close_matches(low, known, cutoff=LIKENESS)


def _commands(typed: str, commands: Mapping[str, Command], locale: str) -> list[Suggestion]:
    return [
        Suggestion(f"/{name}", commands[name].description(locale), f"/{name} ")
        for name in _ranked(" ".join(typed.split()), sorted(commands))
    ][:OPTIONS]


def _names(before: str, end: int, command: Command, found: list[Span], locale: str) -> Suggestions:
    word = before.rsplit(maxsplit=1)[-1] if not before[-1].isspace() else ""
    used = {span.name for span in found}
    unused = [name for name in command.options if name not in used]
    unused.sort(key=lambda name: not command.options[name].get("required"))
    options = [
        Suggestion(f"{name}:", localized(command.options[name], "description", locale), f"{name}:")
        for name in _ranked(word, unused)
    ]
    return Suggestions(len(before) - len(word), end, options[:OPTIONS])


async def _values(
    before: str, command: Command, found: list[Span], asker: Asker, actions: Actions
) -> list[Suggestion]:
    span = found[-1]
    option = command.options[span.name]
    typed = before[span.value_start :]
    if option.get("autocomplete"):
        if typed != typed.rstrip():
            return []
        given = {held.name: before[held.value_start : held.value_end].strip() for held in found}
        choices = await actions.complete(asker, command, span.name, given)
        return [_value(choice) for choice in choices]
    return _offered(option, typed.lstrip(), asker.locale)


def _offered(option: Payload, typed: str, locale: str) -> list[Suggestion]:
    known: dict[int, Callable[[], Iterable[str]]] = {
        Value.BOOLEAN: lambda: words.YES_NO,
        Value.USER: lambda: (person.name for person in World.people),
        Value.CHANNEL: lambda: (place.name for place in World.channels),
    }
    if option["type"] in known:
        plain = [name for name in known[option["type"]]() if _fits(typed, name)]
        return [Suggestion(name, "", f"{name} ") for name in plain]
    return [
        _choice(str(choice["value"]), name)
        for choice in listed(option, "choices")
        for name in [localized(choice, "name", locale)]
        if _fits(typed, str(choice["value"])) or _fits(typed, name)
    ]


def _fits(typed: str, name: str) -> bool:
    return name.casefold().startswith(typed.casefold())


def _choice(value: str, name: str) -> Suggestion:
    return Suggestion(value, "" if name.casefold() == value.casefold() else name, f"{value} ")


def _value(choice: dict[str, Any]) -> Suggestion:
    value, name = str(choice["value"]), choice["name"]
    return Suggestion(name, "" if name == value else value, f"{value} ")
