"""What the name of a contract says: `1000PEPEUSDT` is PEPE by the thousand against USDT."""

from typing import Final

COIN_MARGINED: Final = "USD"
"""The quote of COIN-M contracts, and of no other."""

DOLLARS: Final = ("USDT", "USDC", "USD1", "U")
QUOTES: Final = (*DOLLARS, "BTC", COIN_MARGINED)
DOLLAR_COINS: Final = frozenset({*DOLLARS, COIN_MARGINED, "FDUSD", "TUSD", "USDP", "DAI", "BUSD"})
"""Coins that are meant to be worth a dollar, so that a question may leave their price out."""
PERPETUAL: Final = "_PERP"


def assets(symbol: str) -> tuple[str, str]:
    """Return the base and the quote asset of a contract; an unknown quote is empty."""
    contract = symbol.partition("_")[0]
    for quote in QUOTES:
        if contract.endswith(quote) and contract != quote:
            return contract.removesuffix(quote), quote
    return contract, ""


def settled_in_coin(symbol: str) -> bool:
    """Say whether this can only be a COIN-M contract, such as `BTCUSD_PERP` or `BTCUSD_261225`."""
    pair, mark, term = symbol.partition("_")
    return mark != "" and pair.endswith(COIN_MARGINED) and (term == "PERP" or term.isdecimal())


def settled_in_quote(symbol: str) -> bool:
    """Say whether this can only be a USDⓈ-M contract."""
    return assets(symbol)[1] not in {COIN_MARGINED, ""}


def perpetual(symbol: str) -> str:
    """Return the perpetual of the pair of a COIN-M contract: `BTCUSD_PERP` of `BTCUSD_261225`."""
    return symbol.partition("_")[0] + PERPETUAL


def contract(symbol: str) -> str:
    """Return the full name of a contract; a bare `BTCUSD` is the perpetual `BTCUSD_PERP`."""
    return symbol + PERPETUAL if symbol.endswith(COIN_MARGINED) else symbol
