"""What a call says in each of its fields, gathered from its tokens from left to right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from bot.calls.call import LONG, SHORT
from bot.calls.contracts import Contracts
from bot.calls.lexicon import Lexicon, Mark
from bot.calls.numbers import comma_of, value
from bot.calls.tokens import Kind, Token

JOINTS: Final = ":=-@("
SIDES: Final[Mapping[Mark, str]] = {
    Mark.LONG: LONG,
    Mark.SHORT: SHORT,
    Mark.BUY: LONG,
    Mark.SELL: SHORT,
}
OPPOSITE: Final = {LONG: SHORT, SHORT: LONG}
LEADING: Final = frozenset({Mark.ZONE, Mark.NOW, Mark.PRICE, Mark.ENTRY, Mark.AVERAGE})


class Part(Enum):
    """Which field the numbers belong to."""

    ENTRY = auto()
    STOP = auto()
    TARGET = auto()
    LEVERAGE = auto()
    ASIDE = auto()


LABELS: Final[Mapping[Mark, Part]] = {
    Mark.ENTRY: Part.ENTRY,
    Mark.AVERAGE: Part.ENTRY,
    Mark.STOP: Part.STOP,
    Mark.TARGET: Part.TARGET,
    Mark.LEVERAGE: Part.LEVERAGE,
    Mark.ASIDE: Part.ASIDE,
}
FIELDS: Final[Mapping[Part, str]] = {
    Part.ENTRY: "entries",
    Part.STOP: "stop",
    Part.TARGET: "targets",
    Part.LEVERAGE: "leverage",
}


@dataclass(slots=True)
class Said:
    """Everything that a call says, before anything is made of it."""

    sides: list[str] = field(default_factory=list[str])
    moods: list[str] = field(default_factory=list[str])
    contracts: list[str] = field(default_factory=list[str])
    numbers: dict[Part, list[Decimal]] = field(default_factory=lambda: {p: [] for p in Part})
    leverages: list[tuple[Decimal, Decimal]] = field(default_factory=list[tuple[Decimal, Decimal]])
    modes: set[str] = field(default_factory=set[str])
    marks: set[Mark] = field(default_factory=set[Mark])
    stop_words: list[str] = field(default_factory=list[str])
    doubts: set[str] = field(default_factory=set[str])
    exchange: str | None = None
    range: bool = False
    breakout: bool = False
    stop_percent: bool = False
    stop_close: bool = False
    labelled: bool = False
    question: bool = False
    done: bool = False
    sats: bool = False


class Gatherer:
    """Walks over the tokens of one call; a label opens a field, a new line may close it."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, contracts: Contracts) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._contracts = contracts
        self._comma = comma_of(token.text for token in tokens if token.kind is Kind.NUMBER)
        self._part: Part | None = None
        self._before_aside: Part | None = None
        self._fresh = True
        self._ordered = False
        self._counted = 0
        self.said = Said()

    def gathered(self) -> Said:
        """Return what all tokens say."""
        actions: Mapping[Kind, Callable[[int, Token], None]] = {
            Kind.LINE: self._line,
            Kind.MARK: self._mark,
            Kind.NUMBER: self._number,
            Kind.TIMES: self._times,
            Kind.PERCENT: self._percent,
            Kind.ORDINAL: self._ordinal,
            Kind.FRAME: self._frame,
            Kind.CONTRACT: self._contract,
            Kind.WORD: self._word,
            Kind.SIGN: self._sign,
        }
        for place, token in enumerate(self._tokens):
            if token.mark is Mark.END:
                break
            actions[token.kind](place, token)
        return self.said

    def _at(self, place: int) -> Token | None:
        return self._tokens[place] if 0 <= place < len(self._tokens) else None

    def _open(self, part: Part | None) -> None:
        self._part, self._before_aside = part, None
        self._fresh = self._ordered = False
        self._counted = 0

    def _line(self, _place: int, _token: Token) -> None:
        self._fresh = True
        if self._part is Part.ASIDE:
            self._part = self._before_aside

    def _mark(self, place: int, token: Token) -> None:
        mark = token.mark
        if mark is None:
            return
        self.said.marks.add(mark)
        if mark in SIDES:
            self._side(place, mark)
        elif mark is Mark.ASIDE:
            self._before_aside = self._part if self._part is Part.TARGET else None
            self._part = Part.ASIDE
        elif mark in LABELS:
            self._open(LABELS[mark])
            self.said.labelled |= mark is Mark.ENTRY
        elif mark in {Mark.CROSS, Mark.ISOLATED}:
            self.said.modes.add(mark.value)
        elif mark in {Mark.UP, Mark.DOWN}:
            self.said.moods.append(LONG if mark is Mark.UP else SHORT)
        elif mark in {Mark.ABOVE, Mark.BELOW, Mark.CLOSE}:
            self._condition(mark, token)
        elif mark is Mark.DONE and not token.text.isalpha():
            before = self._at(place - 1)
            self.said.done |= before is not None and before.kind is Kind.NUMBER
        else:
            self._place(mark)

    def _place(self, mark: Mark) -> None:
        """Let a word open the entry where no other field is open."""
        unsaid = self._part is None and not self.said.numbers[Part.ENTRY]
        self.said.range |= mark is Mark.ZONE and (unsaid or self._part is Part.ENTRY)
        if unsaid and mark in LEADING:
            self._open(Part.ENTRY)

    def _side(self, place: int, mark: Mark) -> None:
        """Take a side; *buy* and *sell* before a price also say what the price is."""
        side = SIDES[mark]
        if mark in {Mark.BUY, Mark.SELL} and self._price_follows(place):
            if self.said.numbers[Part.ENTRY]:
                self._open(Part.TARGET)
                side = OPPOSITE[side]
            else:
                self._open(Part.ENTRY)
                self.said.labelled = True
        self.said.sides.append(side)

    def _price_follows(self, place: int) -> bool:
        """Tell whether a number comes next, behind nothing but joints and leading words."""
        place += 1
        while (token := self._at(place)) and (token.mark in LEADING or token.is_sign(JOINTS)):
            place += 1
        return token is not None and token.kind is Kind.NUMBER

    def _condition(self, mark: Mark, token: Token) -> None:
        if self._part is Part.STOP and not self.said.numbers[Part.STOP]:
            self.said.stop_close |= mark is Mark.CLOSE
            self.said.stop_words.append("close" if mark is Mark.CLOSE else mark.value)
        elif mark is not Mark.CLOSE and not self.said.numbers[Part.ENTRY]:
            self.said.breakout = True
            self.said.moods.append(LONG if mark is Mark.ABOVE else SHORT)
            self._place(Mark.PRICE)

    def _number(self, place: int, token: Token) -> None:
        if self._is_ordinal(place, token):
            self._ordinal(place, token)
        elif not self._is_bound(place, Kind.PERCENT) and not self._is_bound(place, Kind.TIMES):
            self._price(place, token)

    def _is_bound(self, place: int, kind: Kind) -> bool:
        """Tell whether a number is the lower bound of a range in percent or of leverages."""
        dash, upper = self._at(place + 1), self._at(place + 2)
        close = bool(dash and dash.glued and upper and upper.glued)
        return (
            close and self._tokens[place + 1].is_sign("-") and self._tokens[place + 2].kind is kind
        )

    def _is_ordinal(self, place: int, token: Token) -> bool:
        """Tell whether a number counts a list: `1) 0.5`, `TP1 0.5`, `Target 1: 0.5`."""
        if not token.text.isdigit() or int(token.text[:3]) > self._lexicon.names.limits["ordinal"]:
            return False
        before, after = self._at(place - 1), self._at(place + 1)
        if after and after.is_sign(")") and after.glued:
            return self._fresh or before is None or before.kind is not Kind.NUMBER
        labelled = before is not None and before.mark in {Mark.TARGET, Mark.ENTRY, Mark.STOP}
        if not labelled or after is None:
            return False
        part = self._part or Part.TARGET
        counts = token.glued or int(token.text) == len(self.said.numbers[part]) + 1
        follows = after.is_sign(":=)-.") or after.mark is Mark.PRICE or after.kind is Kind.NUMBER
        return follows and (counts or after.is_sign(":=)"))

    def _ordinal(self, _place: int, _token: Token) -> None:
        self._fresh, self._ordered = False, True

    def _price(self, place: int, token: Token) -> None:
        number = value(token.text, self._comma)
        part = self._belongs(place)
        if part is None:
            return
        if number is None:
            self.said.doubts.add(FIELDS[part])
            return
        if part is Part.LEVERAGE:
            self._leverage(place, number)
        else:
            self.said.numbers[part].append(number)
            self.said.range |= part is Part.ENTRY and self._is_joined(place)
        self._counted += 1
        self._fresh = False

    def _belongs(self, place: int) -> Part | None:
        """Return the field that a number belongs to."""
        if self._fresh and self._counted:
            bare = self._part is Part.TARGET and not self._ordered
            if not bare:
                self._open(None)
        if self._part is None and not self.said.numbers[Part.ENTRY]:
            before = self._at(place - 1)
            if before and (before.mark in SIDES or before.kind is Kind.CONTRACT):
                self._open(Part.ENTRY)
        return None if self._part is Part.ASIDE else self._part

    def _is_joined(self, place: int) -> bool:
        """Tell whether a number is the second of a range."""
        before = self._at(place - 1)
        return (
            before is not None and before.is_sign("-$") and len(self.said.numbers[Part.ENTRY]) > 1
        )

    def _times(self, place: int, token: Token) -> None:
        number = value(token.text, self._comma)
        if number is None:
            self.said.doubts.add("leverage")
        else:
            self._leverage(place, number)

    def _leverage(self, place: int, number: Decimal) -> None:
        """Take a leverage; behind a hyphen it is the upper bound of the one before."""
        dash, lower = self._at(place - 1), self._at(place - 2)
        low = number
        if dash and dash.is_sign("-") and lower and lower.kind in {Kind.NUMBER, Kind.TIMES}:
            low = value(lower.text, self._comma) or number
            if self.said.leverages and self.said.leverages[-1][1] == low:
                self.said.leverages.pop()
        self.said.leverages.append((min(low, number), max(low, number)))

    def _percent(self, _place: int, _token: Token) -> None:
        self.said.stop_percent |= self._part is Part.STOP and not self.said.numbers[Part.STOP]

    def _frame(self, _place: int, token: Token) -> None:
        if self._part is Part.STOP and not self.said.numbers[Part.STOP]:
            self.said.stop_words.append(token.text.upper())

    def _contract(self, _place: int, token: Token) -> None:
        self.said.contracts.append(token.text)

    def _word(self, place: int, token: Token) -> None:
        word = token.text.casefold()
        if word in self._lexicon.names.exchanges:
            self.said.exchange = self.said.exchange or word
        elif word in self._lexicon.names.sats:
            self.said.sats = True
        elif self._contracts.is_coin(token.text) and self._beside_a_side(place):
            self.said.contracts.append(f"#{token.text}")
        if self._fresh and self._counted:
            self._open(None)

    def _beside_a_side(self, place: int) -> bool:
        """Tell whether a side word, or a label that says so, stands next to a bare coin."""
        near = [self._at(place - 1), self._at(place + 1)]
        before = self._at(place - 2) if near[0] and near[0].is_sign(JOINTS) else near[0]
        marks = {token.mark for token in (*near, before) if token}
        return bool(marks & {*SIDES, Mark.SYMBOL, Mark.SPOT})

    def _sign(self, _place: int, token: Token) -> None:
        self.said.question |= token.text in "?？"
        if token.text == "@":
            self._place(Mark.PRICE)
        if token.text == ")" and self._part is Part.ASIDE:
            self._part = self._before_aside
