import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.advisor import FEATURES, Book, parse

CASES = Path(__file__).parents[1] / "cases"
FILES = {
    "usdm_liquidation.jsonl": "liquidation",
    "coinm_liquidation.jsonl": "liquidation",
    "cost.jsonl": "cost",
    "spot_level.jsonl": "level",
}


def recorded() -> list[Any]:
    return [
        pytest.param(feature, case, id=case["id"])
        for name, feature in FILES.items()
        for case in map(json.loads, (CASES / name).read_text(encoding="utf-8").splitlines())
    ]


def found(report: Mapping[str, Any], path: str) -> Decimal:
    value: Any = report
    for name in path.split("."):
        value = value[name]
    return Decimal(value)


@pytest.mark.parametrize(("feature", "case"), recorded())
def test_the_answer_is_the_recorded_number(
    feature: str, case: Mapping[str, Any], book: Book
) -> None:
    asked = FEATURES[feature]
    request = parse(asked.request, case["request"])
    report = asked.answer(request, book).model_dump(mode="json")

    for path, text in case["expected"].items():
        expected, allowed = Decimal(text), case["tolerance"][path]
        relative = abs(expected) * Decimal(allowed.get("rel", "0"))
        assert abs(found(report, path) - expected) <= max(
            relative, Decimal(allowed.get("abs", "0"))
        )
