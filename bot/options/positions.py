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


@dataclass(frozen=True, slots=True)
class TypedPosition:
    """The parts of one listed position, still as typed."""

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
            raise BadValue(field=field, value=part, allowed=["short ETHUSDT 2@3400"])
        yield TypedPosition(**match.groupdict())
