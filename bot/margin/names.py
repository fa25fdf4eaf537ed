"""What the name of a contract says: `1000PEPEUSDT` is PEPE by the thousand against USDT."""

from typing import Final

COIN_MARGINED: Final = "USD"
"""The quote of COIN-M contracts, and of no other."""

DOLLARS: Final = ("USDT", "USDC", "USD1", "U")
QUOTES: Final = (*DOLLARS, "BTC", COIN_MARGINED)
DOLLAR_COINS: Final = frozenset({*DOLLARS, COIN_MARGINED, "FDUSD", "TUSD", "USDP", "DAI", "BUSD"})
"""Coins that are meant to be worth a dollar, so that a question may leave their price out."""


def assets(symbol: str) -> tuple[str, str]:
    """Return the base and the quote asset of a contract; an unknown quote is empty."""
    contract = symbol.partition("_")[0]
    for quote in QUOTES:
        if contract.endswith(quote) and contract != quote:
            return contract.removesuffix(quote), quote
    return contract, ""
