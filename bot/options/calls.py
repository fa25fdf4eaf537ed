"""A reading of a posted call as a text so short that a button can carry it, and back.

The sections are symbol, fixed values, decimal places, entries, stop, targets, leverages: prices
are whole numbers of the finest decimal place, in base 62. Words of the post are in none of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from bot.advisor.call import Doubt
from bot.advisor.request import Mode, Side
from bot.calls import CallMarket, EntryKind, Flag
from bot.errors import BadValue
from bot.options.letters import from_letters, in_letters

APART: Final = "/"
LISTED: Final = ","
CHOICES: Final[dict[str, Sequence[object]]] = {
    "side": tuple(Side),
    "side_inferred": (True,),
    "market": tuple(CallMarket),
    "entry_kind": tuple(EntryKind),
    "margin_mode": tuple(Mode),
}
SETS: Final[dict[str, Sequence[str]]] = {"flags": tuple(Flag), "ask": tuple(Doubt)}
SHAPE: Final = tuple(str(member) for members in (CHOICES | SETS).values() for member in members)
"""All fixed values in their order; with another one, what was packed before cannot be read."""


def verbatim(_: object, __: str, text: str) -> object:
    """Return a posted text as it is."""
    return text


def reading(_: object, field: str, text: str) -> object:
    """Return the reading that `packed` wrote, for the question to check.

    Raises:
        BadValue: The text is none.
    """
    try:
        return unpacked(text)
    except (ValueError, IndexError):
        raise BadValue(field=field, value=text) from None


def packed(call: Mapping[str, Any]) -> str:
    """Return the short text of a reading."""
    entries, targets = call.get("entries", ()), call.get("targets", ())
    stops = [call["stop"]] if call.get("stop") else []
    prices = [*entries, *stops, *targets]
    places = max((places_of(price) for price in prices), default=0)
    leverages = [call[name] for name in ("leverage", "leverage_max") if call.get(name)]
    return APART.join(
        [
            call.get("symbol") or "",
            in_letters(settled(call)),
            in_letters(places),
            *(
                LISTED.join(in_units(price, places) for price in part)
                for part in (entries, stops, targets)
            ),
            LISTED.join(format(leverage, "f") for leverage in leverages),
        ]
    )


def unpacked(text: str) -> dict[str, object]:
    """Return the fields of a reading."""
    symbol, fixed, places, *parts, leverages = text.split(APART)
    units = from_letters(places)
    entries, stops, targets = ([price_of(one, units) for one in listed(part)] for part in parts)
    stated = [Decimal(one) for one in listed(leverages)]
    return {
        **unsettled(from_letters(fixed)),
        "symbol": symbol or None,
        "entries": entries,
        "stop": stops[0] if stops else None,
        "targets": targets,
        "leverage": stated[0] if stated else None,
        "leverage_max": stated[1] if stated[1:] else None,
    }


def listed(text: str) -> list[str]:
    """Return the parts of a list, none of an empty one."""
    return text.split(LISTED) if text else []


def places_of(price: Decimal) -> int:
    """Return how many decimal places a price has."""
    return max(-int(price.as_tuple().exponent), 0)


def in_units(price: Decimal, places: int) -> str:
    """Write a price as a whole number of its smallest unit."""
    return in_letters(int(Decimal(f"{price:f}E{places}")))


def price_of(text: str, places: int) -> Decimal:
    """Read a price back, without zeros behind its last digit."""
    plain = f"{Decimal(f'{from_letters(text)}E-{places}'):f}"
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def digits(call: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield every fixed value as a digit and the base that it has."""
    for name, choices in CHOICES.items():
        value = call.get(name)
        yield (choices.index(value) + 1 if value in choices else 0), len(choices) + 1
    for name, members in SETS.items():
        for member in members:
            yield int(member in call.get(name, ())), 2


def settled(call: Mapping[str, Any]) -> int:
    """Return all fixed values of a call as one number."""
    total = 0
    for digit, base in reversed(list(digits(call))):
        total = total * base + digit
    return total


def unsettled(total: int) -> dict[str, object]:
    """Return the fixed values that a number holds."""
    found: dict[str, object] = {}
    for name, choices in CHOICES.items():
        total, place = divmod(total, len(choices) + 1)
        found |= {name: choices[place - 1]} if place else {}
    for name, members in SETS.items():
        kept: list[str] = []
        for member in members:
            total, place = divmod(total, 2)
            kept += [member] if place else []
        found[name] = kept
    return found
