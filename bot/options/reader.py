"""One value as people type it: a number in its unit, a choice, a symbol."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.advisor.shocks import LEAST
from bot.errors import AmbiguousNumber, NotANumber, OutOfRange
from bot.margin.brackets import BracketTable
from bot.options import amounts
from bot.options.amounts import CONTRACTS, DOLLARS, PERCENT, TIMES, Dot
from bot.options.symbols import coin_of, compact, symbol_from

ONE_HUNDREDTH: Final = -2
SMALL: Final = Decimal("0.001")
"""The largest bare fee, funding or interest rate that is no percent: 0.01 may mean 0.01%."""

WHOLE: Final = Decimal(1)
"""The largest bare range, volatility or trend that is no percent: 60 may mean 60%."""

DAYS: Final = frozenset({"d", "day", "days"})
HOURS: Final = frozenset({"h", "hour", "hours"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the values of one question: its table of symbols, its dot, the symbol as typed."""

    table: BracketTable
    dot: Dot
    symbol: str

    def choice(self, _: str, text: str) -> object:
        """Return a fixed value as typed, in small letters with underscores."""
        return "_".join(text.lower().split())

    def words(self, _: str, text: str) -> object:
        """Return a text as typed, without the spaces around it."""
        return " ".join(text.split())

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

    def large_rate(self, name: str, text: str) -> object:
        """Return a range, a volatility or a trend as a fraction; `60%` is 0.6."""
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

    def coin_name(self, _: str, text: str) -> object:
        """Return the name of a coin."""
        return compact(text)

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
