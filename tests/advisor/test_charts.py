from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, compare, liquidation, parse, size
from bot.advisor.charts import CHARTS

D = Decimal
LONGS: list[dict[str, str]] = [
    {"symbol": "BTCUSDT", "side": "long", "quantity": "0.5", "entry": "65000", "leverage": "10"},
    {"symbol": "ETHUSDT", "side": "long", "quantity": "5", "entry": "3400", "leverage": "10"},
]
TWO_LONGS = {"wallet": "6500", "positions": LONGS}
TIERS = [{"floor": "0", "rate": "0.01"}]
LADDER = {
    "mode": "cross",
    "symbol": "BTCUSDT",
    "side": "short",
    "quantity": "20000",
    "entry": "0.2",
    "wallet": "3250",
    "brackets": [{"floor": "0", "rate": "0.01"}, {"floor": "5000", "rate": "0.05"}],
}
SIZE = {
    "symbol": "BTCUSDT",
    "side": "long",
    "balance": "1000",
    "risk": {"fraction": "0.02"},
    "entry": "65000",
    "stop": "63000",
}


def compared(book: Book, **values: object) -> tuple[compare.Report, Any]:
    request = parse(compare.Request, {**TWO_LONGS, **values})
    report = compare.answer(request, book)
    return report, CHARTS["compare"](request, report, book)


def laddered(book: Book, **values: object) -> Any:  # noqa: ANN401 -- the chart of one feature
    request = parse(liquidation.Request, {**LADDER, **values})
    return CHARTS["liquidation"](request, liquidation.answer(request, book), book)


def sized(book: Book, **values: object) -> Any:  # noqa: ANN401 -- as above
    request = parse(size.Request, {**SIZE, **values})
    return CHARTS["size"](request, size.answer(request, book), book)


def test_a_comparison_is_drawn_at_the_shocks_asked_about_with_the_same_numbers(
    book: Book,
) -> None:
    report, chart = compared(book, shocks=["-0.05", "-0.1"])

    told = {row.shock: row for row in report.rows}
    assert {row.shock: row for row in chart.asked} == told
    assert told[D("-0.05")].cross.equity == 4025  # 6,500 - 5 % of (32,500 + 17,000)


def test_a_comparison_is_drawn_up_to_where_each_mode_ends(book: Book) -> None:
    report, chart = compared(book)

    moves = [point.shock for point in chart.points]
    assert moves == sorted(moves)
    assert {report.survives.cross, report.survives.isolated, D(0)} <= set(moves)


def test_no_point_of_a_comparison_lets_a_price_fall_to_nothing(book: Book) -> None:
    positions = [{**LONGS[0], "beta": "6"}, {**LONGS[1], "beta": "-8"}]

    _, chart = compared(book, positions=positions, shocks=["-0.1", "0.1"])

    assert all(min(6 * point.shock, -8 * point.shock) > -1 for point in chart.points)


def test_a_shock_of_single_coins_leaves_the_common_curve(book: Book) -> None:
    _, chart = compared(book, shocks=[{"BTCUSDT": "-0.15"}])

    assert chart.asked == ()
    assert len(chart.points) > 100


def test_a_ladder_shows_the_edges_of_the_bracket_that_lie_near(book: Book) -> None:
    chart = laddered(book)

    edges = [mark.price for mark in chart.marks if mark.name == "bracket"]
    assert edges == [D("0.25")]  # 5,000 / 20,000


def test_a_ladder_of_contracts_has_its_edges_in_coin(book: Book) -> None:
    chart = laddered(
        book,
        market="coinm",
        symbol="BTCUSD_PERP",
        quantity="5000",
        entry="65000",
        wallet="2",
        brackets=[{"floor": "0", "rate": "0.01"}, {"floor": "7", "rate": "0.05"}],
    )

    edges = [mark.price for mark in chart.marks if mark.name == "bracket"]
    assert edges == [pytest.approx(D("71428.571"), abs=D("0.001"))]  # 5,000 · 100 / 7


def test_a_ladder_spans_a_day_around_the_mark(book: Book) -> None:
    chart = laddered(book, mark="0.21", daily_range="0.1")

    assert chart.day == (D("0.189"), D("0.231"))  # 0.21 · 0.9 and 0.21 · 1.1
    assert chart.low < D("0.189")


def test_a_ladder_without_any_liquidation_still_has_a_height(book: Book) -> None:
    chart = laddered(book, side="long", wallet="100000")

    assert [mark.name for mark in chart.marks] == ["entry"]
    assert 0 <= chart.low < D("0.2") < chart.high


def test_a_size_is_shown_at_its_own_leverage_and_where_the_stop_comes_too_late(
    book: Book,
) -> None:
    rungs = sized(book, leverage="20")

    assert [rung.leverage for rung in rungs] == [8, 16, 20, 28, 32, 64, 128]
    assert [rung.leverage for rung in rungs if rung.asked] == [20]
    assert [rung.leverage for rung in rungs if not rung.stops] == [32, 64, 128]
    assert rungs[2].margin == D("32.5")  # 650 / 20


def test_no_leverage_is_shown_that_the_balance_does_not_allow(book: Book) -> None:
    rungs = sized(book, balance="5", entry="100", stop="99.99", lot="0.1", brackets=TIERS)

    # 5 · 2 % / 0.01 = 10, 1,000 of notional: 200x; at 100x already the stop comes too late
    assert [rung.leverage for rung in rungs] == [200]
    assert not rungs[0].stops


@pytest.mark.parametrize("values", [{"market": "spot_margin"}, {"lot": "10"}])
def test_nothing_is_drawn_of_a_size_that_nothing_liquidates(
    values: dict[str, str], book: Book
) -> None:
    assert sized(book, **values) == ()
