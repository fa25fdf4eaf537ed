"""Shocks as people type them: `-20%`, `-5%, -10%`, or `BTC -15%, ETH -25%` for one scenario."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.errors import BadValue

SCENARIOS: Final = re.compile(r"[;\n]")
MOVES: Final = re.compile(r",(?!\d)|(?<=%),")
MOVE: Final = re.compile(r"(?:(?P<symbol>\S*[^\W\d]\S*)\s+)?(?P<move>[+-]?\s*[\d.,]+\s*%?)")
MINUS: Final = "\u2212"
EXAMPLES: Final = ("-20%", "-5%, -10%", "BTC -15%, ETH -25%")


class TypedMove(NamedTuple):
    """One move, still as typed, and whose it is; None for that of everything."""

    symbol: str | None
    move: str


def scenarios(field: str, text: str) -> Iterator[list[TypedMove]]:
    """Take shocks apart: moves of single symbols that stand together are one scenario.

    Raises:
        BadValue: A part is no move, or a move of everything stands among those of symbols.
    """
    for part in filter(None, map(str.strip, SCENARIOS.split(text.replace(MINUS, "-")))):
        moves = [typed_move(field, move) for move in map(str.strip, MOVES.split(part)) if move]
        named = [move for move in moves if move.symbol]
        if named and len(named) < len(moves):
            raise BadValue(field=field, value=part, allowed=EXAMPLES)
        if named:
            yield named
        else:
            yield from ([move] for move in moves)


def typed_move(field: str, text: str) -> TypedMove:
    """Take one move apart."""
    match = MOVE.fullmatch(text)
    if not match:
        raise BadValue(field=field, value=text, allowed=EXAMPLES)
    return TypedMove(match["symbol"], "".join(match["move"].split()))
