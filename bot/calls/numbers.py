"""Numbers of posted calls: decimal comma or point, thousands, `65k`; never guessed."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, auto
from typing import Final

THOUSAND: Final = "k"
PLACES: Final = 3
POINTED: Final = re.compile(r"\d+|\d*\.\d+|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
COMMAED: Final = re.compile(r"\d+|\d{1,3},\d+|\d{4,},\d{1,2}|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")

TWO_WAYS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
ROUND: Final = "00"


class Notation(Enum):
    """How the numbers of one call are written."""

    POINT = auto()
    COMMA = auto()
    UNSURE = auto()
    MIXED = auto()


def apart(text: str) -> list[str]:
    """Return the numbers that a run of digits, points and commas lists."""
    if POINTED.fullmatch(text) or COMMAED.fullmatch(text):
        return [text]
    return list(filter(None, text.split(",")))


def notation_of(texts: Iterable[str], *, dotted: bool) -> Notation:
    """Return how numbers are written, by those that can be read in one way.

    `1.234` alone is a decimal, unless the call is `dotted`, in a language that groups with points,
    or all of them are round as in `65.000` and `63.500`.
    """
    pointed = commaed = False
    either: list[str] = []
    for text in texts:
        plain = text.removesuffix(THOUSAND)
        either += [plain] if TWO_WAYS.fullmatch(plain) else []
        point, comma = POINTED.fullmatch(plain), COMMAED.fullmatch(plain)
        pointed |= bool(point and not comma)
        commaed |= bool(comma and not point)
    if pointed and commaed:
        return Notation.MIXED
    if commaed:
        return Notation.COMMA
    dotted |= bool(either) and all(plain.endswith(ROUND) for plain in either)
    return Notation.POINT if pointed or not dotted else Notation.UNSURE


def value(text: str, notation: Notation, digits: int) -> Decimal | None:
    """Return the number that a text of at most so many digits writes; None without one reading."""
    plain = text.removesuffix(THOUSAND)
    if len(plain) > digits or (number := read(plain, notation)) is None or number <= 0:
        return None
    return number.scaleb(PLACES) if plain != text else number


def read(plain: str, notation: Notation) -> Decimal | None:
    """Return the number that digits, points and commas write in a notation."""
    point = plain.replace(",", "") if POINTED.fullmatch(plain) else None
    comma = plain.replace(".", "").replace(",", ".") if COMMAED.fullmatch(plain) else None
    first, second = (comma, point) if notation is Notation.COMMA else (point, comma)
    text = first if first is not None else second
    if text is None:
        return None
    either = point is not None and comma is not None and point != comma
    unsure = notation is Notation.MIXED or (notation is Notation.UNSURE and "." in plain)
    return None if either and unsure else Decimal(text)


def is_plain(text: str) -> bool:
    """Tell whether a number has neither point nor comma, so that no notation matters."""
    return text.removesuffix(THOUSAND).isdigit()
