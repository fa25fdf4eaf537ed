"""Where a price ends a position, as a barrier that may be touched."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.liquidation import Report, Request, answer
from bot.advisor.positions import same_contract
from bot.advisor.request import Mode, Side
from bot.errors import ImpossibleCombination
from bot.margin.precision import quotient
from bot.margin.touch import touch_probability

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
TWO: Final = Decimal(2)


class Barrier(NamedTuple):
    """A price to be touched, None where there is none, and whether that has happened already."""

    price: Decimal | None
    reached: bool = False


class Way(NamedTuple):
    """Where a price starts and how it moves, its rates as fractions a year."""

    price: Decimal
    volatility: Decimal
    drift: Decimal

    def distance(self, barrier: Barrier) -> Decimal | None:
        """Return how far a barrier lies from the price, as a fraction of the price."""
        at = barrier.price
        return None if at is None else quotient(abs(at - self.price), self.price)

    def chance(self, barrier: Barrier, days: Decimal) -> Decimal:
        """Return the chance that the price touches a barrier within so many days."""
        if barrier.reached:
            return ONE
        if barrier.price is None:
            return ZERO
        return touch_probability(self.price, barrier.price, days, self.volatility, self.drift)


def barrier(found: Report) -> Barrier:
    """Return the price that liquidates, reached where nothing exceeds maintenance any more."""
    reached = found.margin_balance <= found.maintenance_margin
    return Barrier(found.liquidation_price, reached)


def half_leverage(position: Request, found: Report, book: Book) -> Barrier | None:
    """Return the barrier for half the quantity on the same wallet, which is half the leverage.

    None for a hedge in cross, of which half a leg is no half.
    """
    twins = any(same_contract(position, other) for other in position.others)
    if position.mode is Mode.CROSS and twins:
        return None
    quantity = position.quantity / TWO
    half = {"quantity": quantity, "wallet": found.wallet, "leverage": None}
    return barrier(answer(position.model_copy(update=half), book))


def at_price(position: Request, side: Side | None, price: Decimal | None) -> Request:
    """Return the position with the price now, where one is given, as its mark.

    Raises:
        ImpossibleCombination: The position has another side, or another mark.
    """
    for given, own, fields in (
        (side, position.side, ("side", "liquidation.side")),
        (price, position.mark, ("price", "liquidation.mark")),
    ):
        if given is not None and own is not None and given != own:
            raise ImpossibleCombination(fields=fields, values=[str(given), str(own)])
    return position.model_copy(update={"mark": price or position.mark})


def assumptions(found: Report) -> Iterator[str]:
    """Yield the keys of what the barrier takes for granted."""
    if barrier(found).reached:
        yield "already_liquidated"
    elif found.liquidation_price is None:
        yield "no_liquidation_price"
    if found.liquidation_price_above and found.liquidation_price_below:
        yield "farther_end_left_out"
    yield from found.assumptions
