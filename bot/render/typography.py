"""Punctuation as a language sets it, where sentences are put together from parts."""
# ruff: noqa: RUF001 -- wide marks are what this is about

import re
from collections.abc import Callable, Mapping
from typing import Final

WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
"""Characters as wide as they are high."""

MARKS: Final = {",": "，", ";": "；", ":": "：", ".": "。", "(": "（", ")": "）", "?": "？"}
LETTER: Final = re.compile(f"[{WIDE}]")
CODE: Final = re.compile(r"(`[^`\n]*`|<[^<>\s]*>|\]\([^()\s]*\))")
AFTER: Final = re.compile(rf"([,;:.?])(?:(?<=[{WIDE}].)|(?<=[{WIDE}]\*\*.))(\*\*)? ")
AFTER_NUMBERS: Final = re.compile(
    rf"\. (?:(?<=[\d%]\. )|(?<=[\d%]\*\*\. ))(?=(?:\*\*)?[{WIDE}])"
    r"(?<!^\d\. )(?<!^\d\d\. )(?<![\s。]\d\. )",
    re.MULTILINE,
)
"""A full stop, and not that of a numbered list."""

BEFORE: Final = re.compile(rf"([,;:]) (?=(?:\*\*)?[{WIDE}])")
AT_THE_END: Final = re.compile(r"[.:]$", re.MULTILINE)
PARENTHESES: Final = re.compile(r"\(([^()\n]*)\)")
LOOSE: Final = re.compile(
    r" (?:(?<=[，；：。（？！] )|(?<=[，；：。？！]\*\* )|(?=[，；：。）（？！]))"
)
# Every pattern begins with the mark itself, which is found fast, and looks around from there;
# none reads on after it has failed, so a hostile text takes no longer than another.


def chinese(text: str) -> str:
    """Return a text with the wide marks that Chinese words stand between; code stays as it is."""
    parts = CODE.split(text)
    parts[::2] = map(_chinese, parts[::2])
    return AT_THE_END.sub(_ended, LOOSE.sub("", "".join(parts)))


def _chinese(text: str) -> str:
    text = AFTER.sub(lambda found: MARKS[found[1]] + (found[2] or ""), text)
    text = AFTER_NUMBERS.sub("。", text)
    text = BEFORE.sub(lambda found: MARKS[found[1]], text)
    return PARENTHESES.sub(_enclosed, text)


def _enclosed(found: re.Match[str]) -> str:
    return f"（{found[1]}）" if LETTER.search(found[1]) else found[0]


def _ended(found: re.Match[str]) -> str:
    begin = found.string.rfind("\n", 0, found.start()) + 1
    is_chinese = LETTER.search(found.string, begin, found.start())
    return MARKS[found[0]] if is_chinese else found[0]


def as_written(text: str) -> str:
    """Return a text as it is."""
    return text


SETTERS: Final[Mapping[str, Callable[[str], str]]] = {"zh": chinese}


def setter(language: str) -> Callable[[str], str]:
    """Return what sets the punctuation of a language."""
    return SETTERS.get(language.partition("-")[0], as_written)
