"""A call beside its asker's money: what its verdicts share, or why they cannot be given."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from bot.advisor import size
from bot.advisor.book import Book
from bot.advisor.call import Call, Doubt
from bot.advisor.request import Mode, Positive, Strict
from bot.advisor.trade import Risk
from bot.advisor.verdicts import Reason, Trigger, Why
from bot.calls import CallMarket, Flag
from bot.errors import BeyondBrackets, LeverageAboveBracket
from bot.margin import sizing
from bot.margin.linear import Position

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
ROOM: Final = "stop_room"

TRADE: Final = (Doubt.MARKET, Doubt.SYMBOL, Doubt.SIDE, Doubt.ENTRIES, Doubt.STOP)
"""What a position is made of, in the order in which it is asked for."""

MARKETS: Final[Mapping[CallMarket, Why]] = {
    CallMarket.SPOT: Why.SPOT,
    CallMarket.COINM: Why.COINM,
    CallMarket.UNKNOWN: Why.UNKNOWN_SYMBOL,
}


class Asker(Strict):
    """What an asker says of their own account and stop; balance in the quote asset.

    `lot` is the contract's quantity step, in the base asset.
    """

    balance: Positive | None = None
    risk: Risk | None = None
    mode: Mode | None = None
    stop_trigger: Trigger | None = None
    lot: Positive | None = None


class Case(NamedTuple):
    """A call as it is judged, at the average of its entries.

    `position` is as large as the risk allows; where no size is known, one coin in the first
    bracket. It is None where something is `lacking`. `size` may be the reason why there is none.
    """

    call: Call
    asker: Asker
    lacking: Reason | None
    position: Position | None
    size: size.Report | Reason


def case_of(call: Call, asker: Asker, book: Book) -> Case:
    """Return the case of a call.

    Raises:
        OutOfRange: More at risk than the balance.
        ImpossibleCombination: Both a fraction and an amount at risk.
    """
    lacking = lack(call, TRADE, book) or wrong_side(call)
    if lacking:
        return Case(call, asker, lacking, None, lacking)
    sized = size_of(call, asker, book)
    brackets, quantity = book.brackets.of(str(call.symbol)), ONE
    if isinstance(sized, size.Report) and sized.quantity:
        quantity = sized.quantity
    else:
        brackets = brackets.first
    position = Position(call.sign, quantity, call.entry, call.entry, brackets)
    return Case(call, asker, None, position, sized)


def size_of(call: Call, asker: Asker, book: Book) -> size.Report | Reason:
    """Return the position that the asker's risk allows, at a leverage that reaches the stop."""
    for name in ("balance", "risk"):
        if getattr(asker, name) is None:
            return Reason(reason=Why.MISSING, field=name)
    trade = size.Request.model_validate(
        {
            "symbol": call.symbol,
            "side": call.side,
            "balance": asker.balance,
            "risk": asker.risk,
            "entry": call.entry,
            "stop": call.stop,
            "lot": asker.lot,
        }
    )
    try:
        smallest = size.answer(trade, book)
        leverage = max(fitting(call, smallest, book), smallest.leverage_smallest)
        return size.answer(trade.model_copy(update={"leverage": leverage}), book)
    except (BeyondBrackets, LeverageAboveBracket) as error:
        return Reason(reason=Why(error.key))


def fitting(call: Call, smallest: size.Report, book: Book) -> Decimal:
    """Return the leverage stated where the stop comes first at it, else the largest with room."""
    stated = None if Doubt.LEVERAGE in call.ask else call.leverage_stated
    largest = smallest.leverage_largest_stop_reachable
    if largest is None or call.stop is None:
        return ONE
    if stated is not None and stated <= largest:
        return stated
    brackets = book.brackets.of(str(call.symbol))
    position = Position(call.sign, smallest.quantity, call.entry, call.entry, brackets)
    return sizing.leverage_roomy(position, call.stop, room(book)) or largest


def room(book: Book) -> Decimal:
    """Return how much farther than the stop a call should survive, as a fraction."""
    return book.rulebook.parameters[ROOM].value


def wrong_side(call: Call) -> Reason | None:
    """Return that the stop lies where the trade wins, if it does; all must be known."""
    if call.stop is not None and call.sign * (call.entry - call.stop) <= ZERO:
        return Reason(reason=Why.WRONG_SIDE, field=Doubt.STOP)
    return None


def lack(call: Call, fields: Iterable[Doubt], book: Book) -> Reason | None:
    """Return the first of some fields that is in doubt or not there, and why."""
    for field in fields:
        why = Why.ASKED if field in call.ask else LACKS[field](call, book)
        if why:
            return Reason(reason=why, field=field)
    return None


def no_symbol(call: Call, book: Book) -> Why | None:
    """Return why a symbol is none that can be judged."""
    if call.symbol is None:
        return Why.MISSING
    return None if call.symbol in book.brackets.symbols else Why.UNKNOWN_SYMBOL


def no_market(call: Call, _: Book) -> Why | None:
    """Return why a market is none that can be judged."""
    return Why.SATS if Flag.SATS_PRICES in call.flags else MARKETS.get(call.market)


def no_stop(call: Call, _: Book) -> Why | None:
    """Return why there is no stop price."""
    if call.stop is not None:
        return None
    return Why.PERCENT if Flag.STOP_PERCENT in call.flags else Why.MISSING


def no_targets(call: Call, _: Book) -> Why | None:
    """Return why there are no targets to rely on."""
    far = Flag.TARGETS_ORDER_OF_MAGNITUDE in call.flags
    return Why.ORDER_OF_MAGNITUDE if far else absent(call.targets)


def absent(value: object) -> Why | None:
    """Return that a value is missing, if it is."""
    return None if value else Why.MISSING


LACKS: Final[Mapping[Doubt, Callable[[Call, Book], Why | None]]] = {
    Doubt.SYMBOL: no_symbol,
    Doubt.MARKET: no_market,
    Doubt.SIDE: lambda call, _: absent(call.side),
    Doubt.ENTRIES: lambda call, _: absent(call.entries),
    Doubt.STOP: no_stop,
    Doubt.TARGETS: no_targets,
    Doubt.LEVERAGE: lambda call, _: absent(call.leverage),
    Doubt.MARGIN_MODE: lambda call, _: absent(call.margin_mode),
}
