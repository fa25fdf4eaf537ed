import pytest

from bot.rulebook import Rule, load
from bot.rulebook.proof import inspect
from bot.rulebook.proof.gate import Gate, gate
from bot.rulebook.proof.mutants import mutants
from tests.rulebook.real import BOOK
from tests.rulebook.sample import DAY, FILES, HEDGE, NOTE, RISK, STOP

HEDGE_PATH = "modes/cross.hedge.yaml"
RISK_PATH = "sizing/sizing.risk.yaml"
STOP_PATH = "mistakes/mistake.stop.yaml"
NOTE_PATH = "notes/info.futures.yaml"
SILENT = "silent: [{legs: independent, open_positions: 2}"
OPEN = "open: [{legs: offsetting}"
BETS = load(FILES, DAY)
FAILING = f"{SILENT}, {{legs: independent, open_positions: 1}}"


def problems(path: str, text: str) -> list[str]:
    book = load({**FILES, path: text}, DAY)
    rule = book.rules[path.rpartition("/")[2].removesuffix(".yaml")]
    return list(inspect(book, [rule]).problems)


def rule_with(when: str) -> Rule:
    text = RISK.replace("when: {risk: {above: $risk_max}}", f"when: {when}")
    text = text.replace("This may lose {risk}; {$risk_max} is usual.", "Because.")
    tests = "  fires: [{bets: true}]\n  silent: [{bets: false}]\n  open: [{}]\n"
    text = text.partition("  fires")[0] + tests
    return load({**FILES, RISK_PATH: text}, DAY).rules["sizing.risk"]


def test_the_shipped_rules_pass_and_are_counted() -> None:
    found = inspect(BOOK)

    assert found.problems == ()
    assert found.rules == len(BOOK.rules)
    assert found.tests > 4 * found.rules
    assert found.killed == found.mutants > found.tests / 2
    assert found.exhaustion is None


def test_a_record_with_another_outcome_is_named_at_its_place() -> None:
    wrong = RISK.replace('silent: [{risk: "0.02"}]', 'silent: [{risk: "0.02"}, {risk: "0.03"}]')

    assert problems(RISK_PATH, wrong) == [
        f"{RISK_PATH}:10:28: [sizing.risk] the outcome of this record is 'fires', not 'silent'"
    ]


def test_an_unreachable_rule_has_no_record_that_can_be() -> None:
    unreachable = (
        HEDGE.replace("{at_least: 2}", "{at_most: 1}")
        .replace(
            "fires: [{legs: offsetting, open_positions: 2}]",
            "fires: [{legs: offsetting, open_positions: 1}]",
        )
        .replace(SILENT, f"{SILENT}, {{legs: independent, open_positions: 1}}")
    )

    assert f"{HEDGE_PATH}:10:11: [cross.hedge] these answers cannot all be true" in problems(
        HEDGE_PATH, unreachable
    )


def test_each_comparison_must_be_seen_to_fail() -> None:
    assert problems(HEDGE_PATH, HEDGE) == [
        (
            f"{HEDGE_PATH}:6:7: [cross.hedge] "
            "no silent record has 'open_positions: {at_least: 2}' fail"
        )
    ]
    assert problems(HEDGE_PATH, HEDGE.replace(SILENT, FAILING)) == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (
            NOTE_PATH,
            NOTE,
            (
                "3:7: [info.futures] no test notices the rule without coinm in "
                "'market: [usdm, coinm]'; add to fires: {market: coinm}"
            ),
        ),
        (
            RISK_PATH,
            RISK.replace('silent: [{risk: "0.02"}]', 'silent: [{risk: "0.01"}]'),
            (
                "4:7: [sizing.risk] no test notices the rule with '{at_least: $risk_max}' in "
                "'risk: {above: $risk_max}'; add to silent: {risk: 0.02}"
            ),
        ),
        (
            STOP_PATH,
            STOP.replace('fires: [{stop_distance: "0.1"', 'fires: [{stop_distance: "0.2"'),
            (
                "5:7: [mistake.stop] no test notices the rule with '{above: {trait: "
                "liquidation_distance}}' in 'stop_distance: {at_least: {trait: "
                "liquidation_distance}}'; "
                "add to fires: {stop_distance: 0, liquidation_distance: 0}"
            ),
        ),
    ],
)
def test_a_surviving_mutant_is_named_with_a_record_that_kills_it(
    path: str, text: str, line: str
) -> None:
    assert problems(path, text) == [f"{path}:{line}"]


@pytest.mark.parametrize(
    ("when", "slips"),
    [
        ("{bets: true}", ["without 'bets: true'", "with the opposite of 'bets: true'"]),
        (
            "{bets: true, not: {any: [{market: [usdm, coinm]}, {risk: {below: $risk_max}}]}}",
            [
                "without 'bets: true'",
                "without 'market: [usdm, coinm]'",
                "without 'risk: {below: $risk_max}'",
                "with the opposite of 'bets: true'",
                "with the opposite of 'market: [usdm, coinm]'",
                "without usdm in 'market: [usdm, coinm]'",
                "without coinm in 'market: [usdm, coinm]'",
                "with the opposite of 'risk: {below: $risk_max}'",
                "with '{at_most: $risk_max}' in 'risk: {below: $risk_max}'",
                "with 'any' in place of 'all'",
                "with 'all' in place of 'any'",
            ],
        ),
        (
            "{open_positions: {above: 1, at_most: 9}}",
            [
                "without 'open_positions: {above: 1}'",
                "without 'open_positions: {at_most: 9}'",
                "with the opposite of 'open_positions: {above: 1}'",
                "with '{at_least: 1}' in 'open_positions: {above: 1}'",
                "with the opposite of 'open_positions: {at_most: 9}'",
                "with '{below: 9}' in 'open_positions: {at_most: 9}'",
                "with 'any' in place of 'all'",
            ],
        ),
    ],
)
def test_a_mutant_is_a_rule_with_one_slip(when: str, slips: list[str]) -> None:
    assert [mutant.slip for mutant in mutants(rule_with(when).when)] == slips


def test_a_mutant_that_says_the_same_does_not_count() -> None:
    # of five mutants one is any as all and two drop either half, which all say the same; either
    # half turned round always holds
    found = gate(rule_with("{any: [{bets: true}, {bets: true}]}"), BETS)

    assert found == Gate(mutants=2, survivors=())


def test_what_cannot_be_told_apart_in_time_counts_as_a_survivor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.rulebook.proof.gate.PATIENCE", 1)

    found = gate(rule_with("{any: [{bets: true}, {bets: true}]}"), BETS)

    assert found.mutants == 5
    assert found.survivors[0].endswith("no test notices the rule without 'bets: true'")
