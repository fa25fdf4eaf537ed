"""How big may this trade be, and at which leverage does its stop come before liquidation?"""

from datetime import date
from decimal import Decimal
from typing import Final

from bot.advisor import derived
from bot.advisor.book import Book
from bot.advisor.brackets import are_old
from bot.advisor.edition import Edition, edition
from bot.advisor.fees import usual_fee
from bot.advisor.positions import SIGNS
from bot.advisor.request import Finding, Strict
from bot.advisor.trade import Plan, Trade, planned
from bot.margin import sizing
from bot.margin.brackets import Bracket
from bot.margin.linear import Account, Position
from bot.margin.precision import exact, reported
from bot.rulebook import Fact

NEW_ACCOUNT_LEVERAGE: Final = "new_account_leverage"


class Request(Trade):
    """What the trader tells us: the trade, and how much of the balance it may lose."""


class ByMode(Strict):
    """One number for each margin mode, in the quote asset; None where there is none."""

    isolated: Decimal | None
    cross: Decimal | None


class Report(Strict):
    """The size, its leverages, and what is lost at the stop and if the stop fails.

    Money in the quote asset, quantity and lot in the base asset; `risk` and `stop_distance` are
    fractions of balance and entry, `bracket` is that of the notional.
    """

    quantity: Decimal
    notional: Decimal
    leverage_smallest: Decimal
    leverage_largest_stop_reachable: Decimal | None
    leverage: Decimal
    margin: Decimal
    liquidation_price: ByMode
    loss_per_unit: Decimal
    loss_at_stop: Decimal
    loss_if_stop_fails: ByMode
    reward_risk: Decimal | None
    fees: Decimal
    risk: Decimal
    risk_amount: Decimal
    stop_distance: Decimal
    lot: Decimal
    bracket: Bracket | None
    brackets_as_of: date | None
    assumptions: tuple[str, ...]
    findings: tuple[Finding, ...]
    values: dict[str, Fact]
    rulebook: Edition


@exact
def answer(request: Request, book: Book) -> Report:
    """Return the size whose loss at the stop is within the risk, and what its leverage does.

    Raises:
        ModeUnavailable: COIN-M has no formulas of its own yet.
        Missing: Neither a fraction nor an amount to risk.
        ImpossibleCombination: Stop or target on the wrong side of the entry, or at it; two risks.
        OutOfRange: More at risk than the balance, less leverage than the balance needs, or
            brackets that are no table.
        UnknownSymbol: The book has no brackets for the symbol, and none were given.
        BeyondBrackets: The size is larger than the last bracket.
        LeverageAboveBracket: The bracket of the size does not allow the leverage.
    """
    plan = planned(request, book)
    ends = ends_of(request, plan)
    fired, values = derived.findings(facts(request, plan, ends), book)
    tabled = plan.ladder is not None and request.brackets is None
    return Report(
        quantity=plan.quantity,
        notional=reported(plan.notional),
        leverage_smallest=plan.smallest,
        leverage_largest_stop_reachable=ends.largest if ends else None,
        leverage=plan.leverage,
        margin=reported(plan.margin),
        liquidation_price=ByMode(
            isolated=price(ends.isolated) if ends else None,
            cross=price(ends.cross) if ends else None,
        ),
        loss_per_unit=reported(plan.per_unit),
        loss_at_stop=reported(plan.loss),
        loss_if_stop_fails=loss_if_stop_fails(request, plan),
        reward_risk=reward_risk(request),
        fees=fees(request, plan, book),
        risk=reported(plan.risk / request.balance),
        risk_amount=reported(plan.risk),
        stop_distance=reported(abs(request.entry - request.stop) / request.entry),
        lot=plan.lot,
        bracket=plan.ladder.at(plan.notional) if plan.ladder else None,
        brackets_as_of=book.brackets.as_of if tabled else None,
        assumptions=assumptions(request, plan, ends, book),
        findings=fired,
        values=values,
        rulebook=edition(book.rulebook),
    )


def ends_of(request: Request, plan: Plan) -> sizing.Ends | None:
    """Return where the position ends; None where there is no position or no futures price."""
    if plan.ladder is None or not plan.quantity:
        return None
    sign, entry = SIGNS[request.side], request.entry
    position = Position(sign, plan.quantity, entry, entry, plan.ladder)
    return sizing.ends(position, request.stop, plan.margin, request.balance)


def price(found: Account) -> Decimal | None:
    """Return the liquidation price of an account that has one."""
    return found.nearest.price if found.nearest else None


def loss_if_stop_fails(request: Request, plan: Plan) -> ByMode:
    """Return the most that is lost: the margin posted, or what cross can lose."""
    cross = sizing.cross_loss(SIGNS[request.side], plan.notional, request.balance)
    return ByMode(isolated=reported(plan.margin), cross=reported(cross))


def reward_risk(request: Request) -> Decimal | None:
    """Return the reward at the target for each unit at risk, where a target is given."""
    if request.target is None:
        return None
    return reported(sizing.reward_risk(request.entry, request.stop, request.target))


def fees(request: Request, plan: Plan, book: Book) -> Decimal:
    """Return what opening and closing at the stop cost, in the quote asset.

    A rate that is not given is the dated one of a regular account that takes liquidity.
    """
    usual = usual_fee(request.market, book).value
    rate_open = usual if request.fee_open is None else request.fee_open
    rate_close = usual if request.fee_close is None else request.fee_close
    return reported(sizing.fees(plan.quantity, request.entry, request.stop, rate_open, rate_close))


def facts(request: Request, plan: Plan, ends: sizing.Ends | None) -> derived.Facts:
    """Return what is known for the rules; liquidation is that of the isolated position.

    A leverage that nobody chose is the smallest there is, so it is never called too much, and
    the margin that it binds is not counted against the buffer.
    """
    end = price(ends.isolated) if ends else None
    known: derived.Facts = {
        "market": request.market.value,
        "uses_stop": "order",
        "leverage": plan.leverage,
        "risk": reported(plan.risk / request.balance),
    }
    known |= derived.distances(
        SIGNS[request.side], request.entry, request.stop, end, request.daily_range
    )
    known |= derived.stop_failure(plan.margin, plan.loss)
    if ends:
        known["under_water"] = ends.isolated.under_water
    if request.leverage is not None:
        known |= derived.buffer(request.balance, plan.margin)
    if plan.leverage > plan.smallest:
        known |= derived.leverage_need(plan.notional, request.balance, plan.leverage)
    return known


def assumptions(
    request: Request, plan: Plan, ends: sizing.Ends | None, book: Book
) -> tuple[str, ...]:
    """Return the keys of what the answer takes for granted."""
    limit = book.rulebook.parameters[NEW_ACCOUNT_LEVERAGE].value
    estimated = request.fee_open is None or request.fee_close is None
    futures = plan.ladder is not None
    accounts = (ends.isolated, ends.cross) if ends else ()
    tabled = futures and request.brackets is None
    said = {
        "below_one_lot": not plan.quantity,
        "lot_default": request.lot is None,
        "fees_estimated": estimated,
        "fees_not_in_size": estimated,
        "leverage_is_smallest": request.leverage is None,
        "new_account_leverage": futures and plan.leverage > limit,
        "nothing_else_open": futures,
        "single_asset_mode": futures,
        "auto_add_margin_off": futures,
        "judged_in_isolated": ends is not None,
        "last_bracket_extended": any(
            found.nearest.beyond_cap for found in accounts if found.nearest
        ),
        "spot_has_no_liquidation_price": not futures,
        "brackets_given": futures and not tabled,
        "brackets_old": tabled and are_old(book),
    }
    return tuple(key for key, holds in said.items() if holds)
