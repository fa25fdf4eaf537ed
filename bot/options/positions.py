"""Positions as people list them: `short ETHUSDT 2@3400; long SOLUSDT 40@150 x5`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.errors import BadValue

APART: Final = re.compile(r"[;\n]")
POSITION: Final = re.compile(
    r"(?P<side>long|short)\s+(?P<symbol>\S+)\s+(?P<quantity>[^@]+?)\s*@\s*(?P<entry>.+?)"
    r"(?:\s+(?P<leverage>[x×]\s*[\d.,]+|[\d.,]+\s*[x×]))?",
    re.IGNORECASE,
)
EXAMPLE: Final = "short ETHUSDT 2@3400"
LEVERAGED: Final = f"{EXAMPLE} x5"


@dataclass(frozen=True, slots=True)
class TypedPosition:
    """One listed position and its parts, still as typed."""

    text: str
    side: str
    symbol: str
    quantity: str
    entry: str
    leverage: str | None


def positions(field: str, text: str) -> Iterator[TypedPosition]:
    """Take a list of positions apart.

    Raises:
        BadValue: A part is no position; the details name it.
    """
    for part in filter(None, map(str.strip, APART.split(text))):
        match = POSITION.fullmatch(part)
        if not match:
            raise BadValue(field=field, value=part, allowed=[EXAMPLE])
        yield TypedPosition(part, **match.groupdict())


def leveraged(field: str, text: str) -> Iterator[tuple[TypedPosition, str]]:
    """Take a list of positions apart, each with its leverage.

    Raises:
        BadValue: A part is no position, or has no leverage.
    """
    for position in positions(field, text):
        if position.leverage is None:
            raise BadValue(field=field, value=position.text, allowed=[LEVERAGED])
        yield position, position.leverage
