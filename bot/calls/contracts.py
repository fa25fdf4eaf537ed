"""Contracts in every spelling: `BTC/USDT`, `$btc`, `#BTCUSDT`, `BTCUSDT.P`, `1000PEPE`, `xbt`."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.calls.call import CallMarket
from bot.calls.lexicon import Lexicon
from bot.calls.tokens import Kind, Token

TAG: Final = "#"
TAGS: Final = "#$"
PERPETUAL: Final = frozenset({"P", "PERP", "PERPETUAL"})
DELIVERY: Final = re.compile(r"\d{6}")
COIN_MARGINED: Final = re.compile(r"[A-Z0-9]+USD_(?:PERP|\d{6})")
SHORTEST_BASE: Final = 2


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as a call names it; `doubt` is the field that a person has to settle."""

    symbol: str
    market: CallMarket
    assumed: bool = False
    unknown: bool = False
    doubt: str | None = None


class Contracts:
    """The contracts that are known, and how they are found in a text."""

    def __init__(self, symbols: Collection[str], lexicon: Lexicon) -> None:
        self._symbols = symbols
        self._names = names = lexicon.names
        self._words = frozenset(lexicon.phrases)
        self._coins = {
            symbol.removesuffix(names.usual_quote)
            for symbol in symbols
            if symbol.endswith(names.usual_quote)
        }

    def marked(self, found: Sequence[Token]) -> Iterator[Token]:
        """Yield the tokens, with each contract that is written as one in a token of its own."""
        place = 0
        while place < len(found):
            name, length = self._named(found, place)
            if length:
                suffix, more = suffix_at(found, place + length)
                yield Token(Kind.CONTRACT, name + suffix, found[place].glued)
                place += length + more
            else:
                yield found[place]
                place += 1

    def of(self, text: str) -> Contract:
        """Return the contract that a spelling means; without a quote asset, the usual one."""
        names, name = self._names, text.removeprefix(TAG).upper()
        elsewhere = name in names.elsewhere
        for other, usual in names.other_names.items():
            name = re.sub(rf"^{other}", usual, name)
        if COIN_MARGINED.fullmatch(name):
            return Contract(name, CallMarket.COINM)
        name = name.removesuffix("_PERP")
        base, quote = self._parted(name)
        if not quote:
            return self._bare(name, elsewhere=elsewhere)
        if quote == names.contract_quote:
            strange = base in names.no_coins or not self.is_coin(base)
            doubt = None if strange else "market"
            return Contract(name, CallMarket.UNKNOWN, unknown=strange, doubt=doubt)
        return Contract(name, CallMarket.USDM, unknown=name not in self._symbols)

    def rank(self, text: str) -> int:
        """Return how plainly a spelling names a contract; smaller is plainer."""
        if not text.startswith(TAG):
            return 0
        return 1 if self.is_coin(text.removeprefix(TAG)) else 2

    def is_coin(self, text: str) -> bool:
        """Tell whether a word is the name of a coin with a contract."""
        name = text.upper()
        return name in self._coins or name in self._names.other_names

    def _bare(self, name: str, *, elsewhere: bool) -> Contract:
        if name in self._names.no_coins:
            return Contract(name, CallMarket.UNKNOWN, unknown=True)
        symbol = name + self._names.usual_quote
        if elsewhere:
            return Contract(symbol, CallMarket.UNKNOWN, assumed=True, doubt="market")
        unknown = name not in self._coins
        return Contract(symbol, CallMarket.USDM, assumed=True, unknown=unknown)

    def _parted(self, name: str) -> tuple[str, str]:
        """Return base and quote asset; no quote where the name has none."""
        plain = name.partition("_")[0]
        for quote in self._names.quotes:
            if plain.endswith(quote) and len(plain) - len(quote) >= SHORTEST_BASE:
                return plain.removesuffix(quote), quote
        return name, ""

    def _named(self, found: Sequence[Token], place: int) -> tuple[str, int]:
        """Return the name of the contract at a place and how many tokens it takes, 0 for none."""
        tag = int(is_tag(found, place))
        base, length = spelt(found, place + tag)
        if not base or base.lower() in self._names.exchanges:
            return "", 0
        if quote := self._quote(found, place + tag + length):
            return base + quote, tag + length + 2
        if self._is_whole(base):
            return base, tag + length
        if tag and base.lower() not in self._words:
            return TAG + base, tag + length
        return "", 0

    def _quote(self, found: Sequence[Token], place: int) -> str:
        """Return the quote asset behind a slash, or behind a hyphen without spaces."""
        if place + 1 >= len(found):
            return ""
        sign, quote = found[place], found[place + 1]
        joins = sign.is_sign("/") or (sign.is_sign("-") and sign.glued and quote.glued)
        known = quote.kind is Kind.WORD and quote.text.upper() in self._names.quotes
        return quote.text if joins and known else ""

    def _is_whole(self, word: str) -> bool:
        """Tell whether a word is a contract by itself; an unknown one is written in capitals."""
        name = word.upper()
        if name in self._symbols:
            return True
        coin, quote = self._parted(name)
        return bool(quote) and word.isascii() and (word.isupper() or self.is_coin(coin))


def is_tag(found: Sequence[Token], place: int) -> bool:
    """Tell whether a `#` or `$` begins a name: not the dollar behind an amount."""
    sign = found[place]
    amount = sign.glued and place > 0 and found[place - 1].kind is Kind.NUMBER
    return sign.is_sign(TAGS) and not amount and place + 1 < len(found) and found[place + 1].glued


def spelt(found: Sequence[Token], place: int) -> tuple[str, int]:
    """Return the word at a place, with the digits that begin it, and how many tokens it takes."""
    if place >= len(found):
        return "", 0
    first = found[place]
    if first.kind is Kind.WORD:
        return first.text, 1
    if first.kind is Kind.NUMBER and first.text.isdigit() and place + 1 < len(found):
        rest = found[place + 1]
        if rest.kind is Kind.WORD and rest.glued:
            return first.text + rest.text, 2
    return "", 0


def suffix_at(found: Sequence[Token], place: int) -> tuple[str, int]:
    """Return what follows a contract's name: `_PERP` or the day of a delivery."""
    if place + 1 >= len(found) or not found[place].glued or not found[place].is_sign(".-"):
        return "", 0
    part = found[place + 1]
    if part.glued and part.text.upper() in PERPETUAL:
        return "_PERP", 2
    if part.glued and DELIVERY.fullmatch(part.text):
        return f"_{part.text}", 2
    return "", 0
