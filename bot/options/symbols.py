"""Symbols as people type them: `btc`, `$btc`, `BTC/USDT`, `xbt`, `BTCUSDT.P`."""

import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz, process

from bot.margin.brackets import BracketTable
from bot.margin.names import assets

USUAL_QUOTE: Final = "USDT"
OTHER_NAMES: Final = {"XBT": "BTC"}
SUGGESTIONS: Final = 25
ALIKE: Final = 70
PERPETUAL: Final = re.compile(r"(?<=\w)(?:\.P|[_-]?PERP)$")
NOISE: Final = re.compile(r"[\s/$#:.-]")


def symbol_from(text: str, table: BracketTable) -> str:
    """Return the symbol meant; a bare coin is the contract against USDT where there is one.

    What fits nothing comes back in capitals, for the answer to say that it is unknown.
    """
    plain = compact(text)
    for candidate in (plain, plain.replace("_", ""), plain + USUAL_QUOTE):
        if candidate in table.symbols:
            return candidate
    return plain


def compact(text: str) -> str:
    """Return the letters and digits of a symbol in capitals, `XBT` as `BTC`."""
    upper = unicodedata.normalize("NFKC", text).upper().strip()
    plain = NOISE.sub("", PERPETUAL.sub("", upper))
    for name, usual in OTHER_NAMES.items():
        plain = re.sub(rf"^{name}", usual, plain)
    return plain


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
