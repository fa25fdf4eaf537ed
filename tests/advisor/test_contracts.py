from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, parse
from bot.advisor.liquidation import Report, Request, answer
from bot.errors import IsocrossError

ISOLATED = {
    "market": "coinm",
    "mode": "isolated",
    "symbol": "BTCUSD_PERP",
    "side": "long",
    "quantity": "100",
    "entry": "20000",
    "wallet": "0.05",
}
CROSS = ISOLATED | {"mode": "cross"}
QUARTER = {"symbol": "BTCUSD_261225", "side": "short", "quantity": "100", "entry": "20000"}
ETHER = ISOLATED | {"symbol": "ETHUSD_PERP"}
FLAT = [{"floor": "0", "rate": "0.01"}]


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-15"), abs=Decimal(0))


def test_a_ten_times_long_ends_where_its_coins_are_gone(book: Book) -> None:
    report = ask(book, ISOLATED)

    assert report.liquidation_price == near("18254.545454545454")  # 10,040 / 0.55
    assert report.liquidation_price_above is None
    assert report.distance == near("0.08727272727272727")  # 1,745.45 / 20,000
    assert report.bankruptcy_price == near("18181.818181818181")  # 10,000 / 0.55
    assert report.margin_balance == Decimal("0.05")
    assert report.maintenance_margin == Decimal("0.002")  # 0.5 · 0.004
    assert report.bracket.cap == 5
    assert report.contract_size == 100


def test_the_answer_is_dated_and_says_what_it_takes_for_granted(book: Book) -> None:
    report = ask(book, CROSS)

    assert report.brackets_as_of == date(2024, 7, 28)
    assert report.assumptions == (
        "mark_is_entry",
        "nothing_else_open",
        "pool_of_one_coin",
        "limits_not_known",
        "brackets_old",
    )


def test_without_a_wallet_an_isolated_one_is_estimated_in_the_coin(book: Book) -> None:
    question = {name: value for name, value in ISOLATED.items() if name != "wallet"}
    report = ask(book, question, leverage="10")

    assert report.wallet == Decimal("0.05")  # 100 · 100 / (20,000 · 10)
    assert report.wallet_source == "estimated"


def test_a_short_that_its_wallet_covers_has_no_price_and_a_long_has_one(book: Book) -> None:
    assert ask(book, ISOLATED, side="short", wallet="0.5").liquidation_price is None
    assert ask(book, ISOLATED, wallet="0.5").liquidation_price == 10_040  # 10,040 / (0.5 + 0.5)


def test_another_size_of_contract_counts(book: Book) -> None:
    ten_times_as_many = ask(book, ISOLATED, quantity="1000", contract_size="10")

    assert ten_times_as_many.liquidation_price == ask(book, ISOLATED).liquidation_price
    assert ten_times_as_many.contract_size == 10


def test_other_contracts_of_the_coin_stand_in_the_pool_at_their_marks(book: Book) -> None:
    report = ask(book, CROSS, wallet="0.2", others=[QUARTER | {"mark": "25000"}])

    # -10,000 (1 / 20,000 - 1 / 25,000) = -0.1, and 0.4 · 0.004 = 0.0016
    assert report.liquidation_price == near("16778.074866310160428")  # 10,040 / 0.5984
    assert report.margin_balance == Decimal("0.1")
    assert report.brackets_as_of == date(2024, 7, 28)


def test_leverage_in_cross_changes_nothing(book: Book) -> None:
    plain, geared = ask(book, CROSS), ask(book, CROSS, leverage="125")

    assert geared.liquidation_price == plain.liquidation_price
    assert "leverage_not_in_cross" in geared.assumptions


@pytest.mark.parametrize("symbol", ["BTCUSD_PERP", "BTCUSD"])
def test_the_other_side_shares_the_price_under_either_name(book: Book, symbol: str) -> None:
    report = ask(book, CROSS, others=[QUARTER | {"symbol": symbol, "mark": "99999"}])

    # above 5 coins: 0.05 = 2 (0.005 · N - 0.005), N = 6 = 10,000 / P
    assert report.liquidation_price == near("1666.6666666666666")
    assert report.liquidation_price_above is None
    assert {"hedge_shares_price", "hedge_mark_shared"} <= set(report.assumptions)


def test_in_isolated_no_other_contract_counts(book: Book) -> None:
    report = ask(book, ISOLATED, others=[QUARTER])

    assert report.liquidation_price == near("18254.545454545454")
    assert "others_not_shared" in report.assumptions


def test_a_coin_without_a_table_is_answered_with_brackets_and_size_of_its_own(book: Book) -> None:
    report = ask(book, ETHER, contract_size="10", brackets=FLAT, entry="2000", wallet="0.05")

    assert report.liquidation_price == near("1836.3636363636363")  # 1,010 / (0.05 + 0.5)
    assert report.brackets_as_of is None
    assert "limits_not_known" not in report.assumptions


def test_a_stop_beyond_liquidation_is_found_here_too(book: Book) -> None:
    report = ask(book, ISOLATED, stop="18000")

    assert [finding.rule for finding in report.findings] == ["mistake.stop-beyond-liquidation"]


@pytest.mark.parametrize(
    ("question", "more", "key", "details"),
    [
        (ETHER, {}, "missing", {"fields": ["contract_size", "brackets"], "coin": "ETH"}),
        (ETHER, {"contract_size": "10"}, "missing", {"fields": ["brackets"]}),
        (ETHER, {"brackets": FLAT}, "missing", {"fields": ["contract_size"]}),
        (
            ETHER | {"mode": "cross", "contract_size": "10", "brackets": FLAT},
            {"others": [QUARTER | {"symbol": "ETHUSD_261225"}]},
            "missing",
            {"fields": ["others.0.brackets"], "coin": "ETH"},
        ),
        (
            CROSS,
            {"others": [QUARTER, QUARTER | {"symbol": "ETHUSD_PERP"}]},
            "impossible_combination",
            {"values": ["BTCUSD_PERP", "ETHUSD_PERP"], "reason": "other_coin"},
        ),
        (
            CROSS,
            {"others": [QUARTER | {"symbol": "BTCUSDT"}]},
            "impossible_combination",
            {"fields": ["others.0.symbol", "market"], "values": ["BTCUSDT", "coinm"]},
        ),
        (
            CROSS,
            {"others": [QUARTER | {"symbol": "BTCUSD", "side": "long"}]},
            "impossible_combination",
            {"values": ["BTCUSD_PERP long", "BTCUSD long"]},
        ),
        (ISOLATED, {"contract_size": "0"}, "out_of_range", {"field": "contract_size"}),
        (ISOLATED, {"wallet": None}, "missing", {"fields": ["wallet", "leverage"]}),
    ],
)
def test_a_wrong_question_is_refused_by_what_is_wrong(
    book: Book, question: dict[str, Any], more: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)

    assert caught.value.key == key
    assert caught.value.details | details == caught.value.details
