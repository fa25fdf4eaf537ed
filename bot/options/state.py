"""A question as a short text, so that a button can carry it, and back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Final, cast

from pydantic import BaseModel

from bot.advisor import Book
from bot.errors import Expired, IsocrossError
from bot.options.calls import packed
from bot.options.fields import RATES, Field, Kind, fields, fields_by
from bot.options.letters import LETTERS, from_letters, in_letters
from bot.options.requests import request
from bot.rulebook import Rulebook

APART: Final = "~"
ASIDE: Final = "!"
"""Begins what a button carries besides its question: another question that it is about.

Of features whose question is about none, `unpack` skips it.
"""

ABOUT: Final = "liquidation"
"""The field and the feature of a question that others are about."""

LOCALE: Final = "en"
SETTLED: Final = (Kind.CHOICE, Kind.YES_NO)
MARK_SIZE: Final = 1


def pack(feature: str, question: BaseModel, book: Book) -> str:
    """Return a short text of letters, digits, spaces and `~.,@;:%+-` that `unpack` reads back."""
    packed = pack_typed(typed_options(question, fields(feature, book)), feature, book)
    about = getattr(question, ABOUT, None)
    return packed if about is None else packed + APART + ASIDE + pack(ABOUT, about, book)


def pack_typed(typed: Mapping[str, str], feature: str, book: Book) -> str:
    """Return the short text of what was typed for the options of a question."""
    known = fields(feature, book)
    parts = [mark(feature, book.rulebook), number_of(typed, known)]
    for place, (name, field) in enumerate(known.items()):
        if name in typed and field.kind not in SETTLED:
            parts.append(LETTERS[place] + typed[name])
    return APART.join(parts)


def unpack(feature: str, text: str, book: Book) -> BaseModel:
    """Return the question that `pack` wrote.

    Raises:
        Expired: The text is none, or of a version with other options.
    """
    try:
        question = request(feature, typed_in(feature, text, book), book, LOCALE)
        about = text.partition(APART + ASIDE)[2]
        if not about or ABOUT not in type(question).model_fields:
            return question
        return question.model_copy(update={ABOUT: unpack(ABOUT, about, book)})
    except (IsocrossError, ValueError, IndexError):
        raise Expired(command=feature) from None


def typed_in(feature: str, text: str, book: Book) -> dict[str, str]:
    """Return what was typed for the options of a question, as `pack_typed` wrote it.

    Raises:
        Expired: The text is none, or of a version with other options.
    """
    known = fields(feature, book)
    version, *parts = text.partition(APART + ASIDE)[0].split(APART)
    try:
        if version != mark(feature, book.rulebook):
            raise Expired(command=feature)
        typed = typed_from(parts[0], known)
        names = list(known)
        return typed | {names[LETTERS.index(part[0])]: part[1:] for part in parts[1:]}
    except (ValueError, IndexError):
        raise Expired(command=feature) from None


def spelt(feature: str, question: BaseModel, book: Book) -> dict[str, str]:
    """Return the options of a question as one would type them in English."""
    return typed_options(question, fields(feature, book))


@lru_cache(maxsize=64)
def mark(feature: str, rulebook: Rulebook) -> str:
    """Return a version mark: two hexadecimal digits of the options and their values."""
    known = fields_by(feature, rulebook)
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


def typed_options(question: BaseModel, known: Mapping[str, Field]) -> dict[str, str]:
    """Return a question as one would type it."""
    given = question.model_dump(exclude_unset=True)
    return {
        name: packed(value)
        if known[name].kind is Kind.CALL
        else as_typed(value, percent=known[name].kind in RATES)
        for name, value in given.items()
        if value is not None and name in known
    }


def as_typed(value: object, *, percent: bool = False) -> str:
    """Return one value as one would type it in English."""
    match value:
        case Decimal():
            return f"{format(value.scaleb(2), 'f')}%" if percent else format(value, "f")
        case {"fraction": Decimal() as fraction}:
            return as_typed(fraction, percent=True)
        case {"amount": Decimal() as amount}:
            return f"{format(amount, 'f')} usdt"
        case list() | tuple():
            items = cast("Sequence[Mapping[str, object] | Decimal]", value)
            return ";".join(map(item_as_typed, items))
        case bool():
            return ("no", "yes")[value]
        case _:
            return str(value)


def item_as_typed(item: Mapping[str, object] | Decimal) -> str:
    """Return a position, a coin, a bracket or a shock of a list as one would type it."""
    if isinstance(item, Decimal):
        return as_typed(item, percent=True)
    if "side" in item:
        return position_as_typed(item)
    if "coin" in item:
        return holding_as_typed(item)
    if "rate" in item:
        return f"{as_typed(item['floor'])}:{as_typed({'fraction': item['rate']})}"
    return ",".join(f"{symbol} {as_typed(move, percent=True)}" for symbol, move in item.items())


def position_as_typed(position: Mapping[str, object]) -> str:
    """Return a listed position as one would type it."""
    names = ("side", "symbol", "quantity", "entry")
    side, symbol, quantity, entry = (as_typed(position[name]) for name in names)
    leverage = f" x{as_typed(position['leverage'])}" if "leverage" in position else ""
    return f"{side} {symbol} {quantity}@{entry}{leverage}"


def holding_as_typed(holding: Mapping[str, object]) -> str:
    """Return a listed coin, held or owed, as one would type it."""
    text = f"{holding['coin']} {as_typed(holding['amount'])}"
    for name, sign in (("price", "@"), ("interest", " +")):
        if holding.get(name) is not None:
            text += sign + as_typed(holding[name])
    if (ratio := holding.get("collateral_ratio")) is not None:
        text += " " + as_typed({"fraction": ratio})
    tiers = cast("Sequence[Mapping[str, object]]", holding.get("brackets") or ())
    return text + "".join(map(tier_as_typed, tiers))


def tier_as_typed(tier: Mapping[str, object]) -> str:
    """Return a maintenance rate after its floor, as one would type it."""
    return f" {as_typed(tier['floor'])}:{as_typed({'fraction': tier['rate']})}"
