"""Contracts: what a spelling means, `BTC/USDT`, `btc`, `BTCUSDT.P`, `1000PEPE`, `xbt`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.calls.call import CallMarket
from bot.calls.tables import Names

TAG: Final = "#"
PAIR, COIN, STRANGE = range(3)
PERPETUAL: Final = "PERP"
COIN_MARGINED: Final = re.compile(r"[A-Z0-9]+USD_(?:PERP|\d{6})")


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as a call names it; `doubt` is the field that a person has to settle."""

    symbol: str
    market: CallMarket
    assumed: bool = False
    unknown: bool = False
    doubt: str | None = None


class Contracts:
    """The contracts that are known, and what spellings mean; a bare coin has a tag before it."""

    def __init__(self, symbols: Collection[str], names: Names) -> None:
        self._symbols = symbols
        self._names = names
        pairs = (symbol for symbol in symbols if symbol.endswith(names.usual_quote))
        self._coins = {pair.removesuffix(names.usual_quote) for pair in pairs}
        spelt = {*self._coins, *names.other_names, *symbols}
        known = {name for name in spelt if self.is_name(self.base(name))}
        self._known = known | {name + PERPETUAL for name in known}

    def of(self, text: str) -> Contract:
        """Return the contract that a spelling means; without a quote asset, the usual one."""
        names, name = self._names, text.removeprefix(TAG).upper()
        elsewhere = name in names.elsewhere
        for other, usual in names.other_names.items():
            name = usual + name.removeprefix(other) if name.startswith(other) else name
        if COIN_MARGINED.fullmatch(name):
            return Contract(name, CallMarket.COINM)
        name = name.removesuffix(f"_{PERPETUAL}")
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
            return PAIR
        return COIN if self.is_coin(text.removeprefix(TAG)) else STRANGE

    def coin(self, text: str) -> str:
        """Return the coin that a spelling names."""
        return self.base(self.of(text).symbol)

    def base(self, name: str) -> str:
        """Return the base asset of a name in capitals, with or without a quote asset."""
        return self._parted(name)[0]

    def is_coin(self, text: str) -> bool:
        """Tell whether a word is the name of a coin with a contract."""
        name = text.upper()
        return name in self._coins or name in self._names.other_names

    def is_known(self, text: str) -> bool:
        """Tell whether a word is a coin or a symbol, `PERP` behind it or not, and no number."""
        return text.upper() in self._known

    def is_pair(self, text: str) -> bool:
        """Tell whether a word is base and quote asset; an unknown pair is written in capitals."""
        name = text.upper()
        base, quote = self._parted(name)
        if not quote or base.isdigit():
            return False
        return name in self._symbols or (text.isascii() and (text.isupper() or self.is_coin(base)))

    def is_name(self, base: str) -> bool:
        """Tell whether a text can name a coin that no table knows: no number, not too short."""
        return len(base) >= self._names.limits.base and not base.isdigit()

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
            base = plain.removesuffix(quote)
            if base and base != plain and (plain in self._symbols or self.is_name(base)):
                return base, quote
        return name, ""
