from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import FEATURES, Book, chance, liquidation, odds, parse

D = Decimal
POSITION = {
    "mode": "isolated",
    "symbol": "BTCUSDT",
    "side": "long",
    "quantity": "0.5",
    "entry": "65000",
    "wallet": "3250",
}
SIZE: dict[str, Any] = {
    "symbol": "BTCUSDT",
    "side": "short",
    "balance": "1000",
    "risk": {"fraction": "0.02"},
    "entry": "65000",
    "stop": "67000",
    "leverage": "20",
}


def ending(book: Book, feature: str, **values: object) -> liquidation.Request | None:
    request = parse(FEATURES[feature].request, values)
    return chance.ending(request, FEATURES[feature].answer(request, book))


@pytest.mark.parametrize(
    ("feature", "values"),
    [
        ("liquidation", {**POSITION, "wallet": "40000"}),  # more than the 32,500 that it costs
        ("size", {**SIZE, "market": "spot_margin"}),
        ("size", {**SIZE, "lot": "10"}),
        ("cost", {"side": "long", "quantity": "1", "entry": "100", "days": "1"}),
    ],
)
def test_what_has_no_end_has_no_chance_of_it(
    book: Book, feature: str, values: dict[str, Any]
) -> None:
    assert ending(book, feature, **values) is None


def test_the_chance_of_a_position_is_that_of_its_own_liquidation_price(book: Book) -> None:
    position = ending(book, "liquidation", **POSITION)
    assert position

    found = odds.answer(chance.question(position, D("0.6"), D(3), book), book)

    assert found.barrier == liquidation.answer(position, book).liquidation_price


@pytest.mark.parametrize("brackets", [None, [{"floor": "0", "rate": "0.02"}]])
def test_the_chance_of_a_size_is_that_of_its_isolated_liquidation(
    book: Book, brackets: object
) -> None:
    request = parse(FEATURES["size"].request, {**SIZE, "brackets": brackets})
    report: Any = FEATURES["size"].answer(request, book)
    position = ending(book, "size", **SIZE, brackets=brackets)
    assert position

    found = odds.answer(chance.question(position, D("0.6"), D(3), book), book)

    assert found.barrier
    assert round(found.barrier, 8) == round(report.liquidation_price.isolated, 8)
    assert position.stop == D(67000)
    assert all(each.stop_probability is not None for each in found.horizons)


def test_without_days_the_chance_is_that_of_a_week_and_never_of_no_days(book: Book) -> None:
    position = ending(book, "liquidation", **POSITION)
    assert position

    assert chance.question(position, D("0.6"), None, book).days == D(7)
    assert chance.question(position, D("0.6"), D(0), book).days == D(0)
