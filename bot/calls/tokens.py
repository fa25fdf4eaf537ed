"""Text to tokens: numbers, words, signs and lines, however they are glued together."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum, auto
from typing import Final, NamedTuple

from bot.calls.lexicon import Lexicon
from bot.calls.marks import Mark
from bot.calls.numbers import apart
from bot.calls.spelling import ORDINAL, folded

RAW: Final = re.compile(
    r"(?P<line>\n)"
    r"|(?P<strange><[^<>\s]+>|(?<![\w.])@[^\W\d]\w*|\bhttps?://\S+|\bwww\.\S+"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d\d?[./]\d\d?[./]\d{4}\b|\b[0-2]\d:[0-5]\d\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*|(?<![\d.])\.\d+)"
    r"|(?P<run>[^\W\d_]+)"
    r"|(?P<sign>\S)",
)
IDEOGRAPHS: Final = "\u2e80"


class Kind(IntEnum):
    """What a token is; an amount is a number with a unit, so no price."""

    NUMBER = auto()
    PERCENT = auto()
    TIMES = auto()
    AMOUNT = auto()
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
    glued: bool = False
    mark: Mark | None = None

    def is_sign(self, signs: str) -> bool:
        """Tell whether the token is one of some signs."""
        return self.kind is Kind.SIGN and self.text in signs


NOTHING: Final = Token(Kind.LINE, "")


def pieces(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the raw tokens of a text; links, mentions, dates and times of day are left out."""
    end = 0
    for match in RAW.finditer(text):
        glued, end = match.start() == end, match.end()
        match match.lastgroup:
            case "line":
                yield Token(Kind.LINE, match[0], glued)
            case "number":
                for place, number in enumerate(apart(match[0])):
                    yield Token(Kind.NUMBER, number, glued and not place)
            case "run":
                yield from words(match[0], lexicon, glued=glued)
            case "sign":
                yield signed(match[0], lexicon, glued=glued)
            case _:
                pass


def signed(sign: str, lexicon: Lexicon, *, glued: bool) -> Token:
    """Return the token of a sign; some emoji mean something."""
    if sign == ORDINAL:
        return Token(Kind.ORDINAL, sign, glued)
    mark = lexicon.signs.get(sign)
    return Token(Kind.MARK if mark else Kind.SIGN, sign, glued, mark)


def words(run: str, lexicon: Lexicon, *, glued: bool) -> Iterator[Token]:
    """Yield the words of a run of letters: `LONGLeverage`, `10倍全仓`."""
    for word in parted(run, lexicon):
        yield Token(Kind.WORD, word, glued)
        glued = True


def parted(run: str, lexicon: Lexicon) -> Sequence[str]:
    """Return the words of a run: known words if they fill it, else what capitals part."""
    if folded(run) in lexicon.words:
        return (run,)
    if whole := filled(run, lexicon):
        return whole
    return [word for part in humps(run) for word in segmented(part, lexicon)]


def humps(run: str) -> Iterator[str]:
    """Yield the parts of a run of letters that capitals or another script begin."""
    start = 0
    for place in range(1, len(run)):
        before, here, after = run[place - 1], run[place], run[place + 1 : place + 3]
        word = not before.isupper() or (len(after) > 1 and after.islower())
        script = (here >= IDEOGRAPHS) != (before >= IDEOGRAPHS)
        if script or (here.isupper() and word):
            yield run[start:place]
            start = place
    yield run[start:]


def filled(run: str, lexicon: Lexicon) -> list[str]:
    """Return the known words that fill a run of letters, the x of `20xentry` too, else none."""
    folds = folded(run)
    if found := fill(folds, lexicon):
        return found
    rest = fill(folds[1:], lexicon) if folds[:1] in lexicon.times else []
    return [folds[0], *rest] if rest else []


def fill(folds: str, lexicon: Lexicon) -> list[str]:
    """Return the known words that fill a run without a rest, none where they do not."""
    found: list[str] = []
    start = 0
    while start < len(folds):
        length = longest_at(folds, start, lexicon)
        if not length:
            return []
        found.append(folds[start : start + length])
        start += length
    return found


def segmented(part: str, lexicon: Lexicon) -> list[str]:
    """Return the known words of a script without spaces, and what is between them.

    In a script with spaces they fill the part, or it is one word.
    """
    if part < IDEOGRAPHS:
        known = folded(part) in lexicon.words
        return [part] if known else filled(part, lexicon) or [part]
    found: list[str] = []
    start = rest = 0
    while start < len(part):
        length = longest_at(part, start, lexicon)
        if length:
            found += [part[rest:start], part[start : start + length]]
            rest = start + length
        start += length or 1
    return list(filter(None, [*found, part[rest:]]))


def longest_at(run: str, start: int, lexicon: Lexicon) -> int:
    """Return the length of the longest known word or quote asset at a place."""
    for end in range(min(len(run), start + lexicon.longest), start, -1):
        piece = run[start:end]
        if piece in lexicon.glued or piece.upper() in lexicon.names.dollars:
            return end - start
    return 0
