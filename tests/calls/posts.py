import json
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.calls import Call

CASES = Path(__file__).parents[1] / "cases" / "calls.jsonl"
PLAIN: dict[str, Any] = {
    "symbol": None,
    "side": None,
    "side_inferred": False,
    "market": "usdm",
    "entries": [],
    "entry_kind": None,
    "stop": None,
    "stop_condition": None,
    "targets": [],
    "leverage": None,
    "leverage_max": None,
    "margin_mode": None,
    "exchange": None,
    "flags": [],
    "ask": [],
}


def posts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def written(call: Call) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(asdict(call), default=digits))
    return read


def digits(number: Decimal) -> str:
    return format(number.normalize(), "f")
