"""What a spot margin account holds and owes as it is typed, and the coins that it makes."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Final, TypeAlias

from pydantic import Field

from bot.advisor.brackets import Tiers
from bot.advisor.request import CoinName, NotNegative, Positive, Strict, within
from bot.errors import ImpossibleCombination, Missing
from bot.margin.brackets import Brackets, ladder
from bot.margin.names import DOLLAR_COINS
from bot.margin.spot import FREE, Coin

MOST_ENTRIES: Final = 50
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


class Asset(Strict):
    """A coin that is held; price in quote per coin, `collateral_ratio` a fraction (Cross Pro)."""

    coin: CoinName
    amount: NotNegative
    price: Positive | None = None
    collateral_ratio: Annotated[Decimal, within(at_least="0", at_most="1")] | None = None


class Debt(Strict):
    """A coin that is borrowed, amount and interest in the coin; `brackets` for Cross Pro."""

    coin: CoinName
    amount: NotNegative
    interest: NotNegative = ZERO
    price: Positive | None = None
    brackets: Tiers | None = None


Assets = Annotated[tuple[Asset, ...], Field(max_length=MOST_ENTRIES)]
Debts = Annotated[tuple[Debt, ...], Field(max_length=MOST_ENTRIES)]
Listed: TypeAlias = Sequence[tuple[str, Asset | Debt]]


def coins(assets: Sequence[Asset], debts: Sequence[Debt], *, pro: bool) -> dict[str, Coin]:
    """Return the coins of an account by name, each held, owed or both at one price.

    Raises:
        Missing: Nothing is held; a coin has no price and is no dollar coin; in Cross Pro a debt
            has no brackets.
        ImpossibleCombination: A coin is held twice, owed twice, or has two prices.
        OutOfRange: Brackets that are no table.
    """
    if not assets:
        raise Missing(fields=["assets"])
    held = placed("assets", assets)
    owed = placed("debts", debts)
    prices = prices_of([*held, *owed])
    found = {name: Coin(ZERO, ZERO, price) for name, price in prices.items()}
    for asset in assets:
        ratio = ONE if asset.collateral_ratio is None else asset.collateral_ratio
        found[asset.coin] = found[asset.coin]._replace(held=asset.amount, counted=ratio)
    for place, debt in enumerate(debts):
        brackets = brackets_of(debt, f"debts.{place}.brackets") if pro else FREE
        owing = debt.amount + debt.interest
        found[debt.coin] = found[debt.coin]._replace(owed=owing, brackets=brackets)
    return found


def placed(field: str, entries: Iterable[Asset | Debt]) -> Listed:
    """Return each entry with its place in the question, refusing a coin listed twice."""
    found: dict[str, tuple[str, Asset | Debt]] = {}
    for number, entry in enumerate(entries):
        place = f"{field}.{number}"
        if entry.coin in found:
            first, _ = found[entry.coin]
            fields = [f"{first}.coin", f"{place}.coin"]
            raise ImpossibleCombination(fields=fields, values=[entry.coin, entry.coin])
        found[entry.coin] = (place, entry)
    return list(found.values())


def prices_of(entries: Listed) -> dict[str, Decimal]:
    """Return one price for each coin: the one typed beside it anywhere, else 1 for a dollar."""
    typed: dict[str, tuple[str, Decimal]] = {}
    for place, entry in entries:
        if entry.price is None:
            continue
        first, price = typed.setdefault(entry.coin, (f"{place}.price", entry.price))
        if price != entry.price:
            values = [str(price), str(entry.price)]
            raise ImpossibleCombination(fields=[first, f"{place}.price"], values=values)
    for place, entry in entries:
        if entry.coin not in typed and entry.coin not in DOLLAR_COINS:
            raise Missing(fields=[f"{place}.price"], value=entry.coin)
    return {entry.coin: typed.get(entry.coin, ("", ONE))[1] for _, entry in entries}


def brackets_of(debt: Debt, field: str) -> Brackets:
    """Return the ladder that Cross Pro charges a debt by, its floors in the quote asset."""
    if debt.brackets is not None:
        return ladder([(tier.floor, tier.rate) for tier in debt.brackets], field=field)
    if debt.amount + debt.interest:
        raise Missing(fields=[field], value=debt.coin)
    return FREE
