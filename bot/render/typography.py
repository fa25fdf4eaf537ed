"""Punctuation as a language sets it, where sentences are put together from parts."""
# ruff: noqa: RUF001 -- wide marks are what this is about

import re
from collections.abc import Callable, Mapping
from typing import Final

WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
"""Characters as wide as they are high."""

MARKS: Final = {",": "，", ";": "；", ":": "：", ".": "。", "(": "（", ")": "）", "?": "？"}
CODE: Final = re.compile(r"(`[^`\n]*`|<[^>\s]*>|\]\([^)\s]*\))")
AFTER: Final = re.compile(rf"(?<=[{WIDE}])(\*\*)?([,;:.?])(\*\*)? ")
BEFORE: Final = re.compile(rf"([,;:]) (?=(?:\*\*)?[{WIDE}])")
AFTER_NUMBERS: Final = re.compile(
    rf"(?<!^\d)(?<!^\d\d)(?<![\s。]\d)(?<=[\d%])(\*\*)?\. (?=(?:\*\*)?[{WIDE}])", re.MULTILINE
)
"""A full stop, and not that of a numbered list."""

AT_THE_END: Final = re.compile(rf"^(.*[{WIDE}].*)([.:])$", re.MULTILINE)
PARENTHESES: Final = re.compile(rf" ?\(([^()\n]*[{WIDE}][^()\n]*)\)")
LOOSE: Final = re.compile(
    r"(?<=[，；：。（？！]) |(?<=[，；：。？！]\*\*) | (?=[，；：。）（？！])"
)


def chinese(text: str) -> str:
    """Return a text with the wide marks that Chinese words stand between; code stays as it is."""
    parts = CODE.split(text)
    parts[::2] = map(_chinese, parts[::2])
    loose = LOOSE.sub("", "".join(parts))
    return AT_THE_END.sub(lambda found: found[1] + MARKS[found[2]], loose)


def _chinese(text: str) -> str:
    text = AFTER.sub(lambda found: f"{found[1] or ''}{MARKS[found[2]]}{found[3] or ''}", text)
    text = AFTER_NUMBERS.sub(r"\1。", text)
    text = BEFORE.sub(lambda found: MARKS[found[1]], text)
    return PARENTHESES.sub(r"（\1）", text)


def as_written(text: str) -> str:
    """Return a text as it is."""
    return text


SETTERS: Final[Mapping[str, Callable[[str], str]]] = {"zh": chinese}


def setter(language: str) -> Callable[[str], str]:
    """Return what sets the punctuation of a language."""
    return SETTERS.get(language.partition("-")[0], as_written)
