"""Where does this position end, and is that far enough?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from bot.advisor import derived
from bot.advisor.book import Book
from bot.advisor.brackets import are_old, refuse_leverage, table_of
from bot.advisor.contracts import contracts_of
from bot.advisor.edition import Edition, edition
from bot.advisor.positions import SIGNS, Open, pool, rest_on_table, same_contract
from bot.advisor.request import (
    Finding,
    Leverage,
    Market,
    Mode,
    Number,
    Positive,
    Strict,
    at_most,
)
from bot.errors import ImpossibleCombination, Missing, ModeUnavailable, OutOfRange
from bot.margin.brackets import Bracket
from bot.margin.linear import Account, End, Position
from bot.margin.precision import exact, reported
from bot.rulebook import Fact

MOST_OTHERS: Final = 49
ZERO: Final = Decimal(0)


class Request(Open):
    """What the trader tells us; prices in quote, quantity in base assets (COIN-M: contracts).

    `wallet` is the isolated wallet of this position or the cross wallet balance, in quote
    (COIN-M: in the coin); `daily_range` a fraction; `contract_size` the dollars of a COIN-M
    contract.
    """

    market: Market = Market.USDM
    mode: Mode
    wallet: Number | None = None
    leverage: Leverage | None = None
    contract_size: Positive | None = None
    stop: Positive | None = None
    daily_range: Positive | None = None
    others: Annotated[tuple[Open, ...], Field(fail_fast=True), at_most(MOST_OTHERS)] = ()


class WalletSource(StrEnum):
    """Where the wallet of an answer comes from."""

    GIVEN = "given"
    ESTIMATED = "estimated"


class Report(Strict):
    """Where the account stands at the marks and where it ends; money in quote (COIN-M: coins).

    `distance` is a fraction of the mark; a price that does not exist is None, and so is the
    `margin_ratio` of an account with nothing left.
    """

    liquidation_price: Decimal | None
    liquidation_price_above: Decimal | None
    liquidation_price_below: Decimal | None
    distance: Decimal | None
    bankruptcy_price: Decimal | None
    margin_balance: Decimal
    maintenance_margin: Decimal
    margin_ratio: Decimal | None
    bracket: Bracket
    wallet: Decimal
    wallet_source: WalletSource
    contract_size: Decimal | None
    brackets_as_of: date | None
    assumptions: tuple[str, ...]
    findings: tuple[Finding, ...]
    values: dict[str, Fact]
    rulebook: Edition


@exact
def answer(request: Request, book: Book) -> Report:
    """Return the liquidation price of the position asked about and what is dangerous about it.

    Raises:
        ModeUnavailable: The market has no such price.
        Missing: In cross the wallet, in isolated both wallet and leverage; brackets and contract
            size of a COIN-M contract that are not known.
        UnknownSymbol: The book has no brackets for a symbol, and none were given.
        BeyondBrackets: A position is larger than its last bracket.
        LeverageAboveBracket: The isolated position cannot have the leverage.
        ImpossibleCombination: A stop on the wrong side, a position named twice, or a symbol that
            is not of the market or of the pool.
        OutOfRange: An isolated wallet below 0, or brackets that are no table.
    """
    refuse(request)
    market, others = request.market, request.others if request.mode is Mode.CROSS else ()
    contracts = contracts_of(market, request.symbol, request.contract_size, request.brackets, book)
    legs, held = pool(request, others, book, contracts)
    asked = legs[0]
    wallet = wallet_of(request, asked)
    found = contracts.account(wallet, legs, held)
    nearest = found.nearest
    as_of = table_of(market, book).as_of if rest_on_table(request, others) else None
    fired, values = derived.findings(facts(request, asked, wallet, found), book)
    return Report(
        liquidation_price=price(nearest),
        liquidation_price_above=price(found.above),
        liquidation_price_below=price(found.below),
        distance=found.distance,
        bankruptcy_price=found.bankruptcy,
        margin_balance=found.balance,
        maintenance_margin=found.maintenance,
        margin_ratio=found.ratio,
        bracket=nearest.bracket if nearest else asked.bracket,
        wallet=reported(wallet),
        wallet_source=WalletSource.ESTIMATED if request.wallet is None else WalletSource.GIVEN,
        contract_size=contracts.size if market is Market.COINM else None,
        brackets_as_of=as_of,
        assumptions=assumptions(
            request,
            found,
            hedged=len(legs) > 1,
            pooled=bool(held),
            old=as_of is not None and are_old(book, market),
        ),
        findings=fired,
        values=values,
        rulebook=edition(book.rulebook),
    )


def refuse(request: Request) -> None:
    """Refuse a question that has no answer before anything is looked up."""
    if request.market is Market.SPOT_MARGIN:
        raise ModeUnavailable(value=request.market, reason=f"{request.market}_liquidation")
    wallet = request.wallet
    if wallet is not None and request.mode is Mode.ISOLATED and wallet < ZERO:
        raise OutOfRange(field="wallet", value=str(wallet), bound="at_least", limit=str(ZERO))
    if request.stop is not None:
        refuse_stop(request, request.stop)


def refuse_stop(request: Request, stop: Decimal) -> None:
    """Refuse a stop on the winning side of entry and mark; between them it locks a profit in."""
    sign, mark = SIGNS[request.side], request.mark or request.entry
    if all(sign * (price - stop) <= ZERO for price in (request.entry, mark)):
        raise ImpossibleCombination(
            fields=["stop", "entry", "side"],
            values=[str(stop), str(request.entry), request.side.value],
        )


def wallet_of(request: Request, asked: Position) -> Decimal:
    """Return the wallet given, or that of an isolated position just opened: cost / leverage.

    The cost is q · E, in COIN-M n·C / E.
    """
    cross = request.mode is Mode.CROSS
    leverage = None if cross else request.leverage
    cost = asked.quantity * asked.entry
    if leverage is not None:
        refuse_leverage(request.symbol, leverage, cost, asked.brackets)
    if request.wallet is not None:
        return request.wallet
    if leverage is None:
        raise Missing(fields=["wallet"] if cross else ["wallet", "leverage"])
    return cost / leverage


def facts(request: Request, asked: Position, wallet: Decimal, found: Account) -> derived.Facts:
    """Return what is known for the rules; an estimated wallet says nothing of the leverage."""
    nearest = price(found.nearest)
    known: derived.Facts = {
        "market": request.market.value,
        "current_mode": request.mode.value,
        "under_water": found.under_water,
    }
    known |= derived.distances(
        SIGNS[request.side], request.entry, request.stop, nearest, request.daily_range
    )
    if request.stop is not None:
        known["uses_stop"] = "order"
    if request.leverage is not None:
        known["leverage"] = request.leverage
        if request.wallet is not None:
            known |= derived.leverage_need(asked.notional, wallet, request.leverage)
        if request.mode is Mode.CROSS and not request.others:
            known |= derived.buffer(found.balance, asked.notional / request.leverage)
    return known


def assumptions(
    request: Request, found: Account, *, hedged: bool, pooled: bool, old: bool
) -> tuple[str, ...]:
    """Return the keys of what the answer takes for granted."""
    cross, inverse = request.mode is Mode.CROSS, request.market is Market.COINM
    estimated = request.wallet is None
    marked = (other for other in request.others if other.mark is not None)
    said = {
        "wallet_estimated": estimated,
        "fee_not_deducted": estimated,
        "mark_is_entry": request.mark is None,
        "others_held": pooled,
        "nothing_else_open": cross and not request.others,
        "others_not_shared": not cross and bool(request.others),
        "hedge_shares_price": hedged,
        "hedge_mark_shared": hedged and any(same_contract(request, other) for other in marked),
        "leverage_not_in_cross": cross and request.leverage is not None,
        "single_asset_mode": cross and not inverse,
        "pool_of_one_coin": cross and inverse,
        "auto_add_margin_off": not cross,
        "last_bracket_extended": any(end.beyond_cap for end in (found.below, found.above) if end),
        "brackets_given": request.brackets is not None,
        "limits_not_known": inverse and request.brackets is None,
        "brackets_old": old,
    }
    return tuple(key for key, holds in said.items() if holds)


def price(end: End | None) -> Decimal | None:
    """Return the price of an end that exists."""
    return end.price if end else None
