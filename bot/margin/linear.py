"""USDⓈ-M: contracts whose notional, profit and margin are in the quote asset."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.margin.brackets import Bracket, Brackets
from bot.margin.pieces import zeros
from bot.margin.precision import exact, quotient, reported, settled

ZERO: Final = Decimal(0)


class Position(NamedTuple):
    """An open position at its mark price.

    `sign` is +1 long, -1 short; `quantity` in the base asset, prices in quote per base.
    """

    sign: int
    quantity: Decimal
    entry: Decimal
    mark: Decimal
    brackets: Brackets

    @property
    def notional(self) -> Decimal:
        """Quantity at the mark, in the quote asset."""
        return self.quantity * self.mark

    @property
    def bracket(self) -> Bracket:
        """The bracket of the notional at the mark."""
        return self.brackets.at(self.notional)


class Pool(NamedTuple):
    """What positions bring into a margin balance at their marks, in the quote asset."""

    profit: Decimal
    maintenance: Decimal


class End(NamedTuple):
    """A price that liquidates, the asked position's bracket there, and whether a cap is passed."""

    price: Decimal
    bracket: Bracket
    beyond_cap: bool


class Account(NamedTuple):
    """Where an account stands at the marks and where it ends; money in the quote asset.

    `ratio` is maintenance / balance and None when nothing is left to divide by; `below` and
    `above` are the nearest ends on either side of the mark.
    """

    balance: Decimal
    maintenance: Decimal
    ratio: Decimal | None
    mark: Decimal
    below: End | None
    above: End | None
    bankruptcy: Decimal | None

    @property
    def nearest(self) -> End | None:
        """The end that is nearer to the mark."""
        if self.below and self.above:
            lower = self.mark - self.below.price <= self.above.price - self.mark
            return self.below if lower else self.above
        return self.below or self.above

    @property
    def distance(self) -> Decimal | None:
        """The way to the nearest end, a fraction of the mark."""
        end = self.nearest
        return quotient(abs(self.mark - end.price), self.mark) if end else None

    @property
    def under_water(self) -> bool:
        """Say whether the balance no longer exceeds the maintenance margin."""
        return self.balance <= self.maintenance


def pool(positions: Iterable[Position]) -> Pool:
    """Return Σ s·q·(M - E), the signed profit, and Σ (N · rate - amount), the maintenance."""
    profit = maintenance = ZERO
    for sign, quantity, entry, mark, brackets in positions:
        profit += sign * quantity * (mark - entry)
        maintenance += brackets.maintenance(quantity * mark)
    return Pool(profit, maintenance)


@exact
def account(wallet: Decimal, legs: Sequence[Position], others: Sequence[Position]) -> Account:
    """Return where the account of *legs* stands and ends.

    Args:
        wallet: Isolated wallet of the position, or cross wallet balance, in the quote asset.
        legs: The position asked about and, in cross, the other side of its hedge: they share
            one symbol, so one price.
        others: The other positions of a cross pool, held at their marks.

    Source: docs/sources.md#usdm-liquidation
    """
    held, moving = pool(others), pool(legs)
    equity = wallet + held.profit
    balance = equity + moving.profit
    maintenance = held.maintenance + moving.maintenance
    cost = settled(signed_cost(legs))
    below, above = ends(settled(equity - held.maintenance) - cost, legs)
    return Account(
        balance=reported(balance),
        maintenance=reported(maintenance),
        ratio=quotient(maintenance, balance) if balance > ZERO else None,
        mark=legs[0].mark,
        below=below,
        above=above,
        bankruptcy=bankruptcy_price(settled(equity) - cost, legs),
    )


def ends(rest: Decimal, legs: Sequence[Position]) -> tuple[End | None, End | None]:
    """Return the nearest price below the mark, and the nearest above, that liquidates.

    Solves rest + Σ s·q·P = Σ (q·P·rate - amount) with the bracket that each leg has at the
    solution.

    Args:
        rest: Wallet plus signed profit less maintenance of the positions held, less Σ s·q·E of
            the legs, in the quote asset.
        legs: One leg, or the two of a hedge.
    """
    mark, below = reported(legs[0].mark), None
    for zero in zeros(rest, legs):
        covered = all(leg.brackets.covers(leg.quantity * zero.at) for leg in legs)
        end = End(zero.at, zero.bracket, not covered)
        if zero.at > mark or (zero.at == mark and not zero.rising):
            return below, end
        below = end
    return below, None


def signed_cost(legs: Sequence[Position]) -> Decimal:
    """Return Σ s·q·E, in the quote asset."""
    return sum([leg.sign * leg.quantity * leg.entry for leg in legs], ZERO)


def bankruptcy_price(rest: Decimal, legs: Sequence[Position]) -> Decimal | None:
    """Return the price at which the margin balance itself is 0, or None.

    P = -rest / Σ s·q, where rest is the wallet and the profit of the positions held less Σ s·q·E
    of the legs; legs that offset each other fully have none.
    """
    net = sum([leg.sign * leg.quantity for leg in legs], ZERO)
    price = quotient(-rest, net) if net else ZERO
    return price if price > ZERO else None
