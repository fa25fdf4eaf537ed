import pytest

from tests.rulebook.sample import FILES, mode_rule, problems

PATH = "modes/cross.odd.yaml"
LEGS = "only independent, same_direction, offsetting"
NEVER = "this is never true: open_positions lies between 1 and 50"
ALWAYS = "this is always true: open_positions lies between 1 and 50"
SENSELESS = "this contradicts itself and is never true"

ODD_CONDITIONS = {
    "{lags: offsetting}": "8 there is no trait 'lags'; did you mean 'legs'?",
    "{legs: ofsetting}": f"14 legs is never 'ofsetting', {LEGS}; did you mean 'offsetting'?",
    "{legs: [independent, of]}": f"28 legs is never 'of', {LEGS}",
    "{legs: no}": f"14 legs is never 'no', {LEGS}",
    "{legs: }": "14 here belongs a text",
    "{bets: yes}": "14 'yes' is no value; write true or false",
    "{bets: On}": "14 'On' is no value; write true or false",
    "{legs: {above: independent}}": "22 legs is no number, so nothing is above or below it",
    "{bets: {below: 1}}": "22 bets is no number, so nothing is above or below it",
    "{open_positions: {above: two}}": "32 'two' is no whole number",
    "{open_positions: 2.5}": "24 '2.5' is no whole number",
    "{risk: {above: much}}": "22 'much' is no number",
    "{risk: {above: 0x1}}": "22 '0x1' is no number",
    "{risk: {above: .inf}}": "22 '.inf' is no number",
    "{risk: {above: 0.02}}": "22 name the number 0.02 in parameters/ and write its $name",
    "{risk: 0.5}": "14 name the number 0.5 in parameters/ and write its $name",
    "{risk: {above: $risk_mx}}": "22 there is no parameter 'risk_mx'; did you mean 'risk_max'?",
    "{risk: [0, $risk_max]}": "18 a list holds values, no parameter",
    "{open_positions: 51}": "24 51 lies outside 1 to 50",
    "{open_positions: {above: 50}}": f"32 {NEVER}",
    "{open_positions: {at_least: 51}}": f"35 {NEVER}",
    "{open_positions: {below: 1}}": f"32 {NEVER}",
    "{open_positions: {at_most: 0}}": f"34 {NEVER}",
    "{open_positions: {at_least: 1}}": f"35 {ALWAYS}",
    "{open_positions: {above: 0}}": f"32 {ALWAYS}",
    "{open_positions: {at_most: 50}}": f"34 {ALWAYS}",
    "{open_positions: {below: 51}}": f"32 {ALWAYS}",
    "{risk: {above: 1}}": "22 this is never true: risk lies between 0 and 1",
    "{risk: $weight_strong}": "14 this is never true: risk lies between 0 and 1",
    "{open_positions: {above: 5, below: 2}}": f"24 {SENSELESS}",
    "{open_positions: {above: 2, below: 3}}": f"24 {SENSELESS}",
    "{open_positions: {at_least: 3, below: 3}}": f"24 {SENSELESS}",
    "{risk: {above: $risk_max, at_most: $risk_max}}": f"14 {SENSELESS}",
    "{risk: {above: 0, at_least: $risk_max}}": "14 a range has one lower and one upper bound",
    "{risk: {at_last: 0}}": "15 there is no field 'at_last' here; did you mean 'at_least'?",
    "{open_positions: {}}": "24 this is empty and says nothing",
    "{legs: [independent, same_direction, offsetting]}": (
        "14 this is always true: legs has no other values"
    ),
    "{bets: [true, false]}": "14 this is always true: bets has no other values",
    "{legs: [independent, independent]}": "28 'independent' stands in the list twice",
    "{legs: []}": "14 this is empty and says nothing",
    "{legs: [[independent]]}": "15 here belongs a text",
    "{}": "7 this is empty and says nothing",
    "[{legs: independent}]": "7 here belong names with values, as name: value",
    "independent": "7 here belong names with values, as name: value",
    "{any: []}": "13 this is empty and says nothing",
    "{any: {legs: independent}}": "13 here belongs a list",
    "{not: [{legs: independent}]}": "13 here belong names with values, as name: value",
    "{not: {lags: independent}}": "14 there is no trait 'lags'; did you mean 'legs'?",
    "{stop_distance: 0}": (
        "7 'stop_distance' is never asked, so no answer could change what this rule decides"
    ),
    "{risk: {below: {trait: risk}}}": (
        "7 a mode rule compares with parameters, not with another trait"
    ),
    "{risk: {below: {trait: rsk}}}": "22 there is no trait 'rsk'; did you mean 'risk'?",
    "{risk: {trait: open_positions}}": "14 'open_positions' is not measured as risk is",
    "{legs: {trait: market}}": "14 'market' is not measured as legs is",
}


@pytest.mark.parametrize(("when", "problem"), ODD_CONDITIONS.items(), ids=ODD_CONDITIONS)
def test_a_condition_that_cannot_be_meant_is_named_with_its_place(when: str, problem: str) -> None:
    column, _, words = problem.partition(" ")

    found = problems({**FILES, PATH: mode_rule("cross.odd", when)})

    assert found == [f"{PATH}:6:{column}: [cross.odd] {words}"]


def test_every_problem_of_a_condition_is_named_at_once() -> None:
    when = "{lags: offsetting, any: [{legs: ofsetting}, {risk: {above: $much}}], bets: no}"

    found = problems({**FILES, PATH: mode_rule("cross.odd", when)})

    assert [line.partition("] ")[2] for line in found] == [
        "there is no trait 'lags'; did you mean 'legs'?",
        f"legs is never 'ofsetting', {LEGS}; did you mean 'offsetting'?",
        "there is no parameter 'much'",
        "'no' is no value; write true or false",
    ]


def test_zero_one_and_counts_may_be_written_out() -> None:
    when = "{risk: {above: 0, below: 1}, open_positions: [2, 3], any: [{risk: 0}, {bets: true}]}"

    assert problems({**FILES, PATH: mode_rule("cross.odd", when)}) == []
