"""The types that questions and answers are made of, and how a wrong question is named."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.errors import (
    BadValue,
    Detail,
    IsocrossError,
    Missing,
    NotANumber,
    OutOfRange,
    TooLong,
    UnknownField,
    UnknownSymbol,
)

NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
SYMBOL: Final = re.compile(r"\w{1,40}")
TEXT_LENGTH: Final = 100
LARGEST: Final = Decimal("1e30")
SMALLEST: Final = Decimal("1e-30")
EXPONENT: Final = LARGEST.adjusted()

ABSENT: Final = ("missing", "too_short")
"""What pydantic calls a field that is not there, and a list with nothing in it."""

ASKED: Final = "asked"
"""Marks a field that a person has to type, though a program may ask in a form without it."""

Bounds = Mapping[str, Decimal]
Request = TypeVar("Request", bound=BaseModel)


class Strict(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Market(StrEnum):
    """Where on Binance the trade happens."""

    USDM = "usdm"
    COINM = "coinm"
    SPOT_MARGIN = "spot_margin"


class Mode(StrEnum):
    """The margin mode of a position."""

    CROSS = "cross"
    ISOLATED = "isolated"


class Side(StrEnum):
    """Which way the position earns."""

    LONG = "long"
    SHORT = "short"


class Finding(Strict):
    """A mistake or sizing rule that fired; its words are added where the report is written out."""

    rule: str
    severity: str


def keyed(key: str, **details: str) -> PydanticCustomError:
    """Return an error that pydantic gives a place and `parse` turns into a keyed one."""
    context = {"key": key, **details}
    return PydanticCustomError(key, "{key}", context)  # pyright: ignore[reportArgumentType] -- constants of our errors


def number(value: object) -> Decimal:
    """Return the finite decimal that *value* writes, from its text and never through a float."""
    if isinstance(value, str):
        value = decimal_from(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise keyed(NotANumber.key)
    if value and not -EXPONENT <= value.adjusted() <= EXPONENT:
        raise out_of_magnitude(value)
    if abs(value) > LARGEST:
        raise out_of_magnitude(value)
    return value


def out_of_magnitude(value: Decimal) -> PydanticCustomError:
    """Name the bound that a number's magnitude leaves."""
    if value.adjusted() > 0:
        return keyed(OutOfRange.key, bound="at_most", limit=str(LARGEST))
    return keyed(OutOfRange.key, bound="at_least", limit=str(SMALLEST))


def decimal_from(text: str) -> Decimal:
    """Return the decimal that a text of at most 100 characters writes."""
    if len(text) > TEXT_LENGTH:
        raise keyed(TooLong.key, length=str(len(text)), limit=str(TEXT_LENGTH))
    if not NUMBER.fullmatch(text):
        raise keyed(NotANumber.key)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise keyed(OutOfRange.key, bound="at_most", limit=str(LARGEST)) from None


TESTS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "above": Decimal.__gt__,
    "at_least": Decimal.__ge__,
    "below": Decimal.__lt__,
    "at_most": Decimal.__le__,
}


def within(**bounds: str) -> PlainValidator:
    """Return a validator of decimals between bounds: above, at_least, below, at_most."""
    return PlainValidator(bounded(**bounds))


def bounded(**bounds: str) -> Callable[[object], Decimal]:
    """Return what reads a decimal and checks it against bounds."""
    checks = [(bound, TESTS[bound], Decimal(limit)) for bound, limit in bounds.items()]

    def check(value: object) -> Decimal:
        decimal = number(value)
        for bound, holds, limit in checks:
            if not holds(decimal, limit):
                raise keyed(OutOfRange.key, bound=bound, limit=str(limit))
        return decimal

    return check


def symbol(value: object) -> str:
    """Return the symbol in capitals; letters of every script, digits and underscores."""
    if not isinstance(value, str) or not SYMBOL.fullmatch(value):
        raise keyed(UnknownSymbol.key)
    return value.upper()


def coin(value: object) -> str:
    """Return the name of a coin in capitals; letters of every script, digits and underscores."""
    if not isinstance(value, str) or not SYMBOL.fullmatch(value):
        raise keyed(BadValue.key)
    return value.upper()


def at_most(limit: int) -> BeforeValidator:
    """Return a validator that counts a list before anything in it is read."""

    def check(value: object) -> object:
        if (length := length_of(value)) > limit:
            raise keyed(TooLong.key, max_length=str(limit), actual_length=str(length))
        return value

    return BeforeValidator(check)


def length_of(value: object) -> int:
    """Return how much stands in a list; what is none is for others to refuse."""
    return len(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else 0


Positive = Annotated[Decimal, within(above="0")]
NotNegative = Annotated[Decimal, within(at_least="0")]
Number = Annotated[Decimal, within()]
Share = Annotated[Decimal, within(above="0", at_most="1")]
FeeRate = Annotated[Decimal, within(above="-1", below="1")]
MaintenanceRate = Annotated[Decimal, within(above="0", below="1")]
Leverage = Annotated[Decimal, within(at_least="1")]
Symbol = Annotated[str, BeforeValidator(symbol)]
CoinName = Annotated[str, BeforeValidator(coin)]


def parse(model: type[Request], data: object) -> Request:
    """Return the question that *data* asks.

    Raises:
        IsocrossError: The first thing that is wrong: unknown fields before wrong values, wrong
            values before missing ones, since a misspelt name explains what seems to be missing.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise first_of(model, error.errors(include_url=False)) from None


def first_of(model: type[BaseModel], errors: list[ErrorDetails]) -> IsocrossError:
    """Return the keyed error for what pydantic found."""
    kinds = {error["type"]: error for error in reversed(errors)}
    if unknown := kinds.get("extra_forbidden"):
        return unknown_field(model, place(unknown))
    wrong = next((error for error in errors if error["type"] not in ABSENT), None)
    return wrong_value(wrong) if wrong else Missing(fields=[place(error) for error in errors])


def unknown_field(model: type[BaseModel], name: str) -> UnknownField:
    """Return the error that names an unknown field and the nearest known one."""
    last = name.rpartition(".")[2][:TEXT_LENGTH]
    return UnknownField(
        field=name[:TEXT_LENGTH], did_you_mean=get_close_matches(last, model.model_fields, n=1)
    )


SAID: Final = ("key", "value")
KEYED: Final[Mapping[str, type[IsocrossError]]] = {
    error.key: error for error in (BadValue, NotANumber, OutOfRange, TooLong, UnknownSymbol)
}


def wrong_value(error: ErrorDetails) -> IsocrossError:
    """Return the keyed error for a value that cannot be read."""
    context: dict[str, Any] = error.get("ctx", {})
    value = context.get("value", str(error["input"])[:TEXT_LENGTH])
    if error["type"] == "too_long" and isinstance(error["input"], list | tuple):
        limit, length = context["max_length"], context["actual_length"]
        return TooLong(field=place(error), length=str(length), limit=str(limit))
    if kind := KEYED.get(error["type"]):
        details: dict[str, Detail] = {
            key: text for key, text in context.items() if key not in SAID
        }
        return kind(field=place(error), value=value, **details)
    allowed = [word.strip("' ") for word in re.split(r",| or ", str(context.get("expected", "")))]
    near = get_close_matches(value, allowed, n=1)
    return BadValue(
        field=place(error), value=value, allowed=list(filter(None, allowed)), did_you_mean=near
    )


def place(error: ErrorDetails) -> str:
    """Return where in the question an error stands, as `others.0.quantity`."""
    return ".".join(map(str, error["loc"])) or "request"
