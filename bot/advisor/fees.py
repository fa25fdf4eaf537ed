"""The fee rates of an ordinary account that takes liquidity: dated data, one for each market."""

from collections.abc import Mapping
from typing import Final

from bot.advisor.book import Book
from bot.advisor.request import Market
from bot.rulebook import Parameter

TAKER: Final[Mapping[Market, str]] = {
    Market.USDM: "fee_taker_usdm",
    Market.COINM: "fee_taker_coinm",
    Market.SPOT_MARGIN: "fee_spot",
}


def usual_fee(market: Market, book: Book) -> Parameter:
    """Return the taker rate of a regular account, a fraction of the notional."""
    return book.rulebook.parameters[TAKER[market]]
