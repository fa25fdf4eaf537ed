"""Symbols as people type them: `btc`, `$btc`, `BTC/USDT`, `xbt`, `BTCUSDT.P`."""

import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz, process

from bot.margin.brackets import BracketTable
from bot.margin.names import COIN_MARGINED, assets, contract

USUAL_QUOTE: Final = "USDT"
OTHER_NAMES: Final = {"XBT": "BTC"}
SUGGESTIONS: Final = 25
ALIKE: Final = 70
SUFFIX: Final = re.compile(r"(?<=\w)(?:\.P|[\s_-]?PERP)$")
INVERSE: Final = re.compile(rf"{COIN_MARGINED}(?:\.P|[\s_-]?PERP|_\d{{6}})$")
NOISE: Final = re.compile(r"[\s/$#:.-]")


def symbol_from(text: str, table: BracketTable) -> str:
    """Return the symbol meant; a bare coin is the contract against USDT, in COIN-M the perpetual.

    What fits nothing comes back in capitals, for the answer to say that it is unknown.
    """
    plain = compact(text)
    for candidate in (plain, plain.replace("_", ""), plain + USUAL_QUOTE):
        if candidate in table.symbols:
            return candidate
    return inverse_contract(plain) if table.sizes or is_inverse(text) else plain


def inverse_contract(plain: str) -> str:
    """Return the COIN-M contract of a coin or pair: the perpetual, where no other is named."""
    return contract(plain if assets(plain)[1] else plain + COIN_MARGINED)


def is_inverse(text: str) -> bool:
    """Say whether a typed symbol can only be a COIN-M contract: `BTCUSD_PERP`, `btcusd 261225`."""
    return INVERSE.search(normal(text)) is not None


def compact(text: str) -> str:
    """Return the letters and digits of a symbol in capitals, `XBT` as `BTC`."""
    plain = NOISE.sub("", SUFFIX.sub("", normal(text)))
    for name, usual in OTHER_NAMES.items():
        plain = re.sub(rf"^{name}", usual, plain)
    return plain


def normal(text: str) -> str:
    """Return a symbol in capitals, in the usual form of each letter."""
    return unicodedata.normalize("NFKC", text).upper().strip()


def coin_of(symbol: str) -> str:
    """Return the coin of a contract, without the thousands in its name: `1000PEPEUSDT` PEPE."""
    return assets(symbol)[0].lstrip("01")


def suggest_symbols(text: str, table: BracketTable) -> list[str]:
    """Return up to 25 contracts: exact, then by prefix, by coin, by likeness; big tables first."""
    typed = compact(text)
    found = [symbol for symbol in table.symbols if typed in symbol]
    ranked = sorted(found, key=lambda symbol: rank(typed, symbol, table))
    if len(ranked) < SUGGESTIONS and typed:
        near = process.extract(typed, list(table.symbols), scorer=fuzz.WRatio, score_cutoff=ALIKE)
        ranked += [symbol for symbol, *_ in near if symbol not in found]
    return ranked[:SUGGESTIONS]


def rank(typed: str, symbol: str, table: BracketTable) -> tuple[bool, bool, bool, int, str]:
    """Return the place of a symbol among the suggestions; smaller comes first."""
    return (
        symbol not in {typed, typed + USUAL_QUOTE},
        not symbol.startswith(typed),
        coin_of(symbol) != typed,
        -int(table.of(symbol).cap or 0),
        symbol,
    )
