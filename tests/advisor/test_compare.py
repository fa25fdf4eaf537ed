from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor import Book, parse
from bot.advisor.compare import Report, Request, answer
from bot.errors import IsocrossError

FLAT = [{"floor": "0", "rate": "0.01"}]
BTC = {"symbol": "BTCUSDT", "side": "long", "quantity": "0.1", "entry": "60000", "leverage": "10"}
ETH = {"symbol": "ETHUSDT", "side": "long", "quantity": "2", "entry": "3000", "leverage": "5"}
TWO = {"wallet": "3000", "positions": [BTC, ETH], "shocks": ["-0.05", "-0.2", "-0.3"]}


def ask(book: Book, **more: object) -> Report:
    return answer(parse(Request, TWO | more), book)


def alone(book: Book, wallet: str, **position: object) -> Report:
    return ask(book, wallet=wallet, positions=[BTC | position])


def refused(book: Book, **more: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(IsocrossError) as caught:
        ask(book, **more)
    return caught.value.key, dict(caught.value.details)


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-15"), abs=Decimal(0))


def test_each_shock_is_a_row_in_both_modes_in_the_order_asked(book: Book) -> None:
    rows = ask(book).rows

    assert [row.shock for row in rows] == [Decimal("-0.05"), Decimal("-0.2"), Decimal("-0.3")]
    assert [row.cross.equity for row in rows] == [2400, 600, 0]  # 3,000 - 12,000 · 0.05, · 0.2
    assert [row.cross.liquidated for row in rows] == [False, False, True]
    assert [row.isolated.equity for row in rows] == [2400, 1200, 1200]  # 3,000 - 600 - 1,200
    assert rows[0].isolated.liquidated == ()
    assert rows[1].isolated.liquidated == rows[2].isolated.liquidated == ("BTCUSDT", "ETHUSDT")


def test_the_report_says_what_each_mode_survives_and_whom_isolated_loses_first(
    book: Book,
) -> None:
    report = ask(book)

    # isolated BTC: 600 + 6,000 x = 0.004 · 6,000 (1 + x), x = -576 / 5,976
    assert report.survives.isolated == near("-0.09638554216867469879")
    # cross: 3,000 + 12,000 x = 0.004 · 12,000 (1 + x), x = -2,952 / 11,952
    assert report.survives.cross == near("-0.24698795180722891566")
    assert report.first == (0,)
    assert report.worst == 2
    assert report.unfenced == 1200
    assert [*map(int, report.isolated_wallets)] == [600, 1200]
    assert report.brackets_as_of == date(2026, 9, 29)


def test_the_row_that_costs_most_is_the_one_with_the_gravest_end(book: Book) -> None:
    short = BTC | {"side": "short", "quantity": "0.05"}

    # up 12 % ends the short in isolated although more is left than after a fall of 5 %
    assert ask(book, positions=[ETH, short], shocks=["-0.05", "0.12", "-0.01"]).worst == 1
    assert ask(book, shocks=["-0.01", "-0.05", "-0.02"]).worst == 1
    assert ask(book, shocks=["-0.2", "-0.5", "-0.3"]).worst == 1


def test_named_symbols_move_and_the_others_stay(book: Book) -> None:
    report = ask(book, shocks=[{"BTCUSDT": "-0.15"}])

    row = report.rows[0]
    assert row.shock == {"BTCUSDT": Decimal("-0.15")}
    assert row.cross.equity == 2100  # 3,000 - 6,000 · 0.15
    assert row.isolated.equity == 2400  # 3,000 - 600
    assert row.isolated.liquidated == ("BTCUSDT",)
    assert row.isolated.positions == (0,)
    assert "unnamed_stay" in report.assumptions
    assert "shock_not_held" not in report.assumptions
    assert "shock_not_held" in ask(book, shocks=[{"SOLUSDT": "-0.15"}]).assumptions


def test_a_beta_multiplies_a_common_shock_but_not_a_named_one(book: Book) -> None:
    shocks = ["-0.05", {"ETHUSDT": "-0.05"}]

    rows = ask(book, positions=[BTC, ETH | {"beta": "2"}], shocks=shocks).rows

    assert [row.cross.equity for row in rows] == [2100, 2700]  # - 300 - 600, - 300


def test_a_given_isolated_wallet_counts_instead_of_the_leverage(book: Book) -> None:
    report = ask(book, positions=[BTC | {"isolated_wallet": "1500"}], shocks=["-0.2"])

    assert report.rows[0].isolated.liquidated == ()  # 1,500 - 1,200 = 300, more than 0.004 · 4,800
    assert "isolated_wallets_estimated" not in report.assumptions


def test_a_given_isolated_wallet_needs_no_leverage(book: Book) -> None:
    position = {name: value for name, value in BTC.items() if name != "leverage"}

    assert alone(book, "600", leverage=None, isolated_wallet="600").unfenced == 0
    assert refused(book, positions=[ETH, position]) == (
        "missing",
        {"fields": ["positions.1.leverage"]},
    )


def test_where_no_shock_is_typed_dated_ones_are_tried_against_the_account(book: Book) -> None:
    sizes = [Decimal("0.05"), Decimal("0.1"), Decimal("0.2")]
    shorts = [held | {"side": "short"} for held in (BTC, ETH)]

    longs, shorted = (ask(book, positions=held, shocks=None) for held in ([BTC, ETH], shorts))

    assert [row.shock for row in longs.rows] == [-size for size in sizes]
    assert [row.shock for row in shorted.rows] == sizes
    assert "shocks_usual" in longs.assumptions


def test_margins_that_are_no_decimals_leave_no_crumbs_of_the_wallet(book: Book) -> None:
    thirds = {"quantity": "2", "entry": "1", "leverage": "3", "brackets": FLAT}
    positions = [{"symbol": name, "side": "long"} | thirds for name in ("AAA", "BBB", "CCC")]

    report = ask(book, positions=positions, wallet="2", shocks=["-0.5"])

    assert report.unfenced == 0  # 3 · 2 / 3 = 2
    assert report.rows[0].isolated.equity == 0


def test_both_sides_of_a_symbol_share_one_mark(book: Book) -> None:
    hedge = [BTC, BTC | {"side": "short", "entry": "58000", "mark": "59000"}]

    report = ask(book, positions=hedge, shocks=["-0.1"])

    # 0.1 · (59,000 - 60,000) + 0.1 · (58,000 - 59,000) = -200 at every price
    assert report.equity == 2800
    assert report.rows[0].cross.equity == 2800
    assert "hedge_mark_shared" in report.assumptions


def test_a_leg_of_a_hedge_takes_the_brackets_that_the_other_names(book: Book) -> None:
    hedge = [BTC, BTC | {"side": "short", "brackets": FLAT}]

    for positions in (hedge, hedge[::-1]):
        report = ask(book, positions=positions, wallet="1200", shocks=["0"])
        assert report.brackets_as_of is None
        # both: 1,200 = 2 · 0.01 · 6,000 (1 + x), x = 9
        assert report.survives.cross == 9


def test_thin_free_margin_is_a_finding_in_both_modes(book: Book) -> None:
    report = ask(book, wallet="2200")

    # of 2,200 the margins of 600 and 1,200 leave 400
    assert [finding.rule for finding in report.findings] == ["sizing.buffer-thin"]
    assert report.values["buffer"] == near("0.18181818181818181818")


def test_an_account_that_both_modes_lose_at_once_is_a_finding(book: Book) -> None:
    report = alone(book, "600", mark="54000")

    assert report.survives.cross == report.survives.isolated == 0
    assert "sizing.under-water" in [finding.rule for finding in report.findings]


def test_a_position_that_isolated_alone_has_lost_is_no_finding_on_the_account(book: Book) -> None:
    report = alone(book, "2600", mark="54000")

    assert report.survives.isolated == 0
    assert report.survives.cross is not None
    assert report.survives.cross < 0
    assert "sizing.under-water" not in [finding.rule for finding in report.findings]


def test_a_shock_past_the_last_bracket_says_so(book: Book) -> None:
    capped = {"side": "short", "quantity": "20000", "leverage": "1"}  # 1.2 of 1.8 billion

    near_, far = (
        ask(book, wallet="2e9", positions=[BTC | capped], shocks=[shock])
        for shock in ("0.1", "0.6")
    )

    assert far.rows[0].shock == Decimal("0.6")
    assert "last_bracket_extended" in far.assumptions
    assert near_.rows[0].cross.equity == 1_880_000_000  # 2,000 - 120 million


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no position": ({"positions": []}, "missing", "positions"),
    "no shock": ({"shocks": []}, "missing", "shocks"),
    "too many positions": ({"positions": [BTC] * 51}, "too_long", "positions"),
    "too many shocks": ({"shocks": ["0"] * 101}, "too_long", "shocks"),
    "a fall of everything": ({"shocks": ["0", "-1"]}, "out_of_range", "shocks.1"),
    "a named fall of everything": ({"shocks": [{"BTCUSDT": "-1"}]}, "out_of_range", "shocks.0"),
    "no number": ({"shocks": ["down"]}, "not_a_number", "shocks.0"),
    "no number for a symbol": ({"shocks": [{"BTCUSDT": None}]}, "not_a_number", "shocks.0"),
    "no symbol": ({"shocks": [{"": "-0.1"}]}, "unknown_symbol", "shocks.0"),
    "a fall of everything by beta": (
        {"positions": [BTC, ETH | {"beta": "4"}], "shocks": ["-0.25"]},
        "out_of_range",
        "shocks.0 · positions.1.beta",
    ),
    "no money": ({"wallet": "0"}, "out_of_range", "wallet"),
    "less money than margins": ({"wallet": "1799"}, "out_of_range", "wallet"),
    "no such leverage": (
        {"positions": [BTC | {"leverage": "151"}]},
        "leverage_above_bracket",
        "",
    ),
    "no such position": (
        {"positions": [BTC | {"quantity": "31000"}], "wallet": "1e12"},
        "beyond_brackets",
        "",
    ),
    "no such contract": ({"positions": [BTC | {"symbol": "NOUSDT"}]}, "unknown_symbol", ""),
    "a side twice": ({"positions": [BTC, BTC]}, "impossible_combination", ""),
    "two marks": (
        {
            "positions": [
                BTC | {"mark": "60000"},
                BTC | {"mark": "60001", "side": "short"},
            ]
        },
        "impossible_combination",
        "",
    ),
    "two moneys": (
        {"positions": [BTC, ETH | {"symbol": "ETHBTC", "entry": "0.05"}]},
        "impossible_combination",
        "",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_question_without_an_answer_is_refused(book: Book, case: str) -> None:
    question, key, place = REFUSED[case]

    found, details = refused(book, **question)

    assert found == key
    assert place in {"", details.get("field"), *details.get("fields", ())}


def test_a_wrong_move_is_named_by_its_own_value(book: Book) -> None:
    _, details = refused(book, shocks=[{"BTCUSDT": "-0.1", "ETHUSDT": "-1.5"}])

    assert details["value"] == "-1.5"


def test_too_small_a_wallet_names_what_the_margins_come_to(book: Book) -> None:
    _, details = refused(book, wallet="1799")

    assert Decimal(details["limit"]) == 1800  # 600 + 1,200


@pytest.mark.parametrize(
    ("symbols", "said"),
    [(("BTCUSDT", "ETHUSDC"), True), (("BTCUSDT", "ETHUSDT"), False)],
)
def test_dollar_coins_of_different_names_are_counted_alike_and_it_is_said(
    book: Book, symbols: tuple[str, str], *, said: bool
) -> None:
    positions = [held | {"symbol": name} for held, name in zip((BTC, ETH), symbols, strict=True)]

    report = ask(book, positions=positions)

    assert ("quotes_counted_alike" in report.assumptions) is said


@settings(deadline=None)
@given(st.data())
def test_the_order_of_the_positions_changes_no_number(book: Book, data: st.DataObject) -> None:
    symbols = ("BTCUSDT", "ETHUSDT", "SOLUSDT")
    number = st.integers(1, 60).map(str)
    positions = [
        {
            "symbol": symbol,
            "side": data.draw(st.sampled_from(["long", "short"])),
            "quantity": data.draw(number),
            "entry": data.draw(number),
            "leverage": data.draw(st.sampled_from(["1", "3", "20"])),
        }
        for symbol in symbols
    ]
    shuffled = data.draw(st.permutations(positions))

    first, second = (ask(book, positions=each, wallet="1e6") for each in (positions, shuffled))

    assert first.survives == second.survives
    assert [(row.cross, row.isolated.equity) for row in first.rows] == [
        (row.cross, row.isolated.equity) for row in second.rows
    ]
    assert {positions[place]["symbol"] for place in first.first} == {
        shuffled[place]["symbol"] for place in second.first
    }
