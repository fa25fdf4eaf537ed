"""A whole command as typed: `/liquidation mode:isolated symbol:btc side:long …`."""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from bot.advisor import FEATURES, Book
from bot.errors import ImpossibleCombination, TooLong, UnknownFeature, UnknownField
from bot.options.fields import Kind, fields

LINE_LENGTH: Final = 4000
COMMAND: Final = re.compile(r"/?\s*(?P<name>[^\s:]*)\s*(?P<options>.*)", re.DOTALL)
OPTION: Final = re.compile(r"(?:^|\s)(?P<name>[A-Za-z_]+):(?!//)")
SHARE: Final = "share"
POSTED: Final = "text"
TYPED: Final = 100
"""Characters of a wrong command that are repeated."""


def read_line(text: str, book: Book) -> tuple[str, dict[str, str]]:
    """Return the feature and what was typed for each of its options.

    Raises:
        TooLong: The line has more than 4,000 characters, beside a posted text in it.
        UnknownFeature: No such command.
        UnknownField: An option that the command does not have.
        ImpossibleCombination: One option stands there twice.
    """
    match = COMMAND.fullmatch(text.strip())
    name = match["name"].lower() if match else text
    if not match or name not in FEATURES:
        raise UnknownFeature(value=name[:TYPED], did_you_mean=near(name[:TYPED], FEATURES))
    known = [*typeable(name, book), SHARE]
    rest, posted = (
        (match["options"], {}) if POSTED not in known else apart(match["options"], known)
    )
    if len(rest) > LINE_LENGTH:
        raise TooLong(field="line", length=len(rest), limit=LINE_LENGTH)
    typed = {**posted, **typed_options(rest)}
    for option in typed:
        if option not in known:
            raise UnknownField(field=option, feature=name, did_you_mean=near(option, known))
    return name, {option: value for option, value in typed.items() if option != SHARE}


def typeable(feature: str, book: Book) -> list[str]:
    """Return the options of a feature that a person types; a packed reading is none."""
    known = fields(feature, book)
    return [name for name, field in known.items() if field.kind is not Kind.CALL]


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return the known name that is most like another."""
    return get_close_matches(name, list(known), n=1)


def apart(text: str, known: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return the other options, and the posted text, which may hold `name:value` pieces too.

    The post runs to the end, but for options in the last line that are written as ours are:
    in small letters, without a space behind the colon, and not given before.
    """
    begin = next((mark for mark in OPTION.finditer(text) if mark["name"] == POSTED), None)
    if begin is None:
        return text, {}
    left = set(known) - {mark["name"].lower() for mark in OPTION.finditer(text, 0, begin.end())}
    end = len(text)
    for mark in reversed(list(OPTION.finditer(text, begin.end()))):
        value = text[mark.end() : end]
        if mark["name"] not in left or not value.strip() or value[0].isspace() or "\n" in value:
            break
        left.discard(mark["name"])
        end = mark.start()
    return f"{text[: begin.start()]} {text[end:]}", {POSTED: text[begin.end() : end].strip()}


def typed_options(text: str) -> Mapping[str, str]:
    """Split `name:value name:value …`; a value runs until the next name."""
    marks = list(OPTION.finditer(text))
    stray = text[: marks[0].start()] if marks else text
    if stray.strip():
        raise UnknownField(field=stray.strip().split()[0])
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    found: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=True):
        name, value = mark["name"].lower(), text[mark.end() : end].strip()
        if name in found:
            raise ImpossibleCombination(fields=[name, name], values=[found[name], value])
        found[name] = value
    return found
