import re
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import OverlayRefused, RulebookRefused
from bot.rulebook import File, load
from tests.rulebook.house import BASE, HARBOUR, PATH, laid, refusals
from tests.rulebook.sample import DAY, parameter

Slip = TypedDict("Slip", {"for": str, "write": str, "finds": list[str]})

SLIPS: list[Slip] = yaml.safe_load(
    Path(__file__).with_name("refused_overlays.yaml").read_text("utf-8")
)
LONE_BET = HARBOUR.partition("rules:\n")[2]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["write"] or f"no {slip['for']}")
def test_a_slip_is_named_with_the_file_as_given_its_line_and_column(slip: Slip) -> None:
    assert slip["for"] in HARBOUR
    slipped = HARBOUR.replace(slip["for"], slip["write"], 1)

    assert refusals(slipped) == [f"{PATH}:{line}" for line in slip["finds"]]


def test_the_problems_of_all_parts_are_named_at_once() -> None:
    slips = {"risk_max": "weight_weak", "info.futures": "mistake.stop", "{bets": "{bet"}
    text = HARBOUR
    for good, bad in slips.items():
        text = text.replace(good, bad, 1)

    assert [line.split(":")[1] for line in refusals(text)] == ["5", "7", "21"]


def test_an_empty_file_and_one_that_is_no_table_are_named() -> None:
    assert refusals("# nothing yet\n") == [f"{PATH}:1:1: the file is empty"]
    assert refusals("- schema") == [f"{PATH}:1:1: here belong names with values, as name: value"]


def test_a_file_that_is_too_large_is_named_and_not_read() -> None:
    assert refusals(HARBOUR + "#" * 256 * 1024) == [
        f"{PATH}:1:1: the file has {len(HARBOUR) + 256 * 1024} bytes; at most 262144 are read"
    ]


def test_two_rules_of_one_id_are_named() -> None:
    name = "x-harbour.lone-bet"

    assert refusals(HARBOUR + LONE_BET) == [
        f"{PATH}:22:9: [{name}] '{name}' is the id of another rule here too"
    ]


def test_words_are_at_most_three_hundred_characters() -> None:
    sentence = "A bet is open, and nothing besides it."
    longest = HARBOUR.replace(sentence, "a" * 300)

    assert refusals(longest) == []
    assert refusals(longest.replace("a" * 300, "a" * 301)) == [
        f"{PATH}:15:14: [x-harbour.lone-bet] this has 301 characters; at most 300 may be said"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Überlege es dir: 5 € sind viel (auch für 0.5x)!",
        "市场很薄时请用逐仓。",
        "وقف الخسارة أولا",
        "Half and/or half, 24/7, 1.5 + 2 = 3.5 … “fine” 🙂",
        "No stop? Wait.",
    ],
)
def test_plain_words_of_every_language_may_be_said(sentence: str) -> None:
    words = sentence.replace('"', "'")

    assert refusals(HARBOUR.replace("A bet is open, and nothing besides it.", f'"{words}"')) == []


def test_numbers_that_belong_together_stay_in_their_order() -> None:
    lower = parameter("risk_min", "0.005") + "at_most: $risk_max\n"
    base = {**BASE, "parameters/risk_min.yaml": lower}
    text = HARBOUR.replace('"0.01"', '"0.004"')

    with pytest.raises(OverlayRefused) as caught:
        load(base, DAY, File(PATH, text))

    said = "risk_min is 0.005, and may not lie above risk_max, which is 0.004"
    assert caught.value.details["problems"] == [f"{PATH}:5:21: [risk_max] {said}"]


def test_a_rule_that_is_disabled_does_not_hinder_a_number() -> None:
    silent = HARBOUR.replace("info.futures", "sizing.risk").replace('"0.01"', '"1"')

    assert laid(silent).parameters["risk_max"].value == Decimal(1)


def rules(number: int, when: str = "{bets: true}") -> str:
    tests = "tests: {fires: [{}], silent: [{}], open: [{}]}"
    words = f"kind: note, when: {when}, because: Because., source: house vote, {tests}"
    return "".join(f"  - {{id: x-harbour.rule-{each}, {words}}}\n" for each in range(number))


def test_the_merged_set_has_at_most_five_hundred_rules() -> None:
    # 5 shipped, 1 of them disabled, 1 new: 495 more are 500
    assert refusals(HARBOUR + rules(495)) == []
    assert [line.partition("] ")[2] for line in refusals(HARBOUR + rules(496))] == [
        "there are more than 500 rules"
    ]


def test_the_merged_set_has_at_most_two_thousand_comparisons() -> None:
    # 2 + 1 + 1 + 1 shipped and left, 2 new: 1,993 more are 2,000
    enough, too_many = ("{any: [" + "{bets: true}, " * number + "]}" for number in (1993, 1994))

    assert refusals(HARBOUR + rules(1, enough)) == []
    assert [line.partition("] ")[2] for line in refusals(HARBOUR + rules(1, too_many))] == [
        "there are more than 2000 comparisons in all rules"
    ]


def test_problems_of_the_shipped_rules_are_not_laid_to_the_overlay() -> None:
    broken = {**BASE, "retired.yaml": "retired: none\n"}

    with pytest.raises(RulebookRefused) as caught:
        load(broken, DAY, File(PATH, HARBOUR))

    assert not isinstance(caught.value, OverlayRefused)


@settings(max_examples=150, deadline=None)
@given(
    start=st.integers(0, len(HARBOUR)),
    length=st.integers(0, 12),
    noise=st.text(st.sampled_from(" \n\t:{}[],&*!|>-#'\"%@`$?~aé0.\x00\x1b\ud800"), max_size=8),
)
def test_a_damaged_file_is_refused_or_read_but_never_breaks_the_loader(
    start: int, length: int, noise: str
) -> None:
    damaged = HARBOUR[:start] + noise + HARBOUR[start + length :]

    lines = refusals(damaged)

    assert all(re.match(re.escape(PATH) + r":[0-9]+:[0-9]+: .", line) for line in lines)
    assert all(line.isprintable() for line in lines)
