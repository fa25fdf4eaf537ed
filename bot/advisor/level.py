"""How far is a spot margin account from its call and its liquidation?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Final

from bot.advisor.book import Book
from bot.advisor.coins import Asset, Assets, Debt, Debts, coins
from bot.advisor.request import CoinName, Leverage, Strict, within
from bot.errors import BadValue, ImpossibleCombination, Missing
from bot.margin import spot
from bot.margin.names import DOLLAR_COINS
from bot.margin.precision import exact
from bot.margin.spot import Band, Coin, Ratios
from bot.rulebook import Parameter

ONE: Final = Decimal(1)
PAIR: Final = 2
CALL: Final = "spot_call_"
LIQUIDATION: Final = "spot_liquidation_"
FEE: Final = "spot_clearance_fee"
PRO_FEE: Final = "spot_clearance_fee_pro"

Ratio = Annotated[Decimal, within(above="0", at_most="10")]


class LevelMode(StrEnum):
    """The kind of spot margin account; each has ratios of its own."""

    CROSS_3X = "cross_3x"
    CROSS_5X = "cross_5x"
    CROSS_PRO = "cross_pro"
    ISOLATED = "isolated"


class Request(Strict):
    """What the trader tells us; `coin` is the one whose price moves, `leverage` the class."""

    mode: LevelMode
    assets: Assets
    coin: CoinName
    debts: Debts = ()
    liquidation_ratio: Ratio | None = None
    call_ratio: Ratio | None = None
    leverage: Leverage | None = None


class Thresholds(Strict):
    """The levels that call and liquidate; `as_of` is None where both are typed."""

    call: Decimal | None
    liquidation: Decimal
    as_of: date | None


class Report(Strict):
    """Where the level stands, and what brings the account to its thresholds.

    The level is cover / demand, assets over debts or in Cross Pro net collateral over
    maintenance; they, `repay_to_safe` and `add_to_safe` are in the quote asset, prices in quote
    per coin, distances fractions of the coin's `price`. What does not exist is None, and so is
    what Cross Pro does not tell; nothing to repay or add is 0. `quote` is the dollar coin that
    everything is counted in, where there is one.
    """

    margin_level: Decimal | None
    band: Band
    liquidation_price: Decimal | None
    call_price: Decimal | None
    distance: Decimal | None
    call_distance: Decimal | None
    repay_to_safe: Decimal | None
    add_to_safe: Decimal | None
    thresholds: Thresholds
    cover: Decimal
    demand: Decimal
    price: Decimal
    quote: str | None
    clearance_fee: Decimal
    assumptions: tuple[str, ...]


@exact
def answer(request: Request, book: Book) -> Report:
    """Return the margin level of an account, its band, and the prices of one coin that end it.

    Raises:
        Missing: Nothing is held, a price or a maintenance rate is not known, or isolated has
            neither its leverage class nor both ratios.
        BadValue: A coin that the account does not have, or a class that isolated does not have.
        ImpossibleCombination: A coin twice, two prices of one coin, or a call ratio below the
            liquidation ratio.
        OutOfRange: Brackets that are no table.
    """
    thresholds = thresholds_of(request, book)
    pro = request.mode is LevelMode.CROSS_PRO
    account = coins(request.assets, request.debts, pro=pro)
    asked = coin_asked(request, account)
    ratios = Ratios(thresholds.liquidation, thresholds.call)
    found = spot.account(list(account.values()), asked, ratios, pro=pro)
    return Report(
        margin_level=found.level,
        band=found.band,
        liquidation_price=found.liquidation,
        call_price=found.call,
        distance=found.distance,
        call_distance=found.call_distance,
        repay_to_safe=found.repay,
        add_to_safe=found.add,
        thresholds=thresholds,
        cover=found.cover,
        demand=found.demand,
        price=asked.price,
        quote=quote_of(account),
        clearance_fee=book.rulebook.parameters[PRO_FEE if pro else FEE].value,
        assumptions=assumptions(request, account, thresholds, borrowed=found.level is not None),
    )


def thresholds_of(request: Request, book: Book) -> Thresholds:
    """Return the ratios that are typed, else the dated ones of the account's kind."""
    parameters = book.rulebook.parameters
    kind = kind_of(request, parameters)
    call, call_since = ratio(request.call_ratio, parameters.get(CALL + kind))
    end, end_since = ratio(request.liquidation_ratio, parameters.get(LIQUIDATION + kind))
    if end is None or (call is None and request.mode is LevelMode.ISOLATED):
        known = {"liquidation_ratio": end, "call_ratio": call}
        absent = [name for name, value in known.items() if value is None]
        raise Missing(fields=absent if len(absent) == 1 else ["leverage"])
    if call is not None and call < end:
        raise ImpossibleCombination(
            fields=["call_ratio", "liquidation_ratio"], values=[str(call), str(end)]
        )
    dates = [since for since in (call_since, end_since) if since]
    return Thresholds(call=call, liquidation=end, as_of=max(dates, default=None))


def ratio(typed: Decimal | None, filed: Parameter | None) -> tuple[Decimal | None, date | None]:
    """Return the ratio that is typed, else the filed one and the day since when it holds."""
    if typed is not None or filed is None:
        return typed, None
    return filed.value, filed.since


def kind_of(request: Request, parameters: Mapping[str, Parameter]) -> str:
    """Return what the ratios of an account are filed under: isolated by its leverage class."""
    if request.mode is not LevelMode.ISOLATED or request.leverage is None:
        return request.mode.value
    start, leverage = f"{LIQUIDATION}{request.mode}_", f"{request.leverage.normalize():f}"
    filed = [name.removeprefix(start) for name in parameters if name.startswith(start)]
    if f"{leverage}x" not in filed:
        classes = sorted((name.removesuffix("x") for name in filed), key=int)
        raise BadValue(field="leverage", value=leverage, allowed=classes)
    return f"{request.mode}_{leverage}x"


def coin_asked(request: Request, account: Mapping[str, Coin]) -> Coin:
    """Return the coin whose price moves."""
    if request.coin not in account:
        near = get_close_matches(request.coin, account, n=1)
        raise BadValue(field="coin", value=request.coin, allowed=list(account), did_you_mean=near)
    return account[request.coin]


def quote_of(account: Mapping[str, Coin]) -> str | None:
    """Return the first dollar coin at 1, which everything is counted in."""
    dollars = (
        name for name, coin in account.items() if name in DOLLAR_COINS and coin.price == ONE
    )
    return next(dollars, None)


def assumptions(
    request: Request, account: Mapping[str, Coin], thresholds: Thresholds, *, borrowed: bool
) -> tuple[str, ...]:
    """Return the keys of what the answer takes for granted."""
    pro = request.mode is LevelMode.CROSS_PRO
    isolated = request.mode is LevelMode.ISOLATED
    entries: list[Asset | Debt] = [*request.assets, *request.debts]
    priced = {entry.coin for entry in entries if entry.price is not None}
    ratios = [asset.collateral_ratio for asset in request.assets]
    brackets = [debt.brackets for debt in request.debts]
    said = {
        "interest_accrues": borrowed,
        "other_coins_held": any(name not in {request.coin, *DOLLAR_COINS} for name in account),
        "isolated_is_a_pair": isolated and len(account) > PAIR,
        "isolated_ratios_disputed": isolated and thresholds.as_of is not None,
        "pro_call_unknown": pro and thresholds.call is None,
        "collateral_counted_whole": pro and None in ratios,
        "open_orders_left_out": pro,
        "brackets_given": pro and any(brackets),
        "cross_pro_only": not pro and any(value is not None for value in [*ratios, *brackets]),
        "leverage_not_in_cross": not isolated and request.leverage is not None,
        "interest_not_given": not any(debt.interest for debt in request.debts) and borrowed,
        "dollar_coins_at_one": account.keys() > priced,
        "valued_at_your_prices": not pro,
    }
    return tuple(key for key, holds in said.items() if holds)
