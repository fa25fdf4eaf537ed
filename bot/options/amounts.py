"""Numbers as people type them: `65k`, `65,000.5`, `$65 000`, `1%`, `300 usdt`, `20x`."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.errors import AmbiguousNumber, NotANumber, TooLong

TEXT_LENGTH: Final = 100
SCALES: Final[Mapping[str, int]] = {"": 0, "k": 3, "m": 6, "千": 3, "万": 4}
DOLLARS: Final = frozenset({"$", "usd", "usdt", "usdc", "fdusd", "dollar", "dollars"})
CONTRACTS: Final = ("contracts", "contract", "conts", "cont")
TIMES: Final = frozenset({"x", "х", "×"})
PERCENT: Final = "%"

WHOLE: Final = re.compile(
    r"(?P<before>[$x×х]?)\s*(?P<digits>[+-]?[\d.,'’ ]*\d\.?)\s*"
    r"(?P<scale>[km千万](?![a-z]))?\s*(?P<unit>[^\s\d]*)",
    re.IGNORECASE,
)
SPACED: Final = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?=[.,]|$)")
GROUPED: Final = {
    mark: re.compile(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+(?:[^\d\{mark}]\d*)?") for mark in ".,"
}
PLAIN: Final = {mark: re.compile(rf"\d*\{mark}?\d*") for mark in ".,"}
TWO_WAYS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class Dot(StrEnum):
    """What a dot before exactly three digits means to the asker."""

    DECIMAL = "decimal"
    GROUP = "group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed number taken apart: sign and digits, power of ten, unit in small letters."""

    sign: str
    digits: str
    scale: int
    unit: str


def typed(field: str, text: str) -> Typed:
    """Take a typed number apart.

    Raises:
        TooLong: The text has more than 100 characters.
        NotANumber: There is no number, or more than one, in it.
    """
    if len(text) > TEXT_LENGTH:
        raise TooLong(field=field, length=len(text), limit=TEXT_LENGTH)
    plain = unicodedata.normalize("NFKC", text).strip()
    match = WHOLE.fullmatch(" ".join(plain.split()).lower())
    if not match or (match["before"] and match["unit"] and match["before"] != "$"):
        raise NotANumber(field=field, value=text)
    sign = match["digits"][0] if match["digits"][0] in "+-" else ""
    digits = match["digits"].removeprefix(sign)
    if SPACED.match(digits):
        digits = re.sub(r"[ '’]", "", digits)
    unit = match["unit"] or match["before"]
    return Typed(sign, digits, SCALES[match["scale"] or ""], unit)


def number(field: str, text: str, part: Typed, dot: Dot) -> Decimal:
    """Return the decimal that the digits write.

    Raises:
        AmbiguousNumber: A dot before three digits could group thousands or begin a fraction.
        NotANumber: The separators fit no way of writing numbers.
    """
    if dot is Dot.UNKNOWN and TWO_WAYS.fullmatch(part.digits):
        readings = [part.digits.replace(".", ""), part.digits]
        raise AmbiguousNumber(field=field, value=text, readings=readings)
    digits = plain_digits(part.digits, dot)
    if digits is None:
        raise NotANumber(field=field, value=text)
    return Decimal(f"{part.sign}{digits}E{part.scale}")


def plain_digits(digits: str, dot: Dot) -> str | None:
    """Return digits with at most one dot, a decimal point; None when they fit no notation."""
    if GROUPED[","].fullmatch(digits):
        return digits.replace(",", "")
    if GROUPED["."].fullmatch(digits) and not (dot is Dot.DECIMAL and TWO_WAYS.fullmatch(digits)):
        return digits.replace(".", "").replace(",", ".")
    if PLAIN["."].fullmatch(digits):
        return digits
    return digits.replace(",", ".") if PLAIN[","].fullmatch(digits) else None


def dot_settled_by(texts: Iterable[str]) -> Dot:
    """Return what the other numbers of a question say of the dot; UNKNOWN without a clear word."""
    seen = {evidence for text in texts if (evidence := dot_evidence(text))}
    return seen.pop() if len(seen) == 1 else Dot.UNKNOWN


def dot_evidence(text: str) -> Dot | None:
    """Return what one number proves about the asker's dot, if anything."""
    digits = re.sub(r"[^\d.,]", "", text)
    if TWO_WAYS.fullmatch(digits) or not re.search(r"[.,]", digits):
        return None
    if "." in digits and PLAIN["."].fullmatch(digits):
        return Dot.DECIMAL
    if GROUPED[","].fullmatch(digits):
        return Dot.DECIMAL if "." in digits or digits.count(",") > 1 else None
    return Dot.GROUP if PLAIN[","].fullmatch(digits) or GROUPED["."].fullmatch(digits) else None
