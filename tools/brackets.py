"""Make the shipped bracket file from a recording.

    python tools/brackets.py RECORDING rules/brackets/usdm.json

A recording is JSON with `market`, `as_of`, `read_on`, `read_from`, `tables` ({cap, tiers: [floor,
rate, largest leverage]}) and `symbols` (symbol: index of its table). The file made from it has
one table a line with the symbols that share it, sorted, every number a string: two recordings
differ in the lines of the tables that changed. A recording with a flaw is refused, never repaired.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.errors import IsocrossError
from bot.margin.brackets import ladder, parse

SYMBOL: Final = re.compile(r"\w{1,40}")
MARKET: Final = "usdm"
ABOUT: Final = ("read_from", "account")
Value = TypeVar("Value")


class Refused(Exception):
    """What is wrong with a recording, in a line."""


def once(pairs: Sequence[tuple[str, Value]]) -> dict[str, Value]:
    """Return the pairs of a JSON object, refusing a name that stands there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"{twice} stands there twice"
        raise Refused(message)
    return found


def plain(number: Decimal) -> str:
    """Return the number without exponent and without idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def table(recorded: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return cap and brackets of a recorded table as texts, refusing an impossible one."""
    cap, tiers = Decimal(recorded["cap"]), [[*map(Decimal, tier)] for tier in recorded["tiers"]]
    leverages = [leverage for _, _, leverage in tiers]
    ladder([(floor, rate) for floor, rate, _ in tiers], cap)
    if any(leverage < 1 or leverage % 1 for leverage in leverages):
        message = f"a largest leverage that is no whole number: {leverages}"
        raise Refused(message)
    if any(after > before for before, after in pairwise(leverages)):
        message = f"a largest leverage that rises with the notional: {leverages}"
        raise Refused(message)
    return plain(cap), tuple((plain(f), plain(rate), plain(lev)) for f, rate, lev in tiers)


def shared(recording: Mapping[str, Any]) -> dict[Any, list[str]]:
    """Return the symbols of each different table, both in order."""
    found: dict[Any, list[str]] = {}
    tables = [table(recorded) for recorded in recording["tables"]]
    for symbol, index in sorted(recording["symbols"].items()):
        if not SYMBOL.fullmatch(symbol) or symbol != symbol.upper():
            message = f"no symbol: {symbol!r}"
            raise Refused(message)
        if not 0 <= index < len(tables) or index % 1:
            message = f"{symbol}: there is no table {index}"
            raise Refused(message)
        found.setdefault(tables[int(index)], []).append(symbol)
    return found


def compact(value: object) -> str:
    """Return the value as JSON in one line, letters of every script as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def made(recording: Mapping[str, Any]) -> str:
    """Return the text of the bracket file."""
    if recording["market"] != MARKET:
        message = f"a recording of {recording['market']}; only {MARKET} is known"
        raise Refused(message)
    days = {name: date.fromisoformat(recording[name]).isoformat() for name in ("as_of", "read_on")}
    about = {name: recording[name] for name in ABOUT if name in recording}
    head = compact({"market": MARKET, **days, **about})
    lines = [
        compact({"symbols": symbols, "cap": cap, "brackets": brackets})
        for (cap, brackets), symbols in shared(recording).items()
    ]
    return head.removesuffix("}") + ',"tables":[\n' + ",\n".join(lines) + "\n]}\n"


def main(source: Path, target: Path) -> None:
    """Write the bracket file *target* from the recording *source*, or say what is wrong."""
    try:
        recording = json.loads(
            source.read_text(encoding="utf-8"),
            parse_float=Decimal,
            parse_int=Decimal,
            object_pairs_hook=once,
        )
        text = made(recording)
    except (Refused, OSError, ValueError, ArithmeticError) as flaw:
        sys.exit(f"{source}: {flaw}")
    except IsocrossError as flaw:
        sys.exit(f"{source}: {flaw.key} {flaw.details}")
    except (KeyError, TypeError, AttributeError) as flaw:
        sys.exit(f"{source}: not laid out like a recording ({flaw!r})")
    contracts = parse(text).symbols
    target.write_text(text, encoding="utf-8")
    tiers = sum(len(brackets.rungs) for brackets in contracts.values())
    sys.stdout.write(f"{target}: {len(contracts)} contracts, {tiers} brackets\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
