"""The options of each command, read off the question that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import lru_cache
from typing import Final, get_args

from bot.advisor import FEATURES, Book
from bot.advisor.request import ASKED
from bot.options import calls
from bot.rulebook import Rulebook, Trait


class Kind(Enum):
    """How the text of an option is read."""

    SYMBOL = auto()
    AMOUNT = auto()
    QUANTITY = auto()
    RATE = auto()
    SMALL_RATE = auto()
    LARGE_RATE = auto()
    DAYS = auto()
    HOURS = auto()
    MULTIPLE = auto()
    RISK = auto()
    CHOICE = auto()
    YES_NO = auto()
    COUNT = auto()
    POSITIONS = auto()
    MONEY = auto()
    BRACKETS = auto()
    COIN = auto()
    ASSETS = auto()
    DEBTS = auto()
    LEVERAGED = auto()
    SHOCKS = auto()
    TEXT = auto()
    CALL = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One option: its name, how it is read, whether it must be there, its values if fixed."""

    name: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()


YES_NO: Final = ("yes", "no")
RATES: Final = frozenset({Kind.RATE, Kind.SMALL_RATE, Kind.LARGE_RATE})
KINDS: Final[Mapping[str, Kind]] = {
    "assets": Kind.ASSETS,
    "balance": Kind.MONEY,
    "barrier": Kind.AMOUNT,
    "borrowed": Kind.AMOUNT,
    "brackets": Kind.BRACKETS,
    "call": Kind.CALL,
    "call_ratio": Kind.RATE,
    "coin": Kind.COIN,
    "contract_size": Kind.AMOUNT,
    "daily_range": Kind.LARGE_RATE,
    "days": Kind.DAYS,
    "debts": Kind.DEBTS,
    "drift": Kind.LARGE_RATE,
    "entry": Kind.AMOUNT,
    "expected_return": Kind.MONEY,
    "fee_close": Kind.SMALL_RATE,
    "fee_discount": Kind.RATE,
    "fee_open": Kind.SMALL_RATE,
    "funding_interval_hours": Kind.HOURS,
    "funding_rate": Kind.SMALL_RATE,
    "given": Kind.WORDS,
    "interest_hourly": Kind.SMALL_RATE,
    "leverage": Kind.MULTIPLE,
    "liquidation_ratio": Kind.RATE,
    "lot": Kind.QUANTITY,
    "margin": Kind.MONEY,
    "mark": Kind.AMOUNT,
    "name": Kind.WORDS,
    "others": Kind.POSITIONS,
    "place": Kind.COUNT,
    "positions": Kind.LEVERAGED,
    "price": Kind.AMOUNT,
    "quantity": Kind.QUANTITY,
    "risk": Kind.RISK,
    "seed": Kind.COUNT,
    "shocks": Kind.SHOCKS,
    "stop": Kind.AMOUNT,
    "symbol": Kind.SYMBOL,
    "target": Kind.AMOUNT,
    "text": Kind.TEXT,
    "topic": Kind.WORDS,
    "volatility": Kind.LARGE_RATE,
    "wallet": Kind.MONEY,
}
TRAIT_KINDS: Final[Mapping[str, Kind]] = {
    "enum": Kind.CHOICE,
    "boolean": Kind.YES_NO,
    "count": Kind.COUNT,
}


def fields(feature: str, book: Book) -> Mapping[str, Field]:
    """Return the options of a feature by name; for `mode` every trait that is ever asked."""
    return fields_by(feature, book.rulebook)


def fields_by(feature: str, rulebook: Rulebook) -> Mapping[str, Field]:
    """Return the options of a feature under some rules."""
    return trait_fields(rulebook) if feature == "mode" else request_fields(feature)


@lru_cache
def request_fields(feature: str) -> Mapping[str, Field]:
    """Return the options that a person can type of the fields of a request."""
    found: dict[str, Field] = {}
    for name, info in FEATURES[feature].request.model_fields.items():
        kind, choices = KINDS.get(name), fixed_values(info.annotation)
        required = info.is_required() or ASKED in info.metadata
        if choices:
            found[name] = Field(name, Kind.CHOICE, required, choices)
        elif kind is not None:
            found[name] = Field(name, kind, required, calls.SHAPE if kind is Kind.CALL else ())
    return found


def fixed_values(annotation: object) -> tuple[str, ...]:
    """Return the values of a field that has fixed ones, whether or not it may be left out."""
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, StrEnum):
            return tuple(member.value for member in each)
    return ()


@lru_cache(maxsize=4)
def trait_fields(rulebook: Rulebook) -> Mapping[str, Field]:
    """Return an option for every trait that a person is asked for."""
    return {name: trait_field(trait) for name, trait in rulebook.traits.items() if trait.asked}


def trait_field(trait: Trait) -> Field:
    """Return the option of one trait."""
    if trait.type == "number":
        kind = Kind.MULTIPLE if trait.unit == "times" else Kind.RATE
        return Field(trait.name, kind)
    choices = YES_NO if trait.type == "boolean" else trait.values
    return Field(trait.name, TRAIT_KINDS[trait.type], choices=tuple(choices))
