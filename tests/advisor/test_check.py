from decimal import Decimal

import pytest

from bot.advisor import Book
from bot.advisor.verdicts import Check
from bot.errors import IsocrossError
from tests.advisor.posted import CFX, MONEY, ask, details, found, near, passed


def test_the_call_is_reported_with_the_fields_that_programs_rely_on(book: Book) -> None:
    written = ask(book, CFX).model_dump(mode="json")["calls"]

    assert written == [
        {
            "symbol": "CFXUSDT",
            "side": "long",
            "side_inferred": False,
            "market": "usdm",
            "entries": ["0.2066"],
            "entry_kind": "limit",
            "stop": "0.1859",
            "stop_condition": None,
            "targets": ["0.2097", "0.2118"],
            "leverage": "20",
            "leverage_max": None,
            "margin_mode": "cross",
            "exchange": None,
            "flags": [],
            "ask": [],
        }
    ]


def test_a_stop_past_isolated_liquidation_is_never_reached(book: Book) -> None:
    verdict = found(ask(book, CFX))[Check.REACHABLE]

    assert verdict.passed is False
    assert verdict.details.liquidation_price == near("0.198252525252525")  # 0.2066 · 0.95 / 0.99
    assert verdict.details.liquidation_distance == near("0.0404040404040404")  # 0.04 / 0.99
    assert verdict.details.stop_distance == near("0.100193610842207")  # 0.0207 / 0.2066


def test_the_largest_leverage_reaches_the_stop_and_the_next_does_not(book: Book) -> None:
    most = details(book, CFX, Check.LARGEST)

    # 9x: 0.2066 · (8 / 9) / 0.99 = 0.18550 < 0.1859; 10x: 0.2066 · 0.9 / 0.99 = 0.18782
    assert most.leverage == 9
    # 0.1859 - 0.0207 / 4 = 0.180725; 7x: 0.17887 lies below it, 8x: 0.18260 does not
    assert most.leverage_with_room == 7
    assert most.maintenance_rate == Decimal("0.01")


def test_the_money_is_sized_at_a_leverage_that_reaches_the_stop(book: Book) -> None:
    money = details(book, CFX, Check.RISK, **MONEY, lot="1")

    assert money.quantity == 483  # 10 / 0.0207 = 483.09
    assert money.notional == Decimal("99.7878")  # 483 · 0.2066
    assert money.leverage == 7
    assert money.margin == near("14.2554")  # 99.7878 / 7
    assert money.loss_at_stop == Decimal("9.9981")  # 483 · 0.0207
    assert money.loss_if_stop_fails.isolated == near("14.2554")
    assert money.loss_if_stop_fails.cross == Decimal("99.7878")  # no long loses more than it cost
    assert money.liquidation_price.cross is None  # 1,000 pays for all of 99.79
    assert money.fees == Decimal("0.09478875")  # (99.7878 + 483 · 0.1859) · 0.0005


def test_a_stated_leverage_at_which_the_stop_comes_first_is_kept_for_the_size(book: Book) -> None:
    money = details(book, CFX.replace("20x", "5x"), Check.RISK, **MONEY, lot="1")

    assert money.leverage == 5
    assert money.margin == near("19.95756")  # 99.7878 / 5


@pytest.mark.parametrize(
    ("text", "leverage", "end", "reached"),
    [
        # long: E · (1 - 1/L) / (1 - r); short: E · (1 + 1/L) / (1 + r)
        ("LONG BTCUSDT entry 65000 stop 63000 10x", 10, "58734.9397590361", True),
        ("LONG BTCUSDT entry 65000 stop 63000 25x", 25, "62650.6024096386", True),
        ("LONG BTCUSDT entry 65000 stop 63000 30x", 30, "63085.6760374833", False),
        ("SHORT BTCUSDT entry 65000 stop 67000 25x", 25, "67330.6772908367", True),
        ("SHORT BTCUSDT entry 65000 stop 67000 30x", 30, "66899.0703851262", False),
        ("SHORT ETHUSDT entry 3000 stop 3600 3x", 3, "3984.06374501992", True),
        ("SHORT ETHUSDT entry 3000 stop 3600 5x", 5, "3585.65737051793", False),
        ("LONG DOGEUSDT entry 0.2 stop 0.19 18x", 18, "0.1901246994", False),
        ("LONG DOGEUSDT entry 0.2 stop 0.19 17x", 17, "0.1894668285", True),
    ],
)
def test_the_stop_is_held_against_the_liquidation_price(
    book: Book, text: str, leverage: int, end: str, *, reached: bool
) -> None:
    verdict = found(ask(book, text))[Check.REACHABLE]

    assert verdict.details.leverage == leverage
    assert verdict.details.liquidation_price == near(end)
    assert verdict.passed is reached


def test_a_long_at_1x_is_never_liquidated(book: Book) -> None:
    verdict = found(ask(book, "LONG BTCUSDT entry 65000 stop 20000 1x"))[Check.REACHABLE]

    assert verdict.passed
    assert verdict.details.liquidation_price is None


def test_a_range_of_leverages_is_judged_at_both_ends(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT entry 65000 stop 63000 10-50x")

    # at 50x 65,000 · 0.98 / 0.996 = 63,955.82
    assert passed(report)[Check.REACHABLE] is True
    assert passed(report)[Check.REACHABLE_AT_LARGEST] is False
    assert found(report)[Check.REACHABLE_AT_LARGEST].details.leverage == 50
    assert Check.REACHABLE_AT_LARGEST not in found(ask(book, CFX))


def test_a_zone_is_judged_at_its_average_and_the_worst_entry_is_named(book: Book) -> None:
    report = ask(book, "SHORT BTCUSDT zone 65000-66000 stop 68000 23x")
    reach, most = found(report)[Check.REACHABLE].details, found(report)[Check.LARGEST].details

    assert reach.entry == 65_500
    assert reach.liquidation_price == near("68075.52399")  # 65,500 · 24/23 / 1.004
    assert found(report)[Check.REACHABLE].passed is True
    assert reach.worst.entry == 65_000
    assert reach.worst.liquidation_price == near("67555.8635319")  # 65,000 · 24/23 / 1.004
    assert reach.worst.passed is False
    assert most.leverage == 23  # 65,500 / (2,500 + 272) = 23.63
    assert most.worst_leverage == 19  # 65,000 / (3,000 + 272) = 19.87


def test_the_worst_entry_of_a_long_zone_is_its_upper_end(book: Book) -> None:
    reach = details(book, "LONG BTCUSDT zone 64000-65000 stop 62000 10x", Check.REACHABLE)

    assert reach.worst.entry == 65_000


def test_a_leverage_past_what_the_contract_allows_is_named(book: Book) -> None:
    report = ask(book, "LONG CFXUSDT entry 0.2066 stop 0.205 100x")

    assert passed(report)[Check.BRACKET_CAP] is False
    assert found(report)[Check.BRACKET_CAP].details.leverage == 100
    assert found(report)[Check.BRACKET_CAP].details.largest == 75
    assert found(report)[Check.REACHABLE].details.under_water  # a margin of 1 % is all maintenance


def test_a_large_size_is_judged_in_its_own_bracket(book: Book) -> None:
    money = {"balance": "100000", "risk": {"amount": "1500"}}
    report = ask(book, CFX, **money, lot="1")

    # 1,500 / 0.0207 = 72,463.77: 72,463 · 0.2066 = 14,970.86, where maintenance is 2 % less 75
    assert found(report)[Check.LARGEST].details.maintenance_rate == Decimal("0.02")
    # 14,970.86 / (1,499.98 + 72,463 · 0.1859 · 0.02 - 75) = 8.83
    assert found(report)[Check.LARGEST].details.leverage == 8
    assert found(report)[Check.BRACKET_CAP].details.largest == 25
    assert "first_bracket" not in report.assumptions
    assert "first_bracket" in ask(book, CFX).assumptions


def test_a_position_larger_than_binance_allows_fails(book: Book) -> None:
    report = ask(book, CFX, balance="1e12", risk={"fraction": "0.5"})

    assert passed(report)[Check.RISK] is False
    assert found(report)[Check.RISK].details.reason == "beyond_brackets"
    assert found(report)[Check.REACHABLE].passed is False


def test_more_at_risk_than_the_rules_allow_fails(book: Book) -> None:
    report = ask(book, CFX, balance="1000", risk={"fraction": "0.05"})

    assert passed(report)[Check.RISK] is False
    assert "sizing.risk-too-high" in found(report)[Check.RISK].details.findings
    assert "sizing.risk-too-high" in [finding.rule for finding in report.findings]


def test_a_risk_too_small_for_one_lot_fails(book: Book) -> None:
    report = ask(book, CFX, **MONEY, lot="1000")

    assert passed(report)[Check.RISK] is False
    assert found(report)[Check.RISK].details.quantity == 0


def test_more_at_risk_than_the_balance_is_the_askers_mistake(book: Book) -> None:
    with pytest.raises(IsocrossError) as caught:
        ask(book, CFX, balance="100", risk={"amount": "200"})

    assert caught.value.key == "out_of_range"


def test_what_each_target_brings_is_measured_by_the_risk(book: Book) -> None:
    rewards = details(book, "SHORT BTCUSDT entry 65000 stop 66000 tp 64000, 62500", "reward_risk")

    assert [(reward.target, reward.ratio) for reward in rewards.targets] == [
        (64_000, 1),  # 1,000 / 1,000
        (62_500, Decimal("2.5")),  # 2,500 / 1,000
    ]


def test_a_target_where_the_trade_loses_is_named(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT entry 65000 stop 63000 tp 64000, 67000")

    assert passed(report)[Check.GEOMETRY] is False
    assert found(report)[Check.GEOMETRY].details.targets_wrong == (64_000,)
    assert found(report)[Check.REWARD_RISK].details.targets[0].ratio == Decimal("-0.5")


def test_a_target_inside_the_entries_is_named_and_is_no_fault(book: Book) -> None:
    report = ask(book, "SHORT BTCUSDT zone 65000-66000 stop 68000 tp 65500, 60000")

    assert passed(report)[Check.GEOMETRY] is True
    assert found(report)[Check.GEOMETRY].details.targets_inside == (65_500,)


def test_a_stop_among_the_entries_is_no_stop_for_all_of_them(book: Book) -> None:
    report = ask(book, "LONG BTCUSDT zone 64000-66000 stop 64500 tp 70000 5x")

    assert passed(report)[Check.GEOMETRY] is False
    assert found(report)[Check.GEOMETRY].details.stop is False
