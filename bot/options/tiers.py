"""Brackets as people type them, each rate after the floor of its notionals: `0:0.5% 10:1%`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.errors import BadValue

APART: Final = re.compile(r"(?<=%)[,;\s]+")
TIER: Final = re.compile(r"(?P<floor>[^:]+):(?P<rate>[^:]+%)")


@dataclass(frozen=True, slots=True)
class TypedTier:
    """The parts of one bracket, still as typed."""

    floor: str
    rate: str


def tiers(field: str, text: str) -> Iterator[TypedTier]:
    """Take a list of brackets apart.

    Raises:
        BadValue: A part is no bracket; the details name it.
    """
    for part in filter(None, APART.split(text.strip())):
        match = TIER.fullmatch(part)
        if not match:
            raise BadValue(field=field, value=part, allowed=["0:0.5%"])
        yield TypedTier(**match.groupdict())
