"""A question as a short text, so that a button can carry it, and back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Final, cast

from pydantic import BaseModel

from bot.advisor import Book
from bot.errors import Expired, IsocrossError
from bot.options.fields import Field, Kind, fields
from bot.options.requests import request

LETTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
APART: Final = "~"
LOCALE: Final = "en"
SETTLED: Final = (Kind.CHOICE, Kind.YES_NO)
MARK_SIZE: Final = 1


def pack(feature: str, question: BaseModel, book: Book) -> str:
    """Return a short text of letters, digits, spaces and `~.:@;%-` that `unpack` reads back."""
    known = fields(feature, book)
    typed = typed_options(question)
    parts = [mark(known), number_of(typed, known)]
    for place, (name, field) in enumerate(known.items()):
        if name in typed and field.kind not in SETTLED:
            parts.append(LETTERS[place] + typed[name])
    return APART.join(parts)


def unpack(feature: str, text: str, book: Book) -> BaseModel:
    """Return the question that `pack` wrote.

    Raises:
        Expired: The text is none, or of a version with other options.
    """
    known = fields(feature, book)
    version, *parts = text.split(APART)
    try:
        if version != mark(known):
            raise Expired(command=feature)
        typed = typed_from(parts[0], known)
        names = list(known)
        typed |= {names[LETTERS.index(part[0])]: part[1:] for part in parts[1:]}
        return request(feature, typed, book, LOCALE)
    except (IsocrossError, ValueError, IndexError):
        raise Expired(command=feature) from None


def mark(known: Mapping[str, Field]) -> str:
    """Return a version mark: two hexadecimal digits of the options and their values."""
    shape = repr([(field.name, field.choices) for field in known.values()])
    return blake2b(shape.encode(), digest_size=MARK_SIZE).hexdigest()


def number_of(typed: Mapping[str, str], known: Mapping[str, Field]) -> str:
    """Write all fixed answers as one number, each in the base of its own choices."""
    total = 0
    for name, field in reversed(list(known.items())):
        if field.kind in SETTLED:
            place = field.choices.index(typed[name]) + 1 if name in typed else 0
            total = total * (len(field.choices) + 1) + place
    return in_letters(total)


def typed_from(digits: str, known: Mapping[str, Field]) -> dict[str, str]:
    """Read the fixed answers back from their number."""
    total = from_letters(digits)
    typed: dict[str, str] = {}
    for name, field in known.items():
        if field.kind in SETTLED:
            total, place = divmod(total, len(field.choices) + 1)
            if place:
                typed[name] = field.choices[place - 1]
    return typed


def in_letters(total: int) -> str:
    """Write a whole number in base 62."""
    text = ""
    while total:
        total, place = divmod(total, len(LETTERS))
        text = LETTERS[place] + text
    return text


def from_letters(text: str) -> int:
    """Read a whole number in base 62."""
    total = 0
    for letter in text:
        total = total * len(LETTERS) + LETTERS.index(letter)
    return total


def typed_options(question: BaseModel) -> dict[str, str]:
    """Return a question as one would type it."""
    given = question.model_dump(exclude_unset=True)
    return {name: as_typed(value) for name, value in given.items() if value is not None}


def as_typed(value: object) -> str:
    """Return one value as one would type it in English."""
    match value:
        case Decimal():
            return format(value, "f")
        case {"fraction": Decimal() as fraction}:
            return f"{format(fraction.scaleb(2), 'f')}%"
        case {"amount": Decimal() as amount}:
            return f"{format(amount, 'f')} usdt"
        case list() | tuple():
            listed = cast("Sequence[Mapping[str, object]]", value)
            return ";".join(map(entry_as_typed, listed))
        case bool():
            return ("no", "yes")[value]
        case _:
            return str(value)


def entry_as_typed(entry: Mapping[str, object]) -> str:
    """Return a listed position or bracket as one would type it."""
    if "rate" in entry:
        return f"{as_typed(entry['floor'])}:{as_typed({'fraction': entry['rate']})}"
    return position_as_typed(entry)


def position_as_typed(position: Mapping[str, object]) -> str:
    """Return a listed position as one would type it."""
    names = ("side", "symbol", "quantity", "entry")
    side, symbol, quantity, entry = (as_typed(position[name]) for name in names)
    return f"{side} {symbol} {quantity}@{entry}"
