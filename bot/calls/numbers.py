"""Numbers of posted calls: decimal comma or point, thousands, `65k`; never guessed."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, auto
from typing import Final

THOUSAND: Final = 3
SCALED: Final = re.compile(r"(.+?) ?k", re.IGNORECASE)
POINT: Final = re.compile(r"\d*\.?\d+")
GROUPED_BY_COMMA: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
GROUPED_BY_POINT: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}")
COMMA: Final = re.compile(r"\d+,\d+")
COMMA_TWO_WAYS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
FORMS: Final = (POINT, GROUPED_BY_COMMA, GROUPED_BY_POINT, COMMA)
DIGITS: Final = 30


class Comma(Enum):
    """What a comma is in a call."""

    GROUP = auto()
    DECIMAL = auto()
    MIXED = auto()


def apart(text: str) -> list[str]:
    """Return the numbers that a run of digits, points and commas lists."""
    plain = SCALED.sub(r"\1", text)
    if any(form.fullmatch(plain) for form in FORMS):
        return [text]
    return list(filter(None, text.split(",")))


def comma_of(texts: Iterable[str]) -> Comma:
    """Return what the commas of a call's numbers are, by those that can be read in one way."""
    group = decimal = False
    for text in texts:
        plain = SCALED.sub(r"\1", text)
        if GROUPED_BY_POINT.fullmatch(plain):
            decimal = True
        elif "," in plain and not COMMA_TWO_WAYS.fullmatch(plain):
            group |= GROUPED_BY_COMMA.fullmatch(plain) is not None
            decimal |= COMMA.fullmatch(plain) is not None
    if group and decimal:
        return Comma.MIXED
    return Comma.DECIMAL if decimal else Comma.GROUP


def value(text: str, comma: Comma) -> Decimal | None:
    """Return the number that a text writes; None where it can be read in two ways or in none."""
    scaled = SCALED.fullmatch(text)
    plain = scaled[1] if scaled else text
    digits = digits_of(plain, comma)
    if digits is None or len(digits) > DIGITS:
        return None
    number = Decimal(digits).scaleb(THOUSAND if scaled else 0)
    return number if number > 0 else None


def digits_of(plain: str, comma: Comma) -> str | None:
    """Return digits with a point at most."""
    if POINT.fullmatch(plain):
        return plain
    if COMMA_TWO_WAYS.fullmatch(plain):
        reading = {Comma.GROUP: "", Comma.DECIMAL: "."}.get(comma)
        return None if reading is None else plain.replace(",", reading)
    if GROUPED_BY_COMMA.fullmatch(plain):
        return plain.replace(",", "")
    if GROUPED_BY_POINT.fullmatch(plain):
        return plain.replace(".", "").replace(",", ".")
    return plain.replace(",", ".") if COMMA.fullmatch(plain) else None
