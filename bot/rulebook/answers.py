"""Raw answers, typed or from JSON, read into facts; what cannot be read is a keyed error."""

import re
from collections.abc import Collection, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from bot.errors import BadValue, NotANumber, OutOfRange, UnknownTrait
from bot.rulebook.lint import nearest
from bot.rulebook.traits import TRUTHS, Fact, Trait, Type

NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
SHOWN: Final = 100
YES_NO_WORDS: Final = ("yes", "no")
YES_NO: Final = {"yes": True, "no": False, **TRUTHS}
SEPARATORS: Final = re.compile(r"[\s-]+")


def trait_named(name: str, traits: Mapping[str, Trait]) -> Trait:
    """Return a trait.

    Raises:
        UnknownTrait: There is none of that name.
    """
    if name not in traits:
        raise UnknownTrait(value=name[:SHOWN], did_you_mean=near(name, traits))
    return traits[name]


def fact(trait: Trait, value: object) -> Fact:
    """Return an answer as the trait's own type of value.

    Raises:
        BadValue: It is none of the trait's values, or no whole number where one belongs.
        NotANumber: It is no finite number; binary floats are none, they do not say what was meant.
        OutOfRange: It is a number outside the trait's bounds.
    """
    if trait.measured:
        return within(trait, quantity(trait, value))
    if isinstance(value, bool) and trait.type is Type.BOOLEAN:
        return value
    word = SEPARATORS.sub("_", value.strip().casefold()) if isinstance(value, str) else ""
    if word in trait.values:
        return word
    if word in YES_NO and trait.type is Type.BOOLEAN:
        return YES_NO[word]
    allowed = [*trait.values] or [*YES_NO_WORDS]
    raise BadValue(
        field=trait.name, value=shown(value), allowed=allowed, did_you_mean=near(word, allowed)
    )


def quantity(trait: Trait, value: object) -> Decimal:
    """Return the finite number that an answer writes."""
    number = value
    if isinstance(value, str) and len(value) <= SHOWN and NUMBER.fullmatch(value.strip()):
        number = Decimal(value.strip())
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value)
    if not isinstance(number, Decimal) or not number.is_finite():
        raise NotANumber(field=trait.name, value=shown(value))
    return number


def within(trait: Trait, number: Decimal) -> Fact:
    """Return a number that lies within the trait's bounds, whole where it counts something."""
    bounds = {"at_least": trait.minimum, "at_most": trait.maximum}
    for bound, limit in bounds.items():
        if limit is not None and (number < limit if bound == "at_least" else number > limit):
            raise OutOfRange(field=trait.name, value=shown(number), bound=bound, limit=str(limit))
    if trait.type is Type.NUMBER:
        return number
    if number != number.to_integral_value():
        around = [number.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING)]
        raise BadValue(
            field=trait.name,
            value=shown(number),
            allowed=["-".join(trait.bounds)],
            did_you_mean=[str(whole) for whole in around],
        )
    return int(number)


def near(word: str, words: Collection[str]) -> list[str]:
    """Return the nearest known word, if any is near."""
    match = nearest(word[:SHOWN], words)
    return [match] if match else []


def shown(value: object) -> str:
    """Return a value as an error may show it."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text[:SHOWN]
