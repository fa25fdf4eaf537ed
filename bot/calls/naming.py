"""Where a text names a contract: written as one, tagged, or a bare coin beside what is traded."""

import re
from collections.abc import Iterator
from typing import Final

from bot.calls.clauses import is_traded
from bot.calls.contracts import PERPETUAL, TAG, Contracts
from bot.calls.lexicon import Lexicon
from bot.calls.marks import Mark
from bot.calls.phrases import Found, at
from bot.calls.spelling import folded
from bot.calls.tokens import Kind, Token

DOLLAR: Final = "$"
PERPETUALS: Final = frozenset({"P", PERPETUAL, "PERPETUAL"})
DELIVERY: Final = re.compile(r"\d{6}")
SOLID: Final = frozenset({Kind.WORD, Kind.NUMBER})
NAMING: Final = frozenset({Mark.SYMBOL, Mark.SPOT})


class Naming:
    """Finds the contracts among the tokens of a text."""

    def __init__(self, contracts: Contracts, lexicon: Lexicon) -> None:
        self._contracts = contracts
        self._names = lexicon.names
        self._words = frozenset(lexicon.phrases) | lexicon.names.exchanges

    def marked(self, found: Found) -> Iterator[Token]:
        """Yield the tokens, with each contract that is written as one in a token of its own."""
        place = 0
        while place < len(found):
            token, length = self._named(found, place) or (found[place], 1)
            yield token
            place += length

    def meant(self, found: Found) -> Iterator[Token]:
        """Yield the tokens, with each bare coin that is traded as a contract."""
        for place, token in enumerate(found):
            coin = token.kind is Kind.WORD and self._contracts.is_coin(token.text)
            if coin and self._is_meant(found, place):
                yield Token(Kind.CONTRACT, f"{TAG}{token.text}", token.glued)
            else:
                yield token

    def _is_meant(self, found: Found, place: int) -> bool:
        """Tell whether a bare coin stands beside what trades, or in capitals alone in its line."""
        word = found[place].text
        before, after = neighbours(found, place)
        if before.mark in NAMING:
            return True
        if word.upper() in self._names.ordinary:
            return False
        alone = before.kind is Kind.LINE and after.kind is Kind.LINE
        return is_traded(before) or is_traded(after) or (alone and word.isupper())

    def _named(self, found: Found, place: int) -> tuple[Token, int] | None:
        """Return the contract or coin at a place, and how many tokens it takes."""
        first = place + int(is_tag(found, place))
        name, pieces = self._spelt(found, first)
        if not name:
            return None
        base, end = self._without_perpetual(name), first + pieces
        if quote := self._quote(found, end):
            end += 2
        suffix, more = suffix_at(found, end)
        named = more > 0 and found[end + more - 1].text.upper() == PERPETUAL
        kind, text = Kind.CONTRACT, f"{TAG}{base}"
        if quote or self._contracts.is_pair(base):
            text = base + quote + suffix
        elif not self._is_coin(
            base, found[place] if first > place else None, perpetual=named or base != name
        ):
            kind, text, more = Kind.WORD, base, 0
            if pieces == 1 or not self._is_bare(base, found[end - 1]):
                return None
        return Token(kind, text, found[place].glued), end + more - place

    def _is_bare(self, base: str, last: Token) -> bool:
        """Tell whether words and numbers are one coin: `1000PEPE` is, the x of `1000x` is not."""
        return self._contracts.is_coin(base) and folded(last.text) not in self._words

    def _is_coin(self, base: str, tag: Token | None, *, perpetual: bool) -> bool:
        """Tell whether a tag or `PERP` makes a word a coin."""
        known = self._contracts.is_coin(base)
        return (known and perpetual) or (tag is not None and self._is_tagged(tag, base))

    def _is_tagged(self, tag: Token, base: str) -> bool:
        """Tell whether a tag makes a word a coin: `$ALL` does, `#ALL` and `#LONG` are words."""
        if tag.is_sign(DOLLAR) and self._contracts.is_coin(base):
            return True
        name = self._contracts.base(base.upper())
        return folded(base) not in self._words and self._contracts.is_name(name)

    def _spelt(self, found: Found, place: int) -> tuple[str, int]:
        """Return the name at a place, digits and words glued together, and its tokens.

        The longest that is known, else the first word with the digits before it.
        """
        if at(found, place).kind not in SOLID:
            return "", 0
        solid = [token.text for token in run_at(found, place, self._names.limits.pieces)]
        for length in range(len(solid), 0, -1):
            name = "".join(solid[:length])
            if self._contracts.is_known(name):
                return name, length
        length = 1 + int(bool(solid) and solid[0].isdigit())
        name = "".join(solid[:length])
        return (name, length) if name.isalnum() and not name.isdigit() else ("", 0)

    def _without_perpetual(self, name: str) -> str:
        """Return `BTC` for `BTCPERP` and `BTCUSDT` for `BTCUSDTPERP`."""
        plain = name[: -len(PERPETUAL)] if name.upper().endswith(PERPETUAL) else name
        return plain if self._contracts.is_known(plain) else name

    def _quote(self, found: Found, place: int) -> str:
        """Return the quote asset behind a slash, or behind a hyphen without spaces."""
        sign, quote = at(found, place), at(found, place + 1)
        joins = sign.is_sign("/") or (sign.is_sign("-") and sign.glued and quote.glued)
        known = quote.kind is Kind.WORD and quote.text.upper() in self._names.quotes
        return quote.text if joins and known else ""


def is_tag(found: Found, place: int) -> bool:
    """Tell whether a `#` or `$` begins a name: not the dollar behind an amount."""
    sign = found[place]
    amount = sign.glued and at(found, place - 1).kind is Kind.NUMBER
    return sign.is_sign(TAG + DOLLAR) and not amount and at(found, place + 1).glued


def neighbours(found: Found, place: int) -> tuple[Token, Token]:
    """Return what stands before and behind a token in its line, signs and fillers left out."""
    before, after = place - 1, place + 1
    while is_filler(at(found, before)):
        before -= 1
    while is_filler(at(found, after)):
        after += 1
    return at(found, before), at(found, after)


def is_filler(token: Token) -> bool:
    """Tell whether a token changes nothing."""
    return token.kind is Kind.SIGN or token.mark is Mark.PLAIN


def run_at(found: Found, place: int, length: int) -> Iterator[Token]:
    """Yield the words and numbers at a place that are glued together, so many at most."""
    for end in range(place, min(place + length, len(found))):
        token = found[end]
        if token.kind not in SOLID or (end > place and not token.glued):
            return
        yield token


def suffix_at(found: Found, place: int) -> tuple[str, int]:
    """Return what follows a contract's name: `_PERP` or the day of a delivery."""
    sign, part = at(found, place), at(found, place + 1)
    if sign.glued and sign.is_sign(".-") and part.glued:
        if part.text.upper() in PERPETUALS:
            return f"_{PERPETUAL}", 2
        if DELIVERY.fullmatch(part.text):
            return f"_{part.text}", 2
    return "", 0
