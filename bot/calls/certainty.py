"""What stands around a word or number of a call, and when it leaves a doubt."""

from typing import Final

from bot.calls.clauses import BREAKING, LABELS, Part, Placed, is_traded
from bot.calls.marks import Mark
from bot.calls.phrases import Found, at
from bot.calls.tokens import Kind
from bot.calls.units import RANGE, is_at_most

PAIRS: Final = "/|&+"
ENDS: Final = ",;|)."
CURRENCY: Final = "$"
OPENING: Final = ":=("
BOUNDLESS: Final = frozenset({Mark.GAIN, Mark.DONE, Mark.TO})


def is_certain_stop(found: Found, placed: Placed, percent: int) -> bool:
    """Tell whether a number is plainly the price of a stop.

    Not so behind a word that nobody knows, and where `5 - 10 %` may be a range.
    """
    between = (found[place] for place in range(placed.label, placed.place))
    unknown = any(token.kind is Kind.WORD for token in between)
    dash, share = at(found, placed.place + 1), at(found, placed.place + 2)
    ordered = at(found, placed.place - 1).kind is Kind.ORDINAL
    ranging = dash.is_sign(RANGE) and share.kind is Kind.PERCENT and not ordered
    return not unknown and not (ranging and is_at_most(placed.token, percent))


def is_certain_entry(found: Found, placed: Placed) -> bool:
    """Tell whether a further number is plainly an entry: not in `65000, invalid below 63000`."""
    before = at(found, placed.place - 1)
    return before.kind is not Kind.WORD and before.mark not in BREAKING


def is_certain_mode(found: Found, place: int) -> bool:
    """Tell whether a word is plainly a margin mode: not in `golden cross`, `RSI 30 crossed`."""
    return at(found, place - 1).kind not in {Kind.WORD, Kind.NUMBER}


def is_certain_leverage(found: Found, placed: Placed) -> bool:
    """Tell whether `20x` is plainly a leverage.

    Not so in `can do 20x`, `20x gains`, `up to 20x`, `TP: 2x`, `reward 3x`.
    """
    place = placed.place - 1
    while at(found, place).is_sign(OPENING):
        place -= 1
    before, after = at(found, place), at(found, placed.place + 1)
    if Mark.LEVERAGE in {before.mark, after.mark}:
        return True
    strange = Kind.WORD in {before.kind, after.kind} or {before.mark, after.mark} & BOUNDLESS
    priced = before.mark in LABELS or placed.part is Part.ASIDE
    return not strange and not priced


def is_certain_label(found: Found, place: int) -> bool:
    """Tell whether the numbers behind a label are plainly its own.

    Not so in `TP/SL 68000/63000`, and where the number comes first, as in `63000 stop,`.
    """
    shared = any(
        at(found, place + step).is_sign(PAIRS) and at(found, place + 2 * step).mark in LABELS
        for step in (-1, 1)
    )
    after = at(found, place + 1)
    ends = after.kind is Kind.LINE or after.is_sign(ENDS)
    return not shared and not (ends and at(found, place - 1).kind is Kind.NUMBER)


def is_certain_side(found: Found, place: int) -> bool:
    """Tell whether a side is not denied by the word before."""
    return at(found, place - 1).mark is not Mark.NEVER


def is_upper_bound(found: Found, place: int) -> bool:
    """Tell whether a price is the second of a range."""
    before = at(found, place - 1)
    if before.is_sign(CURRENCY):
        before = at(found, place - 2)
    return before.is_sign(RANGE) or before.mark is Mark.TO


def is_beside_trade(found: Found, place: int) -> bool:
    """Tell whether side, contract, leverage or mode stand right before."""
    return is_traded(at(found, place - 1))


def is_ticked(found: Found, place: int) -> bool:
    """Tell whether a tick stands behind a number, so that a price was reached."""
    return at(found, place - 1).kind in {Kind.NUMBER, Kind.TIMES}
