"""How numbers and dates look; the only rounding there is.

Digits come from Python's own decimal formatting and only the separators from Babel: a pattern of
Babel's costs 16 µs a number, this 1 µs, and a reply has a dozen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import Final, Self, cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

FALLBACK: Final = Locale("en")
ROUNDING: Final = Context(prec=250, rounding=ROUND_HALF_EVEN)
PRICE_DIGITS: Final = 5
COIN_DIGITS: Final = 5
AVERAGE_DIGITS: Final = 8
MONEY_PLACES: Final = 2
SMALL_DIGITS: Final = 2
PERCENT_DIGITS: Final = 3
RATIO_DIGITS: Final = 3
LEVEL_DIGITS: Final = 5
HUNDRED: Final = 2


@lru_cache(maxsize=256)
def locale_of(name: str) -> Locale:
    """Return Babel's locale for a Discord or BCP 47 name; English where it knows none."""
    try:
        return Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        return FALLBACK


@lru_cache(maxsize=256)
def thousands_separator(name: str) -> str:
    """Return what a language writes between thousands."""
    return str(symbols(locale_of(name))["group"])


def symbols(locale: Locale) -> dict[str, str]:
    """Return the separators of a language in Latin digits."""
    return {key: str(text) for key, text in locale.number_symbols["latn"].items()}


@dataclass(frozen=True, slots=True)
class Formats:
    """The number and date formats of one language."""

    locale: Locale
    separators: dict[int, str]
    percent_pattern: str

    @classmethod
    def of(cls, name: str) -> Self:
        """Return the formats of a language."""
        locale = locale_of(name)
        marks = symbols(locale)
        pattern = locale.percent_formats[None].pattern.replace("#,##0", "{}")
        swap = str.maketrans({",": marks["group"], ".": marks["decimal"]})
        return cls(locale, swap, pattern)

    def fixed(self, value: Decimal, places: int) -> str:
        """Return a number with exactly *places* decimals."""
        rounded = value.quantize(Decimal(1).scaleb(-places), context=ROUNDING)
        return format(rounded, ",f").translate(self.separators)

    def number(self, value: Decimal | str) -> str:
        """Return a number with every digit it has, and no zeros behind them."""
        text = format(Decimal(value), ",f")
        short = text.rstrip("0").rstrip(".") if "." in text else text
        return short.translate(self.separators)

    def price(self, value: Decimal, like: Decimal | None = None) -> str:
        """Return a price to five digits, to the cent at least, and as fine as *like* was typed."""
        pattern = value if like is None else like
        typed = -int(pattern.as_tuple().exponent) if like is not None else 0
        return self.fixed(value, max(MONEY_PLACES, PRICE_DIGITS - 1 - pattern.adjusted(), typed))

    def amount(self, value: Decimal | str) -> str:
        """Return money to the cent, whole sums without cents, small sums to two digits."""
        money = Decimal(value)
        if money and money.adjusted() < -MONEY_PLACES:
            return self.fixed(money, SMALL_DIGITS - 1 - money.adjusted())
        rounded = money.quantize(Decimal(1).scaleb(-MONEY_PLACES), context=ROUNDING)
        whole = rounded == rounded.to_integral_value()
        return self.fixed(rounded, 0 if whole else MONEY_PLACES)

    def coins(self, value: Decimal) -> str:
        """Return money in a coin to five digits, for a cent means nothing there."""
        return self.digits(value, COIN_DIGITS)

    def average(self, value: Decimal) -> str:
        """Return an average of prices to eight digits, for it may have no end."""
        return self.digits(value, AVERAGE_DIGITS)

    def lots(self, value: Decimal) -> str:
        """Return a quantity to five digits, never larger than it is."""
        places = max(0, COIN_DIGITS - 1 - value.adjusted()) if value else 0
        step = Decimal(1).scaleb(-places)
        return self.number(value.quantize(step, rounding=ROUND_DOWN, context=ROUNDING))

    def percent(self, value: Decimal | str) -> str:
        """Return a fraction as percent, to three digits."""
        hundredfold = Decimal(value).scaleb(HUNDRED)
        return self.percent_pattern.format(self.digits(hundredfold, PERCENT_DIGITS))

    def move(self, value: Decimal) -> str:
        """Return a signed fraction as percent, with every digit it has."""
        percent = self.percent_pattern.format(self.number(abs(value).scaleb(HUNDRED)))
        return ("-" if value < 0 else "+" if value else "") + percent

    def reach(self, value: Decimal) -> str:
        """Return a signed fraction as percent, to three digits and never larger than it is."""
        places = max(0, PERCENT_DIGITS - 1 - value.scaleb(HUNDRED).adjusted()) if value else 0
        step = Decimal(1).scaleb(-places - HUNDRED)
        return self.move(value.quantize(step, rounding=ROUND_DOWN, context=ROUNDING))

    def ratio(self, value: Decimal) -> str:
        """Return a plain multiple to three digits."""
        return self.digits(value, RATIO_DIGITS)

    def level(self, value: Decimal) -> str:
        """Return a margin level to five digits, since thresholds lie close together."""
        return self.digits(value, LEVEL_DIGITS)

    def digits(self, value: Decimal, wanted: int) -> str:
        """Return a number rounded to so many digits, but never before its decimal point."""
        places = max(0, wanted - 1 - value.adjusted()) if value else 0
        return self.number(value.quantize(Decimal(1).scaleb(-places), context=ROUNDING))

    def day(self, value: date) -> str:
        """Return a date such as Sep 29, 2026."""
        return medium_date(value, self.locale)

    def country(self, code: str) -> str:
        """Return the name of a country by its two letters."""
        return countries(self.locale).get(code, code)


@lru_cache(maxsize=64)
def medium_date(value: date, locale: Locale) -> str:
    """Return a date in the usual form of a language."""
    return format_date(value, format="medium", locale=locale)


@lru_cache(maxsize=1)
def territories() -> dict[str, str]:
    """Return the codes of countries by their English names and their codes in small letters."""
    named = countries(FALLBACK).items()
    return {text.lower(): code for code, name in named for text in (name, code)}


def countries(locale: Locale) -> dict[str, str]:
    """Return the names of countries in a language by their codes; regions have numbers."""
    named = cast("Mapping[str, str]", locale.territories)
    return {code: name for code, name in named.items() if code.isalpha()}


def territory(text: str) -> str | None:
    """Return the two letters of a country that is named, or None; the usual `UK` is `GB`."""
    plain = " ".join(text.lower().split())
    return territories().get({"uk": "gb"}.get(plain, plain))
