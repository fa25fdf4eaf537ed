"""What a call says in each of its fields, gathered from its tokens from left to right."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from bot.calls import certainty
from bot.calls.call import LONG, SHORT
from bot.calls.clauses import LABELS, SIDES, TRADES, Clauses, Part, Placed
from bot.calls.lexicon import Lexicon
from bot.calls.marks import Mark
from bot.calls.numbers import Notation, is_plain, notation_of, value
from bot.calls.phrases import Found, at
from bot.calls.said import Leverage, Said
from bot.calls.spelling import folded
from bot.calls.tokens import Kind
from bot.calls.units import BETWEEN, RANGE

SIDE_OF: Final = {Mark.LONG: LONG, Mark.SHORT: SHORT, Mark.BUY: LONG, Mark.SELL: SHORT}
OPPOSITE: Final = {LONG: SHORT, SHORT: LONG}
MOOD_OF: Final = {Mark.UP: LONG, Mark.ABOVE: LONG, Mark.DOWN: SHORT, Mark.BELOW: SHORT}
NAMED: Final = TRADES | {Mark.ENTRY}


def said(found: Found, lexicon: Lexicon) -> Said:
    """Return what the tokens of one call say."""
    gatherer = Gatherer(found, lexicon)
    for placed in Clauses(found).placed():
        gatherer.take(placed)
    return gatherer.said


def written(found: Found, lexicon: Lexicon) -> Notation:
    """Return how the numbers of a call are written."""
    dotted = any(token.mark and token.text in lexicon.dotted for token in found)
    return notation_of((token.text for token in found if token.kind is Kind.NUMBER), dotted=dotted)


class Gatherer:
    """Takes token after token; what is not certain becomes a doubt about its field."""

    def __init__(self, found: Found, lexicon: Lexicon) -> None:
        self._found = found
        self._names, self._signs = lexicon.names, lexicon.signs
        self._notation = written(found, lexicon)
        self._if = False
        self.said = Said()
        self._kinds: Mapping[Kind, Callable[[Placed], None]] = {
            Kind.NUMBER: self._number,
            Kind.AMOUNT: self._amount,
            Kind.PERCENT: self._percent,
            Kind.TIMES: self._times,
            Kind.FRAME: self._frame,
            Kind.CONTRACT: self._contract,
            Kind.MARK: self._mark,
            Kind.WORD: self._word,
            Kind.SIGN: self._sign,
            Kind.LINE: self._line,
        }
        self._marks: Mapping[Mark, Callable[[Placed, Mark], None]] = {
            **dict.fromkeys(SIDES, self._side),
            **dict.fromkeys(LABELS, self._label),
            **dict.fromkeys((Mark.CROSS, Mark.ISOLATED), self._mode),
            **dict.fromkeys((Mark.ABOVE, Mark.BELOW, Mark.CLOSE), self._condition),
            **dict.fromkeys((Mark.UP, Mark.DOWN), self._mood),
            Mark.ZONE: self._zone,
            Mark.NOW: self._now,
            Mark.IF: self._conditional,
            Mark.DONE: self._done,
            Mark.FRAME: self._named_frame,
        }

    def take(self, placed: Placed) -> None:
        """Add what one token says."""
        if action := self._kinds.get(placed.token.kind):
            action(placed)

    def _number(self, placed: Placed) -> None:
        """Take a price, or a leverage without its x."""
        if placed.part in {Part.ASIDE, Part.NONE}:
            return
        number = self._value(placed.token.text)
        mixed = self._notation is Notation.MIXED and not is_plain(placed.token.text)
        if number is None or mixed or not self._is_certain(placed):
            self.said.doubts.add(placed.part)
        if number is not None:
            self._price(placed, number)

    def _value(self, text: str) -> Decimal | None:
        return value(text, self._notation, self._names.limits.digits)

    def _is_certain(self, placed: Placed) -> bool:
        if self._is_before_stop(placed):
            return certainty.is_certain_stop(self._found, placed, self._names.limits.percent)
        further = placed.part is Part.ENTRY and self.said.is_priced()
        return not further or certainty.is_certain_entry(self._found, placed)

    def _price(self, placed: Placed, number: Decimal) -> None:
        match placed.part:
            case Part.LEVERAGE:
                self._leverage(placed)
            case Part.STOP:
                self.said.stops.append(number)
            case Part.TARGET:
                self.said.targets.append(number)
            case _:
                self._entry(placed, number)

    def _entry(self, placed: Placed, number: Decimal) -> None:
        label = at(self._found, placed.label).mark
        further = self.said.is_priced()
        self.said.range |= further and certainty.is_upper_bound(self._found, placed.place)
        if label is Mark.AVERAGE:
            self.said.added.append(number)
        elif label in NAMED:
            self.said.entries.append(number)
        else:
            self.said.loose.append(number)

    def _amount(self, placed: Placed) -> None:
        """Doubt what has a unit where a price belongs; behind the stop it is a remark."""
        remark = placed.part is Part.STOP and bool(self.said.stops)
        if placed.part not in {Part.ASIDE, Part.NONE} and not remark:
            self.said.doubts.add(placed.part)

    def _percent(self, placed: Placed) -> None:
        self.said.stop_percent |= self._is_before_stop(placed)

    def _frame(self, placed: Placed) -> None:
        if self._is_before_stop(placed):
            self.said.stop_words.append(placed.token.text.upper())

    def _named_frame(self, placed: Placed, _mark: Mark) -> None:
        """Take `daily`; a single letter without its number is nothing."""
        if len(placed.token.text) > 1:
            self._frame(placed)

    def _is_before_stop(self, placed: Placed) -> bool:
        return placed.part is Part.STOP and not self.said.stops

    def _times(self, placed: Placed) -> None:
        if not certainty.is_certain_leverage(self._found, placed):
            self.said.doubts.add(Part.LEVERAGE)
        self._leverage(placed)

    def _leverage(self, placed: Placed) -> None:
        """Take a leverage; `5 - 10` without an x is one with two bounds."""
        bounds = [self._value(text) for text in placed.token.text.split(RANGE)]
        stated = [bound for bound in bounds if bound is not None]
        if len(stated) < len(bounds):
            self.said.doubts.add(Part.LEVERAGE)
        if stated and self._is_upper_leverage(placed):
            stated += self.said.leverages.pop()
        if stated:
            self.said.leverages.append(Leverage(min(stated), max(stated)))

    def _is_upper_leverage(self, placed: Placed) -> bool:
        joint, lower = (at(self._found, placed.place - step) for step in (1, 2))
        joins = joint.is_sign(BETWEEN) or joint.mark is Mark.TO
        numbers = placed.part is Part.LEVERAGE and lower.kind in {Kind.NUMBER, Kind.TIMES}
        return joins and numbers and bool(self.said.leverages)

    def _contract(self, placed: Placed) -> None:
        self.said.contracts.append(placed.token.text)
        if not (self.said.is_priced() or self.said.stops or self.said.targets):
            self.said.head.append(placed.token.text)

    def _word(self, placed: Placed) -> None:
        """Take an exchange, unless it is part of a longer name."""
        word = folded(placed.token.text)
        alone = at(self._found, placed.place + 1).kind is not Kind.WORD
        if alone and word in self._names.exchanges:
            self.said.exchange = self.said.exchange or word
        self.said.sats |= word in self._names.sats

    def _sign(self, placed: Placed) -> None:
        self.said.question |= placed.token.text == "?"

    def _line(self, _placed: Placed) -> None:
        self._if = False

    def _mark(self, placed: Placed) -> None:
        mark = placed.token.mark or Mark.PLAIN
        self.said.marks.add(mark)
        if action := self._marks.get(mark):
            action(placed, mark)

    def _side(self, placed: Placed, mark: Mark) -> None:
        """Take a side; a trade in the other direction closes the first one."""
        side = SIDE_OF[mark]
        if placed.place == placed.label and mark in TRADES:
            self.said.labelled |= placed.part is Part.ENTRY
            self.said.bought_back |= placed.part is Part.TARGET and mark is Mark.BUY
            side = OPPOSITE[side] if placed.part is Part.TARGET else side
        if not certainty.is_certain_side(self._found, placed.place):
            self.said.doubts.add("side")
        self.said.sides.append(side)

    def _label(self, placed: Placed, mark: Mark) -> None:
        self.said.labelled |= mark is Mark.ENTRY
        certain = certainty.is_certain_label(self._found, placed.place)
        if placed.part is not Part.ASIDE and not certain:
            self.said.doubts.add(LABELS[mark])

    def _mode(self, placed: Placed, mark: Mark) -> None:
        if certainty.is_certain_mode(self._found, placed.place):
            self.said.modes.add(mark.value)

    def _mood(self, _placed: Placed, mark: Mark) -> None:
        self.said.moods.append(MOOD_OF[mark])

    def _condition(self, placed: Placed, mark: Mark) -> None:
        """Take what must happen: behind the stop's label for the stop, else a breakout."""
        if self._is_before_stop(placed):
            self.said.stop_words.append(mark.value)
        elif placed.part is Part.ENTRY and mark is not Mark.CLOSE and not self.said.is_priced():
            self.said.breakout = True
            self.said.moods.append(MOOD_OF[mark])

    def _zone(self, placed: Placed, _mark: Mark) -> None:
        self.said.range |= placed.part is Part.ENTRY

    def _now(self, placed: Placed, _mark: Mark) -> None:
        """Take a market order where the entry stands, or behind what is traded."""
        beside = certainty.is_beside_trade(self._found, placed.place)
        self.said.now |= beside or placed.part is Part.ENTRY

    def _conditional(self, _placed: Placed, _mark: Mark) -> None:
        self._if = True

    def _done(self, placed: Placed, _mark: Mark) -> None:
        """Take that something happened: a tick at a price, or a word that no *if* comes before."""
        if placed.token.text in self._signs:
            self.said.done |= certainty.is_ticked(self._found, placed.place)
        else:
            self.said.done |= not self._if
