"""Lists as people type them: positions, coins, brackets, shocks; and the numbers in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.errors import ImpossibleCombination
from bot.options import holdings, positions, shocks, tiers
from bot.options.fields import Kind
from bot.options.positions import TypedPosition
from bot.options.reader import Reader
from bot.options.shocks import TypedMove
from bot.options.symbols import symbol_from


class Listing(NamedTuple):
    """How a list is read, and how the numbers in it are found."""

    read: Callable[[Reader, str, str], object]
    numbers: Callable[[str, str], Iterable[str]]


def brackets(reader: Reader, name: str, text: str) -> object:
    """Return the brackets of a list; their floors are notionals."""
    return [
        {"floor": reader.money(name, tier.floor), "rate": reader.rate(name, tier.rate)}
        for tier in tiers.tiers(name, text)
    ]


def listed(reader: Reader, name: str, text: str) -> object:
    """Return the positions of a list."""
    return [position(reader, name, typed) for typed in positions.positions(name, text)]


def leveraged(reader: Reader, name: str, text: str) -> object:
    """Return the positions of a list, each with its leverage."""
    return [
        {**position(reader, name, typed), "leverage": reader.multiple(name, leverage)}
        for typed, leverage in positions.leveraged(name, text)
    ]


def position(reader: Reader, name: str, typed: TypedPosition) -> dict[str, object]:
    """Return one position of a list."""
    own = Reader(reader.table, reader.dot, typed.symbol)
    return {
        "symbol": symbol_from(typed.symbol, reader.table),
        "side": typed.side.lower(),
        "quantity": own.quantity(name, typed.quantity),
        "entry": reader.amount(name, typed.entry),
    }


def assets(reader: Reader, name: str, text: str) -> object:
    """Return the coins of a list that are held."""
    return [holdings.asset(reader, name, typed) for typed in holdings.holdings(name, text)]


def debts(reader: Reader, name: str, text: str) -> object:
    """Return the coins of a list that are owed."""
    return [holdings.debt(reader, name, typed) for typed in holdings.holdings(name, text)]


def scenarios(reader: Reader, name: str, text: str) -> object:
    """Return moves of everything, and scenarios in which single symbols move."""
    return [scenario(reader, name, moves) for moves in shocks.scenarios(name, text)]


def scenario(reader: Reader, name: str, moves: Sequence[TypedMove]) -> object:
    """Return one move of everything, or the moves of single symbols.

    Raises:
        ImpossibleCombination: One symbol moves twice.
    """
    found = dict[str, Decimal]()
    for typed, move in moves:
        fraction = reader.move(name, move)
        if typed is None:
            return fraction
        symbol = symbol_from(typed, reader.table)
        if symbol in found:
            raise ImpossibleCombination(fields=[name, name], values=[typed, typed])
        found[symbol] = fraction
    return found


def numbers_of_positions(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of positions."""
    for typed in positions.positions(name, text):
        yield from (typed.quantity, typed.entry)


def numbers_of_coins(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of coins."""
    for holding in holdings.holdings(name, text):
        yield from holding.numbers()


def numbers_of_shocks(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of shocks."""
    for moves in shocks.scenarios(name, text):
        yield from (typed.move for typed in moves)


def numbers_of_brackets(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of brackets."""
    for tier in tiers.tiers(name, text):
        yield from (tier.floor, tier.rate)


LISTINGS: Final[Mapping[Kind, Listing]] = {
    Kind.ASSETS: Listing(assets, numbers_of_coins),
    Kind.BRACKETS: Listing(brackets, numbers_of_brackets),
    Kind.DEBTS: Listing(debts, numbers_of_coins),
    Kind.LEVERAGED: Listing(leveraged, numbers_of_positions),
    Kind.POSITIONS: Listing(listed, numbers_of_positions),
    Kind.SHOCKS: Listing(scenarios, numbers_of_shocks),
}
