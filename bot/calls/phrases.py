"""Known phrases become marks."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from bot.calls.lexicon import Lexicon
from bot.calls.spelling import folded
from bot.calls.tokens import NOTHING, Kind, Token

Found: TypeAlias = Sequence[Token]

JOINTS: Final = "-./:"


def at(found: Found, place: int) -> Token:
    """Return the token at a place; nothing is like the end of a line."""
    return found[place] if 0 <= place < len(found) else NOTHING


def phrased(found: Found, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the tokens with every known phrase as one mark."""
    place = 0
    while place < len(found):
        token, length = phrase_at(found, place, lexicon)
        yield token
        place += length


def phrase_at(found: Found, place: int, lexicon: Lexicon) -> tuple[Token, int]:
    """Return the mark of the longest phrase at a place, and how many tokens it has."""
    first = found[place]
    if first.kind is Kind.WORD:
        for phrase, mark in lexicon.phrases.get(folded(first.text), ()):
            if length := length_of(phrase, found, place):
                return Token(Kind.MARK, " ".join(phrase), first.glued, mark), length
    return first, 1


def length_of(phrase: Sequence[str], found: Found, place: int) -> int:
    """Return how many tokens a phrase takes, `stop-loss` and `S/L` too; 0 if it is not there."""
    end = place
    for number, word in enumerate(phrase):
        if number and at(found, end).is_sign(JOINTS) and at(found, end + 1).glued:
            end += 1
        token = at(found, end)
        if token.kind is not Kind.WORD or folded(token.text) != word:
            return 0
        end += 1
    return end - place
