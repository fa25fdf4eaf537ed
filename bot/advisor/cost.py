"""What do fees, funding and interest cost, and from which price on does the trade pay for them?"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from bot.advisor import derived
from bot.advisor.book import Book
from bot.advisor.edition import Edition, edition
from bot.advisor.fees import usual_fee
from bot.advisor.positions import SIGNS
from bot.advisor.request import (
    FeeRate,
    Finding,
    Market,
    NotNegative,
    Positive,
    Side,
    Strict,
    Symbol,
    within,
)
from bot.errors import ImpossibleCombination, Missing
from bot.margin.costs import Costs, Deal, Holding, costs, days_until_eaten
from bot.margin.names import COIN_MARGINED, assets
from bot.margin.precision import exact, reported
from bot.rulebook import Fact

FUNDING_INTERVAL: Final = "funding_interval"
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
ELSEWHERE: Final[Mapping[Market, Sequence[str]]] = {
    Market.USDM: ("contract_size", "borrowed", "interest_hourly"),
    Market.COINM: ("borrowed", "interest_hourly"),
    Market.SPOT_MARGIN: ("contract_size", "funding_rate", "funding_interval_hours"),
}

FundingRate = FeeRate
InterestRate = Annotated[Decimal, within(at_least="0", below="1")]
Discount = Annotated[Decimal, within(at_least="0", at_most="1")]


class Request(Strict):
    """What the trader tells us; money in the quote asset, quantity in the base asset.

    COIN-M: money in the coin, quantity in contracts of `contract_size` USD. Rates are fractions,
    the interest that of one hour. The symbol only names the assets.
    """

    market: Market = Market.USDM
    symbol: Symbol | None = None
    side: Side
    quantity: Positive
    entry: Positive
    days: NotNegative
    contract_size: Positive | None = None
    fee_open: FeeRate | None = None
    fee_close: FeeRate | None = None
    fee_discount: Discount | None = None
    funding_rate: FundingRate | None = None
    funding_interval_hours: Positive | None = None
    borrowed: NotNegative | None = None
    interest_hourly: InterestRate | None = None
    margin: NotNegative | None = None
    expected_return: NotNegative | None = None


class Report(Strict):
    """What is paid, received being negative, and the price that pays for it; money as asked.

    `break_even_move` is how far the price has to go in favour of the trade, a fraction of the
    entry; `fee_open` and `fee_close` are after the discount; `margin_share` is what funding and
    interest take of the margin, `cost_share` what everything takes of the expected return; a
    price, share or number of days that does not exist is None.
    """

    fees: Decimal
    funding: Decimal
    interest: Decimal
    interest_hours: Decimal
    total: Decimal
    break_even_price: Decimal | None
    break_even_move: Decimal | None
    binance_break_even_price: Decimal | None
    days_until_costs_eat_margin: Decimal | None
    margin_share: Decimal | None
    cost_share: Decimal | None
    notional: Decimal
    fee_open: Decimal
    fee_close: Decimal
    settlements: Decimal
    funding_interval_hours: Decimal
    rates_as_of: date | None
    assumptions: tuple[str, ...]
    findings: tuple[Finding, ...]
    values: dict[str, Fact]
    rulebook: Edition


@exact
def answer(request: Request, book: Book) -> Report:
    """Return what holding the position costs and the price at which closing it nets nothing.

    Raises:
        ImpossibleCombination: A loan on futures, funding on spot, a contract size elsewhere than
            on COIN-M, or a symbol of another market.
        Missing: The size of a COIN-M contract, or one of loan and interest rate.
    """
    refuse(request)
    deal, holding = deal_of(request, book), holding_of(request, book)
    found = costs(deal, holding)
    fired, values = derived.findings(facts(request, found), book)
    return Report(
        fees=found.fees,
        funding=found.funding,
        interest=found.interest,
        interest_hours=found.interest_hours,
        total=found.total,
        break_even_price=found.break_even,
        break_even_move=move(deal, found.break_even),
        binance_break_even_price=found.binance_break_even,
        days_until_costs_eat_margin=days_left(request, found),
        margin_share=derived.ratio(found.funding + found.interest, request.margin),
        cost_share=derived.ratio(found.total, request.expected_return),
        notional=found.notional,
        fee_open=reported(deal.fee_open),
        fee_close=reported(deal.fee_close),
        settlements=found.settlements,
        funding_interval_hours=holding.interval,
        rates_as_of=usual_fee(request.market, book).since if estimated(request) else None,
        assumptions=assumptions(request),
        findings=fired,
        values=values,
        rulebook=edition(book.rulebook),
    )


def refuse(request: Request) -> None:
    """Refuse what the market does not have, and a loan or a contract that is told by half."""
    market = request.market
    for name in ELSEWHERE[market]:
        if value := getattr(request, name):
            raise ImpossibleCombination(fields=["market", name], values=[market, str(value)])
    if request.symbol is not None:
        refuse_symbol(market, request.symbol)
    if market is Market.COINM and request.contract_size is None:
        raise Missing(fields=["contract_size"])
    if request.borrowed and request.interest_hourly is None:
        raise Missing(fields=["interest_hourly"])
    if request.interest_hourly and request.borrowed is None:
        raise Missing(fields=["borrowed"])


def refuse_symbol(market: Market, symbol: str) -> None:
    """Refuse a symbol whose quote asset shows that it belongs to another market."""
    quote = assets(symbol)[1]
    if quote and (quote == COIN_MARGINED) is not (market is Market.COINM):
        raise ImpossibleCombination(fields=["market", "symbol"], values=[market, symbol])


def deal_of(request: Request, book: Book) -> Deal:
    """Return the position with the fees that it pays: those given, else the usual ones."""
    usual = usual_fee(request.market, book).value
    paid = ONE - (request.fee_discount or ZERO)
    return Deal(
        sign=SIGNS[request.side],
        units=request.quantity * (request.contract_size or ONE),
        entry=request.entry,
        inverse=request.market is Market.COINM,
        fee_open=paid * (usual if request.fee_open is None else request.fee_open),
        fee_close=paid * (usual if request.fee_close is None else request.fee_close),
    )


def holding_of(request: Request, book: Book) -> Holding:
    """Return how long the position is held and at which rates; one not given costs nothing."""
    usual = book.rulebook.parameters[FUNDING_INTERVAL].value
    return Holding(
        days=request.days,
        funding_rate=request.funding_rate or ZERO,
        interval=request.funding_interval_hours or usual,
        borrowed=request.borrowed or ZERO,
        interest_rate=request.interest_hourly or ZERO,
    )


def estimated(request: Request) -> bool:
    """Say whether one of the fees is the usual one."""
    return request.fee_open is None or request.fee_close is None


def move(deal: Deal, price: Decimal | None) -> Decimal | None:
    """Return the way from the entry to a price, in favour of the deal, as a fraction."""
    return None if price is None else reported(deal.sign * (price - deal.entry) / deal.entry)


def days_left(request: Request, found: Costs) -> Decimal | None:
    """Return after how many days the costs have eaten a margin that is given."""
    if request.margin is None:
        return None
    return days_until_eaten(request.margin, found.fees, found.daily)


def facts(request: Request, found: Costs) -> derived.Facts:
    """Return what is known for the rules."""
    known: derived.Facts = {"market": request.market.value}
    return known | derived.cost_share(found.total, request.expected_return)


def assumptions(request: Request) -> tuple[str, ...]:
    """Return the keys of what the answer takes for granted."""
    inverse = request.market is Market.COINM
    spot = request.market is Market.SPOT_MARGIN
    funded, borrowed = bool(request.funding_rate), bool(request.borrowed)
    said = {
        "funding_not_counted": not spot and request.funding_rate is None,
        "interest_not_counted": spot and request.borrowed is None,
        "funding_interval_usual": funded and request.funding_interval_hours is None,
        "funding_rate_constant": funded,
        "notional_at_entry": funded,
        "interest_rate_constant": borrowed,
        "interest_by_started_hours": borrowed,
        "loan_valued_in_quote": borrowed and request.side is Side.SHORT,
        "fees_estimated": estimated(request),
        "close_fee_at_entry": True,
        "money_in_coin": inverse and request.symbol is None,
        "money_in_quote": not inverse and request.symbol is None,
    }
    return tuple(key for key, holds in said.items() if holds)
