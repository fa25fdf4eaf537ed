"""All positions of an account, each with the money behind it if it is isolated."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from bot.advisor.book import Book
from bot.advisor.brackets import Tiers, brackets_of, refuse_leverage
from bot.advisor.positions import Open, at_mark
from bot.advisor.request import Leverage, NotNegative, Number
from bot.errors import ImpossibleCombination, Missing, OutOfRange
from bot.margin.brackets import Brackets
from bot.margin.names import DOLLARS, assets
from bot.margin.precision import reported
from bot.margin.stress import Stake

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


class Holding(Open):
    """An open position of an account; money in the quote asset.

    `isolated_wallet` is without open profit, `beta` how many times a common move its price moves.
    """

    leverage: Leverage | None = None
    isolated_wallet: NotNegative | None = None
    beta: Number = ONE


def stakes(holdings: Sequence[Holding], wallet: Decimal, book: Book) -> list[Stake]:
    """Return the positions at their marks, each with its isolated wallet.

    Both sides of a symbol are a hedge: they share a mark and, where only one names them, brackets.

    Raises:
        ImpossibleCombination: A side of a symbol is named twice, a symbol has two marks, or
            contracts in coins stand beside contracts in dollars.
        UnknownSymbol: The book has no brackets for a symbol, and none were given.
        BeyondBrackets: A position is larger than its last bracket.
        Missing: A position has neither an isolated wallet nor a leverage.
        LeverageAboveBracket: A position cannot have its leverage.
        OutOfRange: The isolated wallets together exceed the wallet, or brackets that are no table.
    """
    refuse_repeated(holdings)
    refuse_mixed(holdings)
    marks, tables = shared_marks(holdings), shared_tables(holdings)
    found = list[Stake]()
    for place, held in enumerate(holdings):
        field = f"positions.{place}"
        tiers = held.brackets or tables.get(held.symbol)
        brackets = brackets_of(held.symbol, tiers, book, f"{field}.brackets")
        position = at_mark(held, marks[held.symbol], brackets)
        found.append(Stake(position, isolated_wallet(held, brackets, field), held.beta))
    refuse_overdrawn(wallet, found)
    return found


def refuse_overdrawn(wallet: Decimal, staked: Sequence[Stake]) -> None:
    """Refuse isolated wallets that hold more than there is."""
    needed = reported(sum([stake.wallet for stake in staked], ZERO))
    if needed > wallet:
        raise OutOfRange(
            field="wallet",
            value=str(wallet),
            bound="at_least",
            limit=str(needed),
            reason="isolated_wallets",
        )


def refuse_repeated(holdings: Sequence[Holding]) -> None:
    """Refuse a side of a symbol that stands there twice: the exchange holds it as one position."""
    seen = set[str]()
    for name in [f"{held.symbol} {held.side}" for held in holdings]:
        if name in seen:
            raise ImpossibleCombination(fields=["positions", "positions"], values=[name, name])
        seen.add(name)


def refuse_mixed(holdings: Sequence[Holding]) -> None:
    """Refuse profits in different coins; all that is settled in dollars counts alike."""
    first = holdings[0].symbol
    for place, held in enumerate(holdings):
        if coin(held.symbol) != coin(first):
            fields = ["positions.0.symbol", f"positions.{place}.symbol"]
            raise ImpossibleCombination(fields=fields, values=[first, held.symbol])


def coin(symbol: str) -> str | None:
    """Return the coin in which a contract is settled; None for dollars, or what is not known."""
    quote = assets(symbol)[1]
    return None if not quote or quote in DOLLARS else quote


def shared_marks(holdings: Sequence[Holding]) -> dict[str, Decimal]:
    """Return the one mark of each symbol: the one typed, else its first entry."""
    marks, places = dict[str, Decimal](), dict[str, int]()
    for place, held in enumerate(holdings):
        if held.mark is None:
            continue
        if marks.setdefault(held.symbol, held.mark) != held.mark:
            fields = [f"positions.{number}.mark" for number in (places[held.symbol], place)]
            values = [str(marks[held.symbol]), str(held.mark)]
            raise ImpossibleCombination(fields=fields, values=values)
        places.setdefault(held.symbol, place)
    return {held.symbol: held.entry for held in reversed(holdings)} | marks


def shared_tables(holdings: Iterable[Holding]) -> dict[str, Tiers]:
    """Return the brackets that are typed, by symbol."""
    return {held.symbol: held.brackets for held in holdings if held.brackets is not None}


def isolated_wallet(held: Holding, brackets: Brackets, field: str) -> Decimal:
    """Return the wallet given, or that of a position just opened: q · E / leverage."""
    cost = held.quantity * held.entry
    if held.leverage is not None:
        refuse_leverage(held.symbol, held.leverage, cost, brackets)
    if held.isolated_wallet is not None:
        return held.isolated_wallet
    if held.leverage is None:
        raise Missing(fields=[f"{field}.leverage"])
    return cost / held.leverage
