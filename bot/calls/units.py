"""Numbers get their kinds, by rules that look at what stands around them."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from bot.calls.lexicon import Lexicon
from bot.calls.marks import Mark
from bot.calls.numbers import THOUSAND
from bot.calls.phrases import Found, at
from bot.calls.tokens import Kind, Token

Hit: TypeAlias = tuple[Token, int]
Rule: TypeAlias = Callable[[Found, int], Hit | None]
Rules: TypeAlias = Mapping[Kind, Sequence[Rule]]

RANGE: Final = "-"
BETWEEN: Final = "-/"
COUNTING: Final = ":=)"
CURRENCY: Final = "$-"
LISTED: Final = frozenset({Mark.TARGET, Mark.ENTRY, Mark.AVERAGE, Mark.STOP})
THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}")
HUNDREDS: Final = re.compile(r"\d{3}(?:[.,]\d+)?")


class Typing:
    """The rules, in passes: what a unit makes plain comes before ranges and lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._limits = lexicon.names.limits
        self._dollars = lexicon.names.dollars
        before = (times_before, self._frame_before)
        self._passes: Sequence[Rules] = (
            {Kind.NUMBER: (self._unit,), Kind.MARK: before, Kind.SIGN: before},
            {
                Kind.NUMBER: (self._leverages, percents, self._counted),
                Kind.TIMES: (self._leverages,),
            },
        )

    def typed(self, found: Found) -> Found:
        """Return the tokens after every pass; the first rule that fits a place has it."""
        found = rewritten(found, GROUPED) if is_grouped(found) else found
        for rules in self._passes:
            found = rewritten(found, rules)
        return found

    def _unit(self, found: Found, place: int) -> Hit | None:
        """`5 %`, `20 x`, `65 k`, `4 h`, `100 points`, or glued to a word that nobody knows."""
        number, unit = found[place], at(found, place + 1)
        if unit.is_sign("%") or unit.mark is Mark.PERCENT:
            return number._replace(kind=Kind.PERCENT), 2
        if is_times(unit) and (unit.glued or not at(found, place + 2).glued):
            return number._replace(kind=Kind.TIMES), 2
        if unit.mark is Mark.THOUSAND:
            return number._replace(text=number.text + THOUSAND), 2
        if unit.mark is Mark.FRAME and self._is_frame(number, unit):
            return Token(Kind.FRAME, f"{number.text}{unit.text}", number.glued), 2
        strange = unit.kind is Kind.WORD and unit.glued and unit.text.upper() not in self._dollars
        return (
            (number._replace(kind=Kind.AMOUNT), 2) if strange or unit.mark is Mark.UNIT else None
        )

    def _is_frame(self, number: Token, unit: Token) -> bool:
        """Tell whether a number counts minutes or days; a single letter is written close to it."""
        return is_at_most(number, self._limits.frame) and (unit.glued or len(unit.text) > 1)

    def _frame_before(self, found: Found, place: int) -> Hit | None:
        """`H4`."""
        unit, number = found[place], at(found, place + 1)
        if unit.mark is Mark.FRAME and number.glued and is_at_most(number, self._limits.frame):
            return Token(Kind.FRAME, f"{unit.text}{number.text}", unit.glued), 2
        return None

    def _leverages(self, found: Found, place: int) -> Hit | None:
        """`10-20x`, `10x to 20x`, `x10-x20`: one token with both bounds."""
        lower, joint, upper = (at(found, place + step) for step in range(3))
        joins = joint.is_sign(BETWEEN) or joint.mark is Mark.TO
        first = lower.kind is Kind.TIMES and (upper.kind is Kind.TIMES or upper.glued)
        last = upper.kind is Kind.TIMES and lower.text.isdigit()
        if not joins or not (first or last) or not self._ascend(lower, upper):
            return None
        return lower._replace(kind=Kind.TIMES, text=f"{lower.text}{RANGE}{upper.text}"), 3

    def _ascend(self, lower: Token, upper: Token) -> bool:
        """Tell whether two tokens are the bounds of a range of leverages."""
        kinds = {lower.kind, upper.kind}
        small = all(is_at_most(bound, self._limits.leverage) for bound in (lower, upper))
        return kinds <= {Kind.TIMES, Kind.NUMBER} and small and whole(lower) <= whole(upper)

    def _counted(self, found: Found, place: int) -> Hit | None:
        """`1) 0.5`, `TP1 0.5`, `Target 1: 0.5`, and `TP 2 - 0.5` where it is the second."""
        number, before, after = found[place], at(found, place - 1), at(found, place + 1)
        if not self._is_small(number):
            return None
        ordinal = number._replace(kind=Kind.ORDINAL)
        if after.is_sign(")") and after.glued:
            return None if before.kind is Kind.NUMBER else (ordinal, 2)
        if before.mark is Mark.TARGET:
            sure = number.glued or self._is_nth(found, place)
        else:
            sure = before.mark in LISTED and number.glued
        listed = before.mark in LISTED and (sure or after.is_sign(COUNTING))
        glued = before.mark is Mark.TARGET and number.glued
        return (ordinal, 1) if glued or (listed and is_followed(found, place)) else None

    def _is_small(self, number: Token) -> bool:
        return number.text.isdigit() and is_at_most(number, self._limits.ordinal)

    def _is_nth(self, found: Found, place: int) -> bool:
        """Tell whether a number counts the targets named so far."""
        named = (found[before] for before in range(place - 1, -1, -1))
        targets = (token for token in named if token.mark is Mark.TARGET)
        count = sum(1 for _ in islice(targets, self._limits.ordinal + 1))
        return int(found[place].text) == count


def rewritten(found: Found, rules: Rules) -> Found:
    """Return the tokens, each as the first rule for its kind that fits wants it."""
    typed: list[Token] = []
    place = 0
    while place < len(found):
        token, length = first_hit(found, place, rules.get(found[place].kind, ()))
        typed.append(token)
        place += length
    return typed


def first_hit(found: Found, place: int, rules: Sequence[Rule]) -> Hit:
    """Return what the first rule that fits makes of a place, else the token as it is."""
    for rule in rules:
        if hit := rule(found, place):
            return hit
    return found[place], 1


def is_grouped(found: Found) -> bool:
    """Tell whether `63 000` stands somewhere: no price begins with a zero and has no point."""
    return any(
        grouped(found, place) and found[place + 1].text.startswith("0")
        for place, token in enumerate(found)
        if token.kind is Kind.NUMBER
    )


def grouped(found: Found, place: int) -> Hit | None:
    """`63 000`, and `63 500` in a call that groups thousands with a space."""
    number, rest = found[place], at(found, place + 1)
    if rest.kind is not Kind.NUMBER or rest.glued:
        return None
    if THOUSANDS.fullmatch(number.text) and HUNDREDS.fullmatch(rest.text):
        return number._replace(text=number.text + rest.text), 2
    return None


GROUPED: Final[Rules] = {Kind.NUMBER: (grouped,)}


def times_before(found: Found, place: int) -> Hit | None:
    """`x20`, `x 20`."""
    number = at(found, place + 1)
    if is_times(found[place]) and number.kind is Kind.NUMBER:
        return number._replace(kind=Kind.TIMES, glued=found[place].glued), 2
    return None


def percents(found: Found, place: int) -> Hit | None:
    """`25-30%`: a share behind a hyphen with spaces is another thing."""
    lower, joint, upper = (at(found, place + step) for step in range(3))
    glued = joint.is_sign(RANGE) and joint.glued and upper.glued
    if glued and lower.kind is Kind.NUMBER and upper.kind is Kind.PERCENT:
        return upper._replace(glued=lower.glued), 3
    return None


def is_times(token: Token) -> bool:
    """Tell whether a token is the x of a leverage."""
    return token.mark is Mark.TIMES or token.is_sign("\u00d7")


def is_at_most(number: Token, limit: int) -> bool:
    """Tell whether a number is a small one."""
    digits = number.text.partition(".")[0]
    return digits.isdigit() and len(digits) <= len(str(limit)) and int(digits) <= limit


def whole(number: Token) -> int:
    """Return the whole part of a small number."""
    return int(number.text.partition(".")[0])


def is_followed(found: Found, place: int) -> bool:
    """Tell whether another number comes behind the one that counts."""
    after = at(found, place + 1)
    if after.is_sign(f"{COUNTING}{RANGE}.") or after.mark is Mark.PRICE:
        after = at(found, place + 2)
    return after.kind in {Kind.NUMBER, Kind.PERCENT, Kind.AMOUNT} or after.is_sign(CURRENCY)
