"""One form for what people type: widths, digits, dashes, invisible signs, case and accents."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

ORDINAL: Final = "\ue000"
KEYCAP: Final = re.compile("\\d\ufe0f?\u20e3|\U0001f51f")
FORMS: Final = {
    "\ufe0e": "",  # the signs that choose between text and emoji
    "\ufe0f": "",
    "'": "",  # `63'000` is grouped, `don't` is a word
    "\u2019": "",
    "_": "-",
    "~": "-",
    "\u2212": "-",  # minus
    "\u301c": "-",  # wave dash
    "\u066b": ".",  # decimal and grouping sign of Arabic numbers
    "\u066c": ",",
    "\u115f": " ",  # letters that look like nothing
    "\u1160": " ",
    "\u3164": " ",
    "\uffa0": " ",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}

LIGATURE: Final = 4  # signs; what stands for whole sentences is left out
SPOILER: Final = "||"
DIGIT: Final = "Nd"
BY_CATEGORY: Final = {"No": ORDINAL, "Pd": "-", "Zs": " ", "Cf": ""}


def plain(text: str) -> str:
    """Return a text with one form of each sign; emoji numbers and footnotes become one sign."""
    visible = KEYCAP.sub(ORDINAL, text).replace(SPOILER, " ")
    formed = "".join(map(form, visible))
    return unicodedata.normalize("NFKC", formed)


@lru_cache(maxsize=4096)
def form(sign: str) -> str:
    """Return the one form of a sign."""
    if sign in FORMS:
        return FORMS[sign]
    if len(unicodedata.normalize("NFKC", sign)) > LIGATURE:
        return " "
    category = unicodedata.category(sign)
    if category == DIGIT:
        return str(unicodedata.decimal(sign))
    return BY_CATEGORY.get(category, sign)


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word without case and accents, so that `GİRİŞ`, `giriş` and `giris` are one."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("\u0131", "i"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
