import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.advisor import FEATURES, Book, parse

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*_liquidation.jsonl"))
LIQUIDATION = FEATURES["liquidation"]


def recorded() -> list[Any]:
    lines = [line for path in CASES for line in path.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def found(report: Mapping[str, Any], path: str) -> Decimal:
    value: Any = report
    for name in path.split("."):
        value = value[name]
    return Decimal(value)


@pytest.mark.parametrize("case", recorded())
def test_the_answer_is_the_recorded_number(case: Mapping[str, Any], book: Book) -> None:
    request = parse(LIQUIDATION.request, case["request"])
    report = LIQUIDATION.answer(request, book).model_dump(mode="json")

    for path, text in case["expected"].items():
        expected, allowed = Decimal(text), case["tolerance"][path]
        relative = abs(expected) * Decimal(allowed.get("rel", "0"))
        assert abs(found(report, path) - expected) <= max(
            relative, Decimal(allowed.get("abs", "0"))
        )
