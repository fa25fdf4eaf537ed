from decimal import Decimal

import pytest

from bot.rulebook import Fact, load
from tests.rulebook.sample import DAY, FILES, mode_rule, with_rules

SAYS: list[tuple[str, dict[str, Fact], str]] = [
    ("{legs: offsetting}", {"legs": "offsetting"}, "fires"),
    ("{legs: offsetting}", {"legs": "independent"}, "silent"),
    ("{legs: offsetting}", {}, "open"),
    ("{bets: false}", {"bets": False}, "fires"),
    ("{bets: false}", {"bets": True}, "silent"),
    ("{legs: [offsetting, independent]}", {"legs": "independent"}, "fires"),
    ("{legs: [offsetting, independent]}", {"legs": "same_direction"}, "silent"),
    ("{legs: {not: offsetting}}", {"legs": "independent"}, "fires"),
    ("{legs: {not: offsetting}}", {}, "open"),
    ("{legs: {not: [offsetting, independent]}}", {"legs": "independent"}, "silent"),
    ("{open_positions: 2}", {"open_positions": 2}, "fires"),
    ("{open_positions: [2, 4]}", {"open_positions": 3}, "silent"),
    ("{open_positions: {above: 2}}", {"open_positions": 2}, "silent"),
    ("{open_positions: {at_least: 2}}", {"open_positions": 2}, "fires"),
    ("{open_positions: {below: 2}}", {"open_positions": 2}, "silent"),
    ("{open_positions: {at_most: 2}}", {"open_positions": 2}, "fires"),
    ("{open_positions: {above: 2, at_most: 4}}", {"open_positions": 4}, "fires"),
    ("{open_positions: {above: 2, at_most: 4}}", {"open_positions": 5}, "silent"),
    ("{open_positions: {not: {above: 2, at_most: 4}}}", {"open_positions": 5}, "fires"),
    ("{risk: 0}", {"risk": Decimal("0.00")}, "fires"),
    ("{risk: {above: $risk_max}}", {"risk": Decimal("0.02")}, "silent"),
    ("{risk: {above: $risk_max}}", {"risk": Decimal("0.0200001")}, "fires"),
    ("{risk: $risk_max}", {"risk": Decimal("0.020")}, "fires"),
    ("{risk: {not: $risk_max}}", {"risk": Decimal("0.02")}, "silent"),
    ("{legs: offsetting, bets: true}", {"bets": False}, "silent"),
    ("{legs: offsetting, bets: true}", {"bets": True}, "open"),
    ("{all: [{legs: offsetting}, {bets: true}]}", {"legs": "offsetting", "bets": True}, "fires"),
    ("{any: [{legs: offsetting}, {bets: true}]}", {"bets": True}, "fires"),
    ("{any: [{legs: offsetting}, {bets: true}]}", {"bets": False}, "open"),
    (
        "{any: [{legs: offsetting}, {bets: true}]}",
        {"legs": "independent", "bets": False},
        "silent",
    ),
    ("{not: {legs: offsetting, bets: true}}", {"bets": False}, "fires"),
    ("{not: {legs: offsetting, bets: true}}", {"bets": True}, "open"),
    ("{not: {legs: offsetting, bets: true}}", {"legs": "offsetting", "bets": True}, "silent"),
    ("{not: {not: {bets: true}}}", {"bets": True}, "fires"),
    ("{market: usdm, any: [{bets: true}, {legs: offsetting}]}", {"bets": True}, "open"),
    ("{market: usdm, any: [{bets: true}, {legs: offsetting}]}", {"market": "coinm"}, "silent"),
    ("{any: [{bets: true}, {bets: false}]}", {}, "open"),
]


@pytest.mark.parametrize(
    ("when", "facts", "outcome"), SAYS, ids=[f"{when} {facts}" for when, facts, _ in SAYS]
)
def test_a_condition_fires_is_silent_or_stays_open(
    when: str, facts: dict[str, Fact], outcome: str
) -> None:
    book = with_rules(mode_rule("cross.odd", when))

    evaluation = book.evaluate(facts, {"mode"})

    assert (evaluation.fired, evaluation.open) == {
        "fires": (("cross.odd",), ()),
        "silent": ((), ()),
        "open": ((), ("cross.odd",)),
    }[outcome]


@pytest.mark.parametrize(
    ("stop", "liquidation", "fires"),
    [("0.1", "0.1", True), ("0.10000000000000000001", "0.1", True), ("0.09", "0.1", False)],
)
def test_two_measures_are_compared_to_the_last_digit(
    stop: str, liquidation: str, *, fires: bool
) -> None:
    facts = {"stop_distance": Decimal(stop), "liquidation_distance": Decimal(liquidation)}

    evaluation = with_rules().evaluate(facts, {"mistake"})

    assert bool(evaluation.fired) is fires
    assert evaluation.open == ()


def test_three_tenths_are_three_tenths() -> None:
    files = {
        **FILES,
        "parameters/risk_max.yaml": FILES["parameters/risk_max.yaml"].replace("0.02", "0.3"),
    }
    facts = {"risk": Decimal("0.1") * 3}  # 0.30000000000000004 in binary floats

    assert load(files, DAY).evaluate(facts, {"sizing"}).fired == ()


def test_values_are_those_that_the_rules_which_fired_have_read() -> None:
    book = with_rules(mode_rule("cross.odd", "{any: [{bets: true}, {legs: offsetting}]}"))
    facts: dict[str, Fact] = {"bets": True, "market": "spot_margin", "risk": Decimal("0.01")}

    assert book.evaluate(facts, {"mode", "sizing", "note"}).values == {"bets": True}


def test_findings_come_worst_first() -> None:
    facts = {
        "risk": Decimal("0.5"),
        "stop_distance": Decimal(1),
        "liquidation_distance": Decimal(1),
    }

    evaluation = with_rules().evaluate(facts, ("mistake", "sizing"))

    assert evaluation.fired == ("sizing.risk", "mistake.stop")  # high before medium
