"""From typed options to a question."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from pydantic import BaseModel

from bot.advisor import FEATURES, Book, parse
from bot.advisor.request import Market
from bot.errors import UnknownField, UnknownTrait
from bot.options import amounts, calls
from bot.options.amounts import Dot
from bot.options.fields import Field, Kind, fields
from bot.options.lists import LISTINGS
from bot.options.reader import Reader
from bot.options.symbols import is_inverse
from bot.render import thousands_separator

NUMBERS: Final[Mapping[Kind, Callable[[Reader, str, str], object]]] = {
    Kind.AMOUNT: Reader.amount,
    Kind.COUNT: Reader.count,
    Kind.DAYS: Reader.days,
    Kind.HOURS: Reader.hours,
    Kind.MONEY: Reader.money,
    Kind.MULTIPLE: Reader.multiple,
    Kind.QUANTITY: Reader.quantity,
    Kind.RATE: Reader.rate,
    Kind.RISK: Reader.risk,
    Kind.SMALL_RATE: Reader.small_rate,
    Kind.LARGE_RATE: Reader.large_rate,
}
READERS: Final[Mapping[Kind, Callable[[Reader, str, str], object]]] = {
    **NUMBERS,
    **{kind: listing.read for kind, listing in LISTINGS.items()},
    Kind.CALL: calls.reading,
    Kind.CHOICE: Reader.choice,
    Kind.COIN: Reader.coin_name,
    Kind.SYMBOL: Reader.contract,
    Kind.TEXT: calls.verbatim,
    Kind.WORDS: Reader.words,
    Kind.YES_NO: Reader.choice,
}


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
    values = {name: READERS[known[name].kind](reader, name, text) for name, text in typed.items()}
    return parse(FEATURES[feature].request, values)


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
        elif kind in LISTINGS:
            yield from LISTINGS[kind].numbers(name, text)


def dot_of(locale: str, texts: Iterable[str]) -> Dot:
    """Return what a dot before three digits means to someone of this language."""
    if thousands_separator(locale) != ".":
        return Dot.DECIMAL
    return amounts.dot_settled_by(texts)
