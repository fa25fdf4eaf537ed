"""How much room letters take on a picture; what has too little is cut."""

from decimal import Decimal
from itertools import accumulate
from typing import Final
from unicodedata import east_asian_width

WIDE: Final = frozenset({"W", "F"})
NARROW: Final = Decimal("0.55")
"""What a letter that is not wide takes of its size, on average and with something to spare."""

CUT: Final = "…"


def fitting(text: str, width: int, size: int) -> str:
    """Return a text that is at most so many pixels wide, cut at its end where it is not."""
    if room(text, size) <= width:
        return text
    taken = accumulate(room(letter, size) for letter in text)
    kept = sum(pixels <= width - size for pixels in taken)
    return text[:kept].rstrip() + CUT


def room(text: str, size: int) -> Decimal:
    """Return the pixels that a text of a size takes: a wide letter all of it, others less."""
    wide = sum(east_asian_width(letter) in WIDE for letter in text)
    return size * (wide + (len(text) - wide) * NARROW)
