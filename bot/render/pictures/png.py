"""From SVG to PNG; called in the worker by its path, for the renderer holds the interpreter."""

from typing import Final

import resvg_py

FAMILY: Final = "Noto Sans CJK SC"


def png(font: str, svg: str) -> bytes:
    """Return the picture, in no font but the one at the path; nothing is read besides.

    Raises:
        ValueError: It is no SVG.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[font],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
