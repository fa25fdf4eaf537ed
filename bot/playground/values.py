"""Typed values as the options of an interaction."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.playground import payloads, words
from bot.playground.commands import Command, Misspelt, Value
from bot.playground.components import Part
from bot.playground.registration import SLASH
from bot.playground.wire import Payload, listed, nested
from bot.playground.world import Channel, Person, World

YES: Final = frozenset({"yes", "y", "true", "on", "1"})
NO: Final = frozenset({"no", "n", "false", "off", "0"})
SUBCOMMAND, GROUP = 1, 2


def command_data(
    command: Command, values: Mapping[str, object], focused: str | None = None
) -> Payload:
    """Return the data of an interaction that runs the command, or completes a focused option.

    Raises:
        Misspelt: A value cannot be of the kind that its option takes.
    """
    data: Payload = {"id": command.root["id"], "name": command.path[0], "type": SLASH}
    resolved: Payload = {}
    options = [
        _option(command.options[name], value, resolved, focused=name == focused)
        for name, value in values.items()
    ]
    for depth, name in enumerate(reversed(command.path[1:])):
        kind = GROUP if depth else SUBCOMMAND
        options = [{"name": name, "type": kind, "options": options}]
    if options:
        data["options"] = options
    return data | ({"resolved": resolved} if resolved else {})


def selected(kind: int, chosen: Sequence[str]) -> Payload:
    """Return the values of a select, with what is known of people and channels among them.

    Raises:
        Misspelt: There is no such person or channel.
    """
    resolved: Payload = {}
    picked = list(chosen)
    if kind in {Part.USER_SELECT, Part.MENTIONABLE_SELECT}:
        picked = [_person("user", name, resolved).id for name in chosen]
    elif kind == Part.CHANNEL_SELECT:
        picked = [_channel("channel", name, resolved).id for name in chosen]
    return {"values": picked} | ({"resolved": resolved} if resolved else {})


def _option(option: Payload, value: object, resolved: Payload, *, focused: bool) -> Payload:
    name, kind = option["name"], option["type"]
    if focused:
        return {"name": name, "type": kind, "value": value, "focused": True}
    return {"name": name, "type": kind, "value": _value(option, value, resolved)}


def _value(option: Payload, value: object, resolved: Payload) -> object:
    value = chosen(option, value)
    name = option["name"]
    match option["type"]:
        case Value.BOOLEAN:
            return value if isinstance(value, bool) else _yes_or_no(name, str(value))
        case Value.INTEGER | Value.NUMBER as kind:
            return _number(name, value, whole=kind == Value.INTEGER)
        case Value.USER | Value.MENTIONABLE:
            return _person(name, value, resolved).id
        case Value.CHANNEL:
            return _channel(name, value, resolved).id
        case _:
            return str(value)


def chosen(option: Payload, value: object) -> object:
    """Return the value of the choice whose label or value was typed, else what was typed."""
    typed = str(value).casefold()
    for choice in listed(option, "choices"):
        labels: list[Any] = [choice["value"], choice["name"]]
        labels += nested(choice, "name_localizations").values()
        if typed in {str(label).casefold() for label in labels}:
            return choice["value"]
    return value


def _yes_or_no(name: str, value: str) -> bool:
    if value.casefold() in YES | NO:
        return value.casefold() in YES
    raise Misspelt(words.not_yes_or_no(name, value))


def _number(name: str, value: object, *, whole: bool) -> int | float:
    try:
        return int(str(value)) if whole else float(str(value))
    except ValueError:
        raise Misspelt(words.not_a_number(name, str(value))) from None


def _person(name: str, value: object, resolved: Payload) -> Person:
    typed = str(value).casefold().lstrip("@")
    for person in World.people:
        if value is person or typed in {person.name.casefold(), person.id, f"<@{person.id}>"}:
            resolved.setdefault("users", {})[person.id] = payloads.person_user(person)
            member = payloads.member(person)
            del member["user"]
            resolved.setdefault("members", {})[person.id] = member
            return person
    raise Misspelt(words.nobody_named(name, str(value)))


def _channel(name: str, value: object, resolved: Payload) -> Channel:
    typed = str(value).casefold().lstrip("#")
    for place in World.channels:
        if value is place or typed in {place.name.casefold(), place.id, f"<#{place.id}>"}:
            partial = payloads.channel(place, World.people[0])
            resolved.setdefault("channels", {})[place.id] = partial
            return place
    raise Misspelt(words.nobody_named(name, str(value)))
