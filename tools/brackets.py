"""Make the shipped bracket file from a recording.

    python tools/brackets.py RECORDING rules/brackets/usdm.json

A recording is JSON with `market`, `as_of`, `read_on`, `read_from`, `tables` ({cap, tiers: [floor,
rate, largest leverage]}) and `symbols` (symbol: index of its table). For `coinm` a table has a
`contract_size` in dollars too, a cap that is not known is null, and leverages that are not known
are left out. The file made from it has one table a line with the symbols that share it, sorted,
every number a string: two recordings differ in the lines of the tables that changed. A recording
with a flaw is refused, never repaired.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from bot.errors import IsocrossError
from bot.margin.brackets import ladder, parse

SYMBOL: Final = re.compile(r"\w{1,40}")
LINEAR: Final = "usdm"
INVERSE: Final = "coinm"
COLUMNS: Final = {LINEAR: {3}, INVERSE: {2, 3}}
ABOUT: Final = ("read_from", "account")
Value = TypeVar("Value")


class Refused(Exception):
    """What is wrong with a recording, in a line."""


class Table(NamedTuple):
    """A table as texts: dollars a contract, where it counts in contracts, then cap and tiers."""

    size: str | None
    cap: str | None
    brackets: tuple[tuple[str, ...], ...]

    def written(self, symbols: Sequence[str]) -> dict[str, object]:
        """Return what the file holds of it."""
        size = {} if self.size is None else {"contract_size": self.size}
        return {"symbols": symbols, **size, "cap": self.cap, "brackets": self.brackets}


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


def table(recorded: Mapping[str, Any], market: str) -> Table:
    """Return a recorded table as texts, refusing an impossible one."""
    inverse, cap = market == INVERSE, recorded["cap"]
    end = None if inverse and cap is None else Decimal(cap)
    tiers = [[*map(Decimal, tier)] for tier in recorded["tiers"]]
    check_columns(tiers, COLUMNS[market])
    ladder([(floor, rate) for floor, rate, *_ in tiers], end)
    size = Decimal(recorded["contract_size"]) if inverse else None
    if size is not None and size <= 0:
        message = f"a contract size that is not above 0: {size}"
        raise Refused(message)
    return Table(
        None if size is None else plain(size),
        None if end is None else plain(end),
        tuple(tuple(map(plain, tier)) for tier in tiers),
    )


def check_columns(tiers: Sequence[Sequence[Decimal]], allowed: set[int]) -> None:
    """Refuse tiers of the wrong width, and leverages that no exchange has."""
    widths = {len(tier) for tier in tiers}
    if len(widths) > 1 or widths - allowed:
        message = f"tiers of {sorted(widths)} numbers"
        raise Refused(message)
    leverages = [leverage for _, _, *rest in tiers for leverage in rest]
    if any(leverage < 1 or leverage % 1 for leverage in leverages):
        message = f"a largest leverage that is no whole number: {leverages}"
        raise Refused(message)
    if any(after > before for before, after in pairwise(leverages)):
        message = f"a largest leverage that rises with the notional: {leverages}"
        raise Refused(message)


def shared(recording: Mapping[str, Any]) -> dict[Table, list[str]]:
    """Return the symbols of each different table, both in order."""
    found: dict[Table, list[str]] = {}
    tables = [table(recorded, recording["market"]) for recorded in recording["tables"]]
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
    if recording["market"] not in COLUMNS:
        message = f"a recording of {recording['market']}; known are {', '.join(COLUMNS)}"
        raise Refused(message)
    days = {name: date.fromisoformat(recording[name]).isoformat() for name in ("as_of", "read_on")}
    about = {name: recording[name] for name in ABOUT if name in recording}
    head = compact({"market": recording["market"], **days, **about})
    lines = [compact(found.written(symbols)) for found, symbols in shared(recording).items()]
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
