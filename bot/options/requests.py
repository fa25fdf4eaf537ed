"""From typed options to a question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from pydantic import BaseModel

from bot.advisor import FEATURES, Book, parse
from bot.advisor.request import Market
from bot.advisor.shocks import LEAST
from bot.errors import (
    AmbiguousNumber,
    ImpossibleCombination,
    NotANumber,
    OutOfRange,
    UnknownField,
    UnknownTrait,
)
from bot.margin.brackets import BracketTable
from bot.options import amounts, holdings, positions, shocks, tiers
from bot.options.amounts import CONTRACTS, DOLLARS, PERCENT, TIMES, Dot
from bot.options.fields import RATES, Field, Kind, fields
from bot.options.positions import TypedPosition
from bot.options.shocks import TypedMove
from bot.options.symbols import coin_of, compact, is_inverse, symbol_from
from bot.render import thousands_separator

NUMBERS: Final = RATES | {
    Kind.AMOUNT,
    Kind.MONEY,
    Kind.QUANTITY,
    Kind.MULTIPLE,
    Kind.RISK,
    Kind.COUNT,
    Kind.DAYS,
    Kind.HOURS,
}
ONE_HUNDREDTH: Final = -2
SMALL: Final = Decimal("0.001")
"""The largest bare fee, funding or interest rate that is no percent: 0.01 may mean 0.01%."""

WHOLE: Final = Decimal(1)
"""The largest bare volatility or trend that is no percent: 60 may mean 60%."""

DAYS: Final = frozenset({"d", "day", "days"})
HOURS: Final = frozenset({"h", "hour", "hours"})


def request(feature: str, typed: Mapping[str, str], book: Book, locale: str) -> BaseModel:
    """Return the question that the typed options ask, in the asker's way of writing numbers.

    Raises:
        Mistake: Something typed cannot be read; the details name the option and its value.
    """
    known = fields(feature, book)
    if strange := next((name for name in typed if name not in known), None):
        near = get_close_matches(strange, known, n=1)
        if feature == "mode":
            raise UnknownTrait(value=strange, did_you_mean=near)
        raise UnknownField(field=strange, feature=feature, did_you_mean=near)
    typed = with_market(typed, known)
    table = book.coinm if typed.get("market", "").lower() == Market.COINM else book.brackets
    dot = dot_of(locale, number_texts(typed, known))
    reader = Reader(table, dot, typed.get("symbol", ""))
    return parse(
        FEATURES[feature].request, {k: reader.read(known[k], v) for k, v in typed.items()}
    )


def with_market(typed: Mapping[str, str], known: Mapping[str, Field]) -> Mapping[str, str]:
    """Return what was typed, with the market where the symbol alone says it."""
    if "market" in known and "market" not in typed and is_inverse(typed.get("symbol", "")):
        return {**typed, "market": Market.COINM.value}
    return typed


def number_texts(typed: Mapping[str, str], known: Mapping[str, Field]) -> Iterable[str]:
    """Return every text of a question in which a number stands."""
    for name, text in typed.items():
        kind = known[name].kind
        if kind in NUMBERS:
            yield text
        elif kind in LISTS:
            yield from LISTS[kind](name, text)


def position_texts(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of positions."""
    for position in positions.positions(name, text):
        yield from (position.quantity, position.entry)


def holding_texts(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of coins."""
    for holding in holdings.holdings(name, text):
        yield from holding.numbers()


def shock_texts(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of shocks."""
    for scenario in shocks.scenarios(name, text):
        yield from (move.move for move in scenario)


def tier_texts(name: str, text: str) -> Iterable[str]:
    """Return the numbers of a list of brackets."""
    for tier in tiers.tiers(name, text):
        yield from (tier.floor, tier.rate)


LISTS: Final[Mapping[Kind, Callable[[str, str], Iterable[str]]]] = {
    Kind.POSITIONS: position_texts,
    Kind.LEVERAGED: position_texts,
    Kind.ASSETS: holding_texts,
    Kind.DEBTS: holding_texts,
    Kind.SHOCKS: shock_texts,
    Kind.BRACKETS: tier_texts,
}


def dot_of(locale: str, texts: Iterable[str]) -> Dot:
    """Return what a dot before three digits means to someone of this language."""
    if thousands_separator(locale) != ".":
        return Dot.DECIMAL
    return amounts.dot_settled_by(texts)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one question's options: its table of symbols, its dot, the symbol as typed."""

    table: BracketTable
    dot: Dot
    symbol: str

    def read(self, field: Field, text: str) -> object:
        """Return the value of an option."""
        return READERS[field.kind](self, field.name, text)

    def choice(self, _: str, text: str) -> object:
        """Return a fixed value as typed, in small letters with underscores."""
        return "_".join(text.lower().split())

    def contract(self, _: str, text: str) -> object:
        """Return the symbol meant."""
        return symbol_from(text, self.table)

    def decimal(self, name: str, text: str, units: Iterable[str]) -> tuple[Decimal, str]:
        """Return a number and its unit, which must be one of *units* or none."""
        part = amounts.typed(name, text)
        if part.unit and part.unit not in units:
            raise NotANumber(field=name, value=text)
        return amounts.number(name, text, part, self.dot), part.unit

    @property
    def coin(self) -> str:
        """The coin of the contract."""
        return coin_of(symbol_from(self.symbol, self.table))

    def counted(self, name: str, text: str, units: Sequence[str]) -> Decimal:
        """Return a number that counts in one thing only.

        Raises:
            NotANumber: It names another unit; the details say which it has to be.
        """
        unit = amounts.typed(name, text).unit
        if unit and unit not in map(str.lower, units):
            raise NotANumber(field=name, value=text, unit=units[0])
        return self.decimal(name, text, {unit})[0]

    def amount(self, name: str, text: str) -> object:
        """Return a price, or a sum in quote."""
        return self.decimal(name, text, DOLLARS)[0]

    def money(self, name: str, text: str) -> object:
        """Return a sum that the account holds: in quote, in COIN-M in the coin."""
        return (
            self.counted(name, text, [self.coin]) if self.table.sizes else self.amount(name, text)
        )

    def quantity(self, name: str, text: str) -> object:
        """Return a quantity in the base coin, in COIN-M in contracts."""
        return self.counted(name, text, CONTRACTS if self.table.sizes else [self.coin])

    def rate(self, name: str, text: str) -> object:
        """Return a fraction; `1%` is 0.01."""
        value, unit = self.decimal(name, text, PERCENT)
        return value.scaleb(ONE_HUNDREDTH) if unit else value

    def small_rate(self, name: str, text: str) -> object:
        """Return a fee, funding or interest rate as a fraction; `0.01%` is 0.0001."""
        return self.unmistaken(name, text, SMALL)

    def yearly_rate(self, name: str, text: str) -> object:
        """Return a volatility or a trend as a fraction a year; `60%` is 0.6."""
        return self.unmistaken(name, text, WHOLE)

    def unmistaken(self, name: str, text: str, largest: Decimal) -> Decimal:
        """Return a fraction.

        Raises:
            AmbiguousNumber: A bare number above *largest*, which could be percent or a fraction.
        """
        value, unit = self.decimal(name, text, PERCENT)
        if not unit and abs(value) > largest:
            readings = [f"{value:f}%", f"{value.scaleb(-ONE_HUNDREDTH):f}%"]
            raise AmbiguousNumber(field=name, value=text, readings=readings)
        return value.scaleb(ONE_HUNDREDTH) if unit else value

    def days(self, name: str, text: str) -> object:
        """Return days; `3d` is 3."""
        return self.decimal(name, text, DAYS)[0]

    def hours(self, name: str, text: str) -> object:
        """Return hours; `8h` is 8."""
        return self.decimal(name, text, HOURS)[0]

    def multiple(self, name: str, text: str) -> object:
        """Return leverage; `20x` is 20."""
        return self.decimal(name, text, TIMES)[0]

    def risk(self, name: str, text: str) -> object:
        """Return the loss accepted, as a fraction where `%` is typed, else as an amount.

        Raises:
            AmbiguousNumber: A bare number of 1 or less could be either.
        """
        value, unit = self.decimal(name, text, {PERCENT, *DOLLARS})
        if unit == PERCENT:
            return {"fraction": value.scaleb(ONE_HUNDREDTH)}
        if not unit and 0 < value <= 1:
            raise AmbiguousNumber(field=name, value=text, readings=[f"{text}%", f"{text} usdt"])
        return {"amount": value}

    def count(self, name: str, text: str) -> object:
        """Return a whole number as text, for the rulebook to judge."""
        return format(self.decimal(name, text, ())[0], "f")

    def brackets(self, name: str, text: str) -> object:
        """Return the brackets of a list; their floors are notionals."""
        return [
            {"floor": self.money(name, tier.floor), "rate": self.rate(name, tier.rate)}
            for tier in tiers.tiers(name, text)
        ]

    def listed(self, name: str, text: str) -> object:
        """Return the positions of a list."""
        return [self.position(name, position) for position in positions.positions(name, text)]

    def leveraged(self, name: str, text: str) -> object:
        """Return the positions of a list, each with its leverage."""
        return [
            {**self.position(name, position), "leverage": self.multiple(name, leverage)}
            for position, leverage in positions.leveraged(name, text)
        ]

    def coin_name(self, _: str, text: str) -> object:
        """Return the name of a coin."""
        return compact(text)

    def assets(self, name: str, text: str) -> object:
        """Return the coins of a list that are held."""
        return [holdings.asset(self, name, typed) for typed in holdings.holdings(name, text)]

    def debts(self, name: str, text: str) -> object:
        """Return the coins of a list that are owed."""
        return [holdings.debt(self, name, typed) for typed in holdings.holdings(name, text)]

    def position(self, name: str, typed: TypedPosition) -> dict[str, object]:
        """Return one position of a list."""
        reader = Reader(self.table, self.dot, typed.symbol)
        return {
            "symbol": symbol_from(typed.symbol, self.table),
            "side": typed.side.lower(),
            "quantity": reader.quantity(name, typed.quantity),
            "entry": self.amount(name, typed.entry),
        }

    def shocks(self, name: str, text: str) -> object:
        """Return moves of everything, and scenarios in which single symbols move."""
        return [self.scenario(name, moves) for moves in shocks.scenarios(name, text)]

    def scenario(self, name: str, moves: Sequence[TypedMove]) -> object:
        """Return one move of everything, or the moves of single symbols.

        Raises:
            ImpossibleCombination: One symbol moves twice.
        """
        found = dict[str, Decimal]()
        for typed, move in moves:
            fraction = self.move(name, move)
            if typed is None:
                return fraction
            symbol = symbol_from(typed, self.table)
            if symbol in found:
                raise ImpossibleCombination(fields=[name, name], values=[typed, typed])
            found[symbol] = fraction
        return found

    def move(self, name: str, text: str) -> Decimal:
        """Return by what fraction a price moves.

        Raises:
            AmbiguousNumber: Without a unit, 20 is more likely to mean percent than times.
            OutOfRange: A price falls by all of it or more.
        """
        value, unit = self.decimal(name, text, PERCENT)
        if not unit and abs(value) >= 1:
            readings = [f"{text}%", f"{format(value.scaleb(-ONE_HUNDREDTH), 'f')}%"]
            raise AmbiguousNumber(field=name, value=text, readings=readings)
        fraction = value.scaleb(ONE_HUNDREDTH) if unit else value
        if fraction <= LEAST:
            limit = f"{format(LEAST.scaleb(-ONE_HUNDREDTH), 'f')}%"
            raise OutOfRange(field=name, value=text, bound="above", limit=limit)
        return fraction


READERS: Final[Mapping[Kind, Callable[[Reader, str, str], object]]] = {
    Kind.ASSETS: Reader.assets,
    Kind.DEBTS: Reader.debts,
    Kind.COIN: Reader.coin_name,
    Kind.AMOUNT: Reader.amount,
    Kind.BRACKETS: Reader.brackets,
    Kind.CHOICE: Reader.choice,
    Kind.COUNT: Reader.count,
    Kind.DAYS: Reader.days,
    Kind.HOURS: Reader.hours,
    Kind.LEVERAGED: Reader.leveraged,
    Kind.MONEY: Reader.money,
    Kind.MULTIPLE: Reader.multiple,
    Kind.POSITIONS: Reader.listed,
    Kind.QUANTITY: Reader.quantity,
    Kind.RATE: Reader.rate,
    Kind.RISK: Reader.risk,
    Kind.SHOCKS: Reader.shocks,
    Kind.SMALL_RATE: Reader.small_rate,
    Kind.YEARLY_RATE: Reader.yearly_rate,
    Kind.SYMBOL: Reader.contract,
    Kind.YES_NO: Reader.choice,
}
