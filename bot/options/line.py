"""A whole command as typed: `/liquidation mode:isolated symbol:btc side:long …`."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from bot.advisor import FEATURES, Book
from bot.errors import ImpossibleCombination, TooLong, UnknownFeature, UnknownField
from bot.options.fields import fields

LINE_LENGTH: Final = 4000
COMMAND: Final = re.compile(r"/?\s*(?P<name>[^\s:]*)\s*(?P<options>.*)", re.DOTALL)
OPTION: Final = re.compile(r"(?:^|\s)(?P<name>[A-Za-z_]+):(?!//)")
SHARE: Final = "share"


def read_line(text: str, book: Book) -> tuple[str, dict[str, str]]:
    """Return the feature and what was typed for each of its options.

    Raises:
        TooLong: The line has more than 4,000 characters.
        UnknownFeature: No such command.
        UnknownField: An option that the command does not have.
        ImpossibleCombination: One option stands there twice.
    """
    if len(text) > LINE_LENGTH:
        raise TooLong(field="line", length=len(text), limit=LINE_LENGTH)
    match = COMMAND.fullmatch(text.strip())
    name = match["name"].lower() if match else text
    if not match or name not in FEATURES:
        raise UnknownFeature(value=name, did_you_mean=get_close_matches(name, FEATURES, n=1))
    typed = typed_options(match["options"])
    known = [*fields(name, book), SHARE]
    for option in typed:
        if option not in known:
            near = get_close_matches(option, known, n=1)
            raise UnknownField(field=option, feature=name, did_you_mean=near)
    return name, {option: value for option, value in typed.items() if option != SHARE}


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
