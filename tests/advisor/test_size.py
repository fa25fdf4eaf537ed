from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor import Book, liquidation, parse
from bot.advisor.size import Report, Request, answer
from bot.errors import IsocrossError

CFX = {
    "symbol": "CFXUSDT",
    "side": "long",
    "balance": "1000",
    "risk": {"fraction": "0.01"},
    "entry": "0.2066",
    "stop": "0.1859",
    "lot": "1",
    "brackets": [{"floor": "0", "rate": "0.01"}],
}
BTC = {
    "symbol": "BTCUSDT",
    "side": "long",
    "balance": "1000",
    "risk": {"amount": "10"},
    "entry": "20000",
    "stop": "19900",
    "lot": "0.001",
}


def ask(book: Book, question: dict[str, Any], **more: object) -> Report:
    return answer(parse(Request, question | more), book)


def refused(book: Book, question: dict[str, Any], **more: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(IsocrossError) as caught:
        ask(book, question, **more)
    return caught.value.key, dict(caught.value.details)


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-12"), abs=Decimal(0))


def test_the_risk_decides_the_size_and_the_lot_rounds_it_down(book: Book) -> None:
    report = ask(book, CFX)

    assert report.loss_per_unit == Decimal("0.0207")
    assert report.quantity == 483  # 10 / 0.0207 = 483.09
    assert report.notional == Decimal("99.7878")  # 483 · 0.2066
    assert report.loss_at_stop == Decimal("9.9981")  # 483 · 0.0207
    assert report.risk_amount == 10
    assert report.risk == Decimal("0.01")
    assert report.stop_distance == near("0.100193610842207")  # 0.0207 / 0.2066


def test_the_smallest_leverage_is_used_and_the_largest_that_reaches_the_stop_is_named(
    book: Book,
) -> None:
    report = ask(book, CFX)

    assert report.leverage_smallest == 1
    assert report.leverage == 1
    assert report.leverage_largest_stop_reachable == 9  # 0.2066 / (0.0207 + 0.001859) = 9.16
    assert "leverage_is_smallest" in report.assumptions


def test_both_modes_show_where_they_end_and_what_is_lost_if_the_stop_fails(book: Book) -> None:
    report = ask(book, CFX, leverage="7")

    assert report.margin == near("14.2554")  # 99.7878 / 7
    assert report.liquidation_price.isolated == near("0.178874458874459")  # 0.2066 · 6/7 / 0.99
    assert report.liquidation_price.cross is None  # 1,000 pays for all of 99.79
    assert report.loss_if_stop_fails.isolated == near("14.2554")
    assert report.loss_if_stop_fails.cross == Decimal("99.7878")  # no long loses its cost


def test_a_short_can_lose_the_whole_balance_in_cross(book: Book) -> None:
    report = ask(book, CFX, side="short", stop="0.2273")

    assert report.loss_if_stop_fails.cross == 1_000
    # 483 (0.2066 - P) + 1,000 = 4.83 P, P = 1,099.7878 / 487.83
    assert report.liquidation_price.cross == near("2.25444888588238")


def test_fees_that_are_given_take_their_share_of_the_risk(book: Book) -> None:
    report = ask(book, CFX, fee_open="0.0005", fee_close="0.0005")

    # 0.0207 + 0.0001033 + 0.00009295 = 0.02089625, 10 / 0.02089625 = 478.55
    assert report.quantity == 478
    assert report.loss_at_stop == Decimal("9.9884075")
    assert report.fees == Decimal("0.0938075")  # 478 · 0.00019625
    assert "fees_estimated" not in report.assumptions


def test_fees_that_are_not_given_are_estimated_beside_the_size(book: Book) -> None:
    report = ask(book, CFX)

    assert report.fees == Decimal("0.09478875")  # (99.7878 + 483 · 0.1859) · 0.0005
    assert "fees_estimated" in report.assumptions


def test_the_reward_is_measured_by_the_risk(book: Book) -> None:
    assert ask(book, CFX, target="0.2687").reward_risk == 3  # 0.0621 / 0.0207
    assert ask(book, CFX).reward_risk is None


def test_the_shipped_brackets_limit_the_leverage_and_date_the_answer(book: Book) -> None:
    report = ask(book, BTC)

    assert report.quantity == Decimal("0.1")  # 10 / 100
    assert report.leverage_smallest == 2  # 2,000 / 1,000
    # 2,000 / (10 + 0.1 · 19,900 · 0.004) = 111.4
    assert report.leverage_largest_stop_reachable == 111
    assert report.bracket is not None
    assert report.bracket.rate == Decimal("0.004")
    assert report.brackets_as_of == date(2026, 9, 29)
    assert "brackets_old" in report.assumptions


def test_no_leverage_reaches_a_stop_that_doubles_a_short(book: Book) -> None:
    report = ask(book, CFX, side="short", stop="0.4132")

    assert report.leverage_largest_stop_reachable is None


@settings(deadline=None)
@given(
    balance=st.integers(10, 10**6),
    risk=st.integers(1, 50),
    stop=st.integers(1, 300),
    lot=st.sampled_from(["0.001", "0.01", "3"]),
)
def test_one_lot_more_would_exceed_the_risk(
    book: Book, balance: int, risk: int, stop: int, lot: str
) -> None:
    away = Decimal(stop) / 1000
    report = ask(
        book,
        CFX,
        balance=str(balance),
        risk={"fraction": str(Decimal(risk) / 1000)},
        entry="10",
        stop=str(10 * (1 - away)),
        lot=lot,
    )

    assert report.quantity % Decimal(lot) == 0
    assert report.loss_at_stop <= report.risk_amount
    assert report.loss_at_stop + Decimal(lot) * 10 * away > report.risk_amount


@settings(deadline=None)
@given(stop=st.integers(5, 400), side=st.sampled_from(["long", "short"]))
def test_the_stop_comes_first_at_the_largest_leverage_and_not_at_one_more(
    book: Book, stop: int, side: str
) -> None:
    sign = 1 if side == "long" else -1
    price = Decimal(10) * (1 - sign * Decimal(stop) / 1000)
    question = CFX | {"side": side, "entry": "10", "stop": str(price), "lot": "0.01"}
    report = ask(book, question)
    largest = report.leverage_largest_stop_reachable
    assert largest is not None

    def end(leverage: Decimal) -> Decimal:
        position = {name: question[name] for name in ("symbol", "side", "entry", "brackets")} | {
            "mode": "isolated",
            "leverage": str(leverage),
            "quantity": str(report.quantity),
        }
        asked = parse(liquidation.Request, position)
        return liquidation.answer(asked, book).liquidation_price or Decimal(0)

    assert sign * (price - end(largest)) > 0
    assert sign * (price - end(largest + 1)) <= 0


def test_a_risk_below_one_lot_buys_nothing_and_says_so(book: Book) -> None:
    report = ask(book, CFX, lot="500")

    assert report.quantity == 0
    assert report.loss_at_stop == 0
    assert report.leverage_largest_stop_reachable is None
    assert report.liquidation_price.isolated is None
    assert report.loss_if_stop_fails.cross == 0
    assert "below_one_lot" in report.assumptions


def test_without_a_lot_the_quantity_keeps_eight_decimals(book: Book) -> None:
    question = {name: value for name, value in CFX.items() if name != "lot"}
    report = ask(book, question)

    assert report.quantity == Decimal("483.09178743")  # 10 / 0.0207 = 483.0917874396
    assert "lot_default" in report.assumptions


def test_spot_is_sized_without_a_futures_price(book: Book) -> None:
    question = {name: value for name, value in CFX.items() if name != "brackets"}
    report = ask(book, question, market="spot_margin")

    assert report.quantity == 483
    assert report.liquidation_price.isolated is None
    assert report.liquidation_price.cross is None
    assert report.leverage_largest_stop_reachable is None
    assert report.bracket is None
    assert report.brackets_as_of is None
    assert report.fees == Decimal("0.1895775")  # (99.7878 + 89.7897) · 0.001
    assert "spot_has_no_liquidation_price" in report.assumptions


def test_a_leverage_whose_liquidation_comes_before_the_stop_is_a_finding(book: Book) -> None:
    report = ask(book, CFX, leverage="20")

    # 0.2066 · 0.95 / 0.99 = 0.19825, 4.04 % away; the stop is 10.02 % away
    assert "mistake.stop-beyond-liquidation" in rules(report)
    assert report.values["liquidation_distance"] == near("0.0404040404040404")
    assert "judged_in_isolated" in report.assumptions
    assert "mistake.stop-beyond-liquidation" not in rules(ask(book, CFX, leverage="7"))


def test_more_risk_than_usual_is_a_finding(book: Book) -> None:
    report = ask(book, CFX, risk={"fraction": "0.05"})

    assert "sizing.risk-too-high" in rules(report)
    assert report.values["risk"] == Decimal("0.05")
    assert "sizing.risk-too-high" not in rules(ask(book, CFX))


def test_the_leverage_that_nobody_chose_is_never_called_too_much(book: Book) -> None:
    assert "mistake.leverage-beyond-need" not in rules(ask(book, BTC))
    assert "sizing.buffer-thin" not in rules(ask(book, BTC))
    assert "mistake.leverage-beyond-need" in rules(ask(book, BTC, leverage="20"))


def test_a_leverage_that_a_young_account_is_denied_is_said(book: Book) -> None:
    assert "new_account_leverage" in ask(book, BTC, leverage="21").assumptions
    assert "new_account_leverage" not in ask(book, BTC, leverage="20").assumptions


def test_a_leverage_at_which_the_position_opens_under_water_is_a_finding(book: Book) -> None:
    report = ask(book, CFX, leverage="100")  # 1 % margin, 1 % maintenance

    assert "sizing.under-water" in rules(report)


@pytest.mark.parametrize(
    ("more", "key", "details"),
    [
        ({"market": "coinm"}, "mode_unavailable", {"value": "coinm"}),
        (
            {"stop": "0.2066"},
            "impossible_combination",
            {"fields": ["stop", "entry", "side"], "values": ["0.2066", "0.2066", "long"]},
        ),
        (
            {"side": "short"},
            "impossible_combination",
            {"fields": ["stop", "entry", "side"], "values": ["0.1859", "0.2066", "short"]},
        ),
        (
            {"target": "0.2066"},
            "impossible_combination",
            {"fields": ["target", "entry", "side"], "values": ["0.2066", "0.2066", "long"]},
        ),
        ({"risk": {}}, "missing", {"fields": ["risk"]}),
        (
            {"risk": {"fraction": "0.01", "amount": "10"}},
            "impossible_combination",
            {"fields": ["risk.fraction", "risk.amount"], "values": ["0.01", "10"]},
        ),
        ({"risk": {"fraction": "0"}}, "out_of_range", {"field": "risk.fraction"}),
        ({"risk": {"fraction": "1.01"}}, "out_of_range", {"field": "risk.fraction"}),
        (
            {"risk": {"amount": "1000.01"}},
            "out_of_range",
            {"field": "risk.amount", "bound": "at_most", "limit": "1000"},
        ),
        ({"balance": "0"}, "out_of_range", {"field": "balance"}),
        ({"lot": "0"}, "out_of_range", {"field": "lot"}),
        ({"fee_open": "1"}, "out_of_range", {"field": "fee_open"}),
        (
            {"fee_open": "-0.5"},
            "impossible_combination",
            {"fields": ["stop", "fee_open"], "values": ["0.1859", "-0.5"]},
        ),
        (
            {"market": "spot_margin"},
            "impossible_combination",
            {"fields": ["market", "brackets"]},
        ),
    ],
)
def test_a_wrong_question_is_refused_by_what_is_wrong(
    book: Book, more: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    found, said = refused(book, CFX, **more)

    assert found == key
    assert said | details == said


@pytest.mark.parametrize(
    ("more", "key", "details"),
    [
        ({"symbol": "BTCUSTD"}, "unknown_symbol", {"value": "BTCUSTD"}),
        ({"leverage": "151"}, "leverage_above_bracket", {"leverage": "151", "largest": 150}),
        # 10 / 0.05 = 200 BTC = 4,000,000 needs 4,000x
        ({"stop": "19999.95"}, "leverage_above_bracket", {"leverage": "4000"}),
        ({"leverage": "1.9"}, "out_of_range", {"field": "leverage", "limit": "2"}),
        (
            {"balance": "1e12", "risk": {"amount": "1e10"}},
            "beyond_brackets",
            {"symbol": "BTCUSDT", "notional": "2000000000000.000"},
        ),
    ],
)
def test_a_position_that_cannot_be_opened_is_refused(
    book: Book, more: dict[str, Any], key: str, details: dict[str, Any]
) -> None:
    found, said = refused(book, BTC, **more)

    assert found == key
    assert said | details == said
