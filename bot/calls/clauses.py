"""Where the fields of a call begin and end among its tokens."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from bot.calls.marks import Mark
from bot.calls.phrases import Found, at
from bot.calls.tokens import Kind, Token

JOINTS: Final = ":=-@("
SIDES: Final = frozenset({Mark.LONG, Mark.SHORT, Mark.BUY, Mark.SELL})
TRADING: Final = SIDES | {Mark.CROSS, Mark.ISOLATED}
TRADES: Final = frozenset({Mark.BUY, Mark.SELL})
LEADING: Final = frozenset({Mark.ZONE, Mark.NOW, Mark.PRICE, Mark.ENTRY, Mark.AVERAGE})
BREAKING: Final = frozenset({Mark.ABOVE, Mark.BELOW})
VALUES: Final = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.AMOUNT})


class Part(StrEnum):
    """Which field the numbers belong to, by its name in a call."""

    ENTRY = "entries"
    STOP = "stop"
    TARGET = "targets"
    LEVERAGE = "leverage"
    ASIDE = "aside"
    NONE = "none"


LABELS: Final[Mapping[Mark, Part]] = {
    Mark.ENTRY: Part.ENTRY,
    Mark.AVERAGE: Part.ENTRY,
    Mark.STOP: Part.STOP,
    Mark.TARGET: Part.TARGET,
    Mark.LEVERAGE: Part.LEVERAGE,
    Mark.ASIDE: Part.ASIDE,
    Mark.MANAGE: Part.ASIDE,
}
ALONE: Final = frozenset({Part.ENTRY, Part.STOP})


class Placed(NamedTuple):
    """A token with the field it stands in, and where that began; it may be the label itself."""

    token: Token
    place: int
    part: Part
    label: int


class Clauses:
    """Walks over the tokens of one call; a label opens a field, a new line may close it."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._part = Part.NONE
        self._label = 0
        self._before_aside = Part.NONE
        self._values = 0
        self._fresh = True
        self._ordered = False
        self._priced = False

    def placed(self) -> Iterator[Placed]:
        """Yield every token in its field."""
        for place, token in enumerate(self._found):
            self._step(place, token)
            yield Placed(token, place, self._part, self._label)
            self._after(token)

    def _step(self, place: int, token: Token) -> None:
        """Open or close fields before a token is taken."""
        part = self._opened(place, token)
        if part is Part.ASIDE:
            self._before_aside = self._part if self._part is Part.TARGET else Part.NONE
            self._part = part
        elif part:
            self._open(part, place)
        elif self._fresh and self._values and not self._goes_on(place, token):
            self._open(Part.NONE, place)
            if self._is_priced_by(place, token):
                self._open(Part.ENTRY, place)

    def _open(self, part: Part, place: int) -> None:
        self._part, self._label = part, place
        self._values = 0
        self._fresh = self._ordered = False

    def _opened(self, place: int, token: Token) -> Part | None:
        """Return the field that a token opens."""
        if part := LABELS.get(token.mark or Mark.PLAIN):
            return part
        if token.mark in TRADES and self._is_followed_by_price(place):
            return Part.TARGET if self._priced else Part.ENTRY
        if self._part is Part.NONE and self._is_priced_by(place, token):
            return Part.ENTRY
        return None

    def _is_priced_by(self, place: int, token: Token) -> bool:
        """Tell whether a word or number opens the entry without a label."""
        if self._priced:
            return False
        before = at(self._found, place - 1)
        if token.kind is Kind.NUMBER:
            return is_traded(before)
        if token.mark in BREAKING:
            return is_traded(before) or before.kind is Kind.LINE
        leads = token.mark in LEADING or token.is_sign("@")
        return leads and before.kind not in {Kind.WORD, Kind.NUMBER}

    def _is_followed_by_price(self, place: int) -> bool:
        """Tell whether a number comes next, behind nothing but joints and leading words."""
        place += 1
        while (token := at(self._found, place)).mark in LEADING or token.is_sign(JOINTS):
            place += 1
        return token.kind is Kind.NUMBER

    def _goes_on(self, place: int, token: Token) -> bool:
        """Tell whether a line that begins with a token continues the field above."""
        if token.kind is not Kind.NUMBER:
            return token.kind is not Kind.WORD
        if self._part is Part.TARGET:
            return not self._ordered
        return self._part in ALONE and at(self._found, place + 1).kind is Kind.LINE

    def _after(self, token: Token) -> None:
        """Remember what a token means for the next ones."""
        if token.kind is Kind.LINE:
            self._fresh = True
            if self._part is Part.ASIDE:
                self._part = self._before_aside
        elif token.kind is Kind.ORDINAL:
            self._fresh, self._ordered = False, True
        elif token.kind in VALUES:
            self._values += 1
            self._fresh = False
            self._priced |= token.kind is Kind.NUMBER and self._part is Part.ENTRY
        elif token.is_sign(")") and self._part is Part.ASIDE:
            self._part = self._before_aside


def is_traded(token: Token) -> bool:
    """Tell whether a token is side, mode, contract or leverage: a bare price may follow."""
    return token.mark in TRADING or token.kind in {Kind.CONTRACT, Kind.TIMES}
