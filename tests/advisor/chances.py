from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, parse
from bot.advisor.odds import Report, Request, answer
from bot.errors import IsocrossError
from bot.margin.motion import Chance, Motion

TOUCH = {"price": "65000", "barrier": "58700", "days": "7", "volatility": "0.6", "side": "long"}
FLAT = [{"floor": "0", "rate": "0.01"}]
TEN_TIMES = {
    "mode": "isolated",
    "symbol": "XUSDT",
    "side": "long",
    "quantity": "2",
    "entry": "100",
    "wallet": "20",
    "brackets": FLAT,
}
SWING = {"days": "7", "volatility": "0.6"}
BTC = {"symbol": "BTCUSDT", "side": "long", "quantity": "1", "entry": "65000", "volatility": "0.6"}
ETH = {"symbol": "ETHUSDT", "side": "long", "quantity": "10", "entry": "3400", "volatility": "0.8"}
SOL = {"symbol": "SOLUSDT", "side": "long", "quantity": "9", "entry": "150", "volatility": "1"}
PAIR = {"wallet": "9000", "positions": [BTC, ETH], "correlation": "0.8"}


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def refused(book: Book, question: dict[str, Any], **more: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)
    return caught.value.key, dict(caught.value.details)


def nobody(motion: Motion, horizons: Sequence[Decimal]) -> Sequence[Chance]:
    raise AssertionError(motion, horizons)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-12"), abs=Decimal(0))


def without(question: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name not in names}
