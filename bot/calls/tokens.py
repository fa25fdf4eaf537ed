"""Text to tokens: numbers, marks, words and signs, however they are glued together."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from bot.calls.lexicon import Lexicon, Mark
from bot.calls.numbers import apart

ORDINAL: Final = "\ue000"
KEYCAP: Final = re.compile("\\d\ufe0f?\u20e3|\U0001f51f|[\u2460-\u249b\u24eb-\u24ff\u2776-\u2793]")
INVISIBLE: Final = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad\u202a-\u202e\u2066-\u2069]"
)
RAW: Final = re.compile(
    r"(?P<line>\n)"
    r"|(?P<handle>(?<![\w.])@[^\W\d]\w*|\bhttps?://\S+|\bwww\.\S+)"
    r"|(?P<frame>\b[mhdw]\d{1,3}\b|\b\d{1,3} ?(?:m|min|h|hr|hrs|hours?|d|days?|w|weeks?|minutes?|seconds?)\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?: ?k\b)?|(?<![\d.])\.\d+)"
    r"|(?P<run>[^\W\d_]+)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)
CAMEL: Final = re.compile(
    r"(?<=[^\W\d_A-ZА-ЯЁ])(?=[A-ZА-ЯЁ])|(?<=[A-ZА-ЯЁ])(?=[A-ZА-ЯЁ][^\W\d_A-ZА-ЯЁ]{2})"
)
DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−_~"), "-")
IDEOGRAPHS: Final = "\u2e80"
LONGEST_WORD: Final = 24


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    PERCENT = auto()
    TIMES = auto()
    ORDINAL = auto()
    FRAME = auto()
    CONTRACT = auto()
    MARK = auto()
    WORD = auto()
    SIGN = auto()
    LINE = auto()


class Token(NamedTuple):
    """A piece of the text; `glued` means that nothing stands between it and the one before."""

    kind: Kind
    text: str
    glued: bool
    mark: Mark | None = None

    def is_sign(self, signs: str) -> bool:
        """Tell whether the token is one of some signs."""
        return self.kind is Kind.SIGN and self.text in signs


def plain(text: str) -> str:
    """Return a text with one form of each sign, emoji numbers as a sign of their own."""
    visible = INVISIBLE.sub("", KEYCAP.sub(ORDINAL, text))
    return unicodedata.normalize("NFKC", visible).translate(DASHES)


def pieces(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the raw tokens of a text; runs of letters are parted into words."""
    end = 0
    for match in RAW.finditer(text):
        glued, end = match.start() == end, match.end()
        kind, piece = str(match.lastgroup), match[0]
        if kind == "run":
            yield from words(piece, lexicon, glued=glued)
        elif kind == "sign":
            yield signed(piece, lexicon, glued=glued)
        elif kind == "number":
            for number in apart(piece):
                yield Token(Kind.NUMBER, number, glued)
                glued = False
        elif kind != "handle":
            yield Token(Kind[kind.upper()], piece, glued)


def signed(sign: str, lexicon: Lexicon, *, glued: bool) -> Token:
    """Return the token of a sign; some emoji mean something."""
    if sign == ORDINAL:
        return Token(Kind.ORDINAL, sign, glued)
    mark = lexicon.signs.get(sign)
    return Token(Kind.MARK if mark else Kind.SIGN, sign, glued, mark)


def words(run: str, lexicon: Lexicon, *, glued: bool) -> Iterator[Token]:
    """Yield the words of a run of letters: `LONGLeverage`, `10倍全仓`."""
    for part in CAMEL.split(run):
        for word in parted(part, lexicon):
            yield Token(Kind.WORD, word, glued)
            glued = True


def parted(run: str, lexicon: Lexicon) -> Sequence[str]:
    """Return the known words that fill a run without a rest, else the run itself."""
    folded = run.casefold()
    if folded in lexicon.phrases or folded in lexicon.glued:
        return lexicon.glued.get(folded, (run,))
    found: list[str] = []
    start = 0
    while start < len(folded):
        length = longest_at(folded, start, lexicon)
        if not length:
            return (*found, run[start:]) if found and run[start] >= IDEOGRAPHS else (run,)
        found.append(run[start : start + length])
        start += length
    return found


def longest_at(folded: str, start: int, lexicon: Lexicon) -> int:
    """Return the length of the longest known word or quote asset at a place."""
    for end in range(min(len(folded), start + LONGEST_WORD), start, -1):
        piece = folded[start:end]
        if piece in lexicon.glued or piece.upper() in lexicon.names.dollars:
            return end - start
    return 0


def phrased(found: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Yield the tokens with every known phrase as one mark."""
    place = 0
    while place < len(found):
        token = found[place]
        mark, length = phrase_at(found, place, lexicon) if token.kind is Kind.WORD else (None, 1)
        if mark:
            text = " ".join(part.text for part in found[place : place + length])
            token = Token(Kind.MARK, text, token.glued, mark)
        yield token
        place += length


def phrase_at(found: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[Mark | None, int]:
    """Return what the longest phrase at a place means, and how many tokens it has."""
    for phrase, mark in lexicon.phrases.get(found[place].text.casefold(), ()):
        if length := length_of(phrase, found, place):
            return mark, length
    return None, 1


def length_of(phrase: Sequence[str], found: Sequence[Token], place: int) -> int:
    """Return how many tokens a phrase takes at a place, hyphens included; 0 if it is not there."""
    at = place
    for number, word in enumerate(phrase):
        if number and at + 1 < len(found) and found[at].is_sign("-") and found[at + 1].glued:
            at += 1
        if (
            at >= len(found)
            or found[at].kind is not Kind.WORD
            or found[at].text.casefold() != word
        ):
            return 0
        at += 1
    return at - place


def joined(found: Iterator[Token]) -> list[Token]:
    """Return the tokens with percent signs and times signs joined to their numbers."""
    joint: list[Token] = []
    for token in found:
        before = joint[-1] if joint else None
        if token.is_sign("%") and before and before.kind is Kind.NUMBER:
            joint[-1] = before._replace(kind=Kind.PERCENT)
        elif is_times(token) and before and before.kind is Kind.NUMBER:
            joint[-1] = before._replace(kind=Kind.TIMES)
        elif token.kind is Kind.NUMBER and token.glued and before and is_times(before):
            joint[-1] = token._replace(kind=Kind.TIMES, glued=before.glued)
        else:
            joint.append(token)
    return joint


def is_times(token: Token) -> bool:
    """Tell whether a token is the x of a leverage."""
    return token.mark is Mark.TIMES or token.is_sign("×")
