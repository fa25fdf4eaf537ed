"""Which characters the bundled font can draw, read from its own table of them."""

from struct import error, unpack_from
from typing import Final

HEADER: Final = 12
"""Bytes before the directory of an OpenType file, which gives each table 16."""

CMAP: Final = b"cmap"
SEGMENTED: Final = 4
"""The format of a character table that lists first and last characters of runs."""

END: Final = 0xFFFF
MISSING: Final = "?"


def characters(font: bytes) -> frozenset[str]:
    """Return every character that a font has a glyph for; none where it cannot be read."""
    try:
        return frozenset(
            chr(code)
            for first, last in segments(font, table(font))
            for code in range(first, last + 1)
            if code != END
        )
    except error:
        return frozenset()


def table(font: bytes) -> int:
    """Return where the first character table of a font begins."""
    (count,) = unpack_from(">4xH", font)
    entries = (unpack_from(">4s4xL4x", font, HEADER + 16 * place) for place in range(count))
    cmap = next((offset for name, offset in entries if name == CMAP), len(font))
    (first,) = unpack_from(">8xL", font, cmap)
    return int(cmap + first)


def segments(font: bytes, start: int) -> list[tuple[int, int]]:
    """Return the first and last characters of each run in a segmented table."""
    kind, twice = unpack_from(">H4xH", font, start)
    if kind != SEGMENTED:
        return []
    count = twice // 2
    lasts = unpack_from(f">{count}H", font, start + 14)
    firsts = unpack_from(f">{count}H", font, start + 16 + twice)
    return list(zip(firsts, lasts, strict=True))


def drawable(text: str, known: frozenset[str]) -> str:
    """Return a text with a question mark for each character that the font lacks.

    The renderer would leave such a character out without a word.
    """
    lacking = {character for character in text if character not in known and character != "\n"}
    return text.translate({ord(character): MISSING for character in lacking})
