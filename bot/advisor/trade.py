"""A trade as it is typed, and the position that its risk allows."""

from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor.book import Book
from bot.advisor.brackets import Tiers, brackets_of, refuse_leverage, refuse_uncovered
from bot.advisor.positions import SIGNS
from bot.advisor.request import (
    FeeRate,
    Leverage,
    Market,
    Positive,
    Share,
    Side,
    Strict,
    Symbol,
)
from bot.errors import ImpossibleCombination, Missing, ModeUnavailable, OutOfRange
from bot.margin import sizing
from bot.margin.brackets import Brackets

ZERO: Final = Decimal(0)
DEFAULT_LOT: Final = "lot_default"


class Risk(Strict):
    """What the trade may lose: a fraction of the balance, or an amount in the quote asset."""

    fraction: Share | None = None
    amount: Positive | None = None


class Trade(Strict):
    """A trade to be sized; prices and balance in the quote asset, lot in the base asset.

    Fee rates and the daily range are fractions.
    """

    market: Market = Market.USDM
    symbol: Symbol
    side: Side
    balance: Positive
    risk: Risk
    entry: Positive
    stop: Positive
    target: Positive | None = None
    leverage: Leverage | None = None
    fee_open: FeeRate | None = None
    fee_close: FeeRate | None = None
    brackets: Tiers | None = None
    lot: Positive | None = None
    daily_range: Positive | None = None


class Plan(NamedTuple):
    """The position that fits the risk; `ladder` is None on spot, which has no brackets."""

    risk: Decimal
    lot: Decimal
    quantity: Decimal
    notional: Decimal
    per_unit: Decimal
    smallest: Decimal
    leverage: Decimal
    ladder: Brackets | None

    @property
    def loss(self) -> Decimal:
        """What the position loses at the stop, in the quote asset."""
        return self.quantity * self.per_unit

    @property
    def margin(self) -> Decimal:
        """What an isolated position posts, in the quote asset."""
        return self.notional / self.leverage


def refuse(trade: Trade) -> None:
    """Refuse a question that has no answer before anything is computed."""
    if trade.market is Market.COINM:
        raise ModeUnavailable(value=trade.market, reason=f"{trade.market}_sizing")
    if trade.market is Market.SPOT_MARGIN and trade.brackets is not None:
        raise ImpossibleCombination(
            fields=["market", "brackets"], values=[trade.market, str(len(trade.brackets))]
        )
    sign = SIGNS[trade.side]
    if sign * (trade.entry - trade.stop) <= ZERO:
        raise wrong_side(trade, "stop", trade.stop)
    if trade.target is not None and sign * (trade.target - trade.entry) <= ZERO:
        raise wrong_side(trade, "target", trade.target)


def wrong_side(trade: Trade, field: str, price: Decimal) -> ImpossibleCombination:
    """Return the error for a stop or target that the side of the trade does not allow."""
    return ImpossibleCombination(
        fields=[field, "entry", "side"], values=[str(price), str(trade.entry), trade.side.value]
    )


def risk_amount(trade: Trade) -> Decimal:
    """Return what the trade may lose, in the quote asset."""
    fraction, amount = trade.risk.fraction, trade.risk.amount
    if fraction is not None and amount is not None:
        raise ImpossibleCombination(
            fields=["risk.fraction", "risk.amount"], values=[str(fraction), str(amount)]
        )
    if fraction is not None:
        return trade.balance * fraction
    if amount is None:
        raise Missing(fields=["risk"])
    if amount > trade.balance:
        limit = str(trade.balance)
        raise OutOfRange(field="risk.amount", value=str(amount), bound="at_most", limit=limit)
    return amount


def planned(trade: Trade, book: Book) -> Plan:
    """Return the position that fits the risk, refusing one that cannot be opened."""
    refuse(trade)
    per_unit = sizing.loss_per_unit(
        trade.entry, trade.stop, trade.fee_open or ZERO, trade.fee_close or ZERO
    )
    if per_unit <= ZERO:
        values = [str(trade.stop), str(trade.fee_open or trade.fee_close)]
        raise ImpossibleCombination(fields=["stop", "fee_open"], values=values)
    risk = risk_amount(trade)
    lot = trade.lot or book.rulebook.parameters[DEFAULT_LOT].value
    quantity = sizing.quantity(risk, per_unit, lot)
    notional = quantity * trade.entry
    smallest = sizing.leverage_smallest(notional, trade.balance)
    leverage, ladder = trade.leverage or smallest, None
    if trade.market is Market.USDM:
        ladder = brackets_of(trade.symbol, trade.brackets, book)
        refuse_uncovered(trade.symbol, notional, ladder)
        refuse_leverage(trade.symbol, leverage, notional, ladder)
    if leverage < smallest:
        limit = str(smallest)
        raise OutOfRange(field="leverage", value=str(leverage), bound="at_least", limit=limit)
    return Plan(risk, lot, quantity, notional, per_unit, smallest, leverage, ladder)
