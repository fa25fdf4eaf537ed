"""What an account holds or owes as people list it: `BTC 1@30000; USDT 20000 +12.5`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.errors import BadValue
from bot.options.reader import Reader
from bot.options.symbols import compact

APART: Final = re.compile(r"[;\n]")
HOLDING: Final = re.compile(
    r"(?P<coin>\S+) (?P<amount>[^@+%]+?)(?: ?@ ?(?P<price>[^@+%]+?))?"
    r"(?: ?\+ ?(?P<interest>[^@+%]+?))?(?P<rates>(?: [^\s@+%]+%)+)?"
)
EXAMPLES: Final = ("BTC 1@30000", "USDT 20000 +12.5")


@dataclass(frozen=True, slots=True)
class TypedHolding:
    """The parts of one listed coin, still as typed; `rates` as in ` 5% 50k:7%`."""

    coin: str
    amount: str
    price: str | None
    interest: str | None
    rates: str | None

    def numbers(self) -> Iterator[str]:
        """Yield every number in it."""
        rates = (self.rates or "").replace(":", " ").split()
        yield from filter(None, (self.amount, self.price, self.interest, *rates))


def holdings(field: str, text: str) -> Iterator[TypedHolding]:
    """Take a list of coins apart: `coin amount@price +interest rate% floor:rate%`.

    Raises:
        BadValue: A part is no such coin; the details name it.
    """
    for part in filter(None, map(str.strip, APART.split(text))):
        match = HOLDING.fullmatch(" ".join(part.split()))
        if not match:
            raise BadValue(field=field, value=part, allowed=EXAMPLES)
        yield TypedHolding(**match.groupdict())


def asset(reader: Reader, name: str, typed: TypedHolding) -> dict[str, object]:
    """Return a coin that is held; its percentage is the collateral ratio."""
    found = holding(reader, name, typed)
    if typed.rates:
        found["collateral_ratio"] = reader.rate(name, typed.rates)
    return found


def debt(reader: Reader, name: str, typed: TypedHolding) -> dict[str, object]:
    """Return a coin that is owed; its percentages are maintenance rates from floors upwards."""
    found = holding(reader, name, typed)
    if typed.rates:
        parts = [rate.rpartition(":") for rate in typed.rates.split()]
        found["brackets"] = [
            {"floor": reader.amount(name, floor or "0"), "rate": reader.rate(name, rate)}
            for floor, _, rate in parts
        ]
    return found


def holding(reader: Reader, name: str, typed: TypedHolding) -> dict[str, object]:
    """Return what held and owed coins have in common."""
    coin = compact(typed.coin)
    units = {coin.lower()}
    found: dict[str, object] = {
        "coin": coin,
        "amount": reader.decimal(name, typed.amount, units)[0],
    }
    if typed.price:
        found["price"] = reader.amount(name, typed.price)
    if typed.interest:
        found["interest"] = reader.decimal(name, typed.interest, units)[0]
    return found
