from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, parse
from bot.advisor.check import Report, Request, answer

CFX = "🟢 Long #CFXUSDT\nLeverage: Cross (20x)\nEntry 0.2066\nTargets: 0.2097, 0.2118\nSL: 0.1859"
MONEY = {"balance": "1000", "risk": {"fraction": "0.01"}}


def ask(book: Book, text: str, **more: object) -> Report:
    return answer(parse(Request, {"text": text, **more}), book)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-9"), abs=Decimal(0))


def found(report: Report, call: int = 0) -> dict[str, Any]:
    return {str(v.check): v for v in report.verdicts if v.call == call}


def passed(report: Report) -> dict[str, bool | None]:
    return {name: verdict.passed for name, verdict in found(report).items()}


def details(book: Book, text: str, check: str, **more: object) -> Any:  # noqa: ANN401 -- of its check
    return found(ask(book, text, **more))[check].details


def why(book: Book, text: str, check: str, **more: object) -> tuple[str, str | None]:
    verdict = found(ask(book, text, **more))[check]
    assert verdict.passed is None
    return str(verdict.details.reason), verdict.details.field
