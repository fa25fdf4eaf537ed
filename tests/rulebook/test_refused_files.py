import re
from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulebook.sample import FILES, HEDGE, mode_rule, problems

Slip = TypedDict("Slip", {"in": str, "for": str, "write": str, "finds": list[str]})

SLIPS: list[Slip] = yaml.safe_load(Path(__file__).with_name("refused.yaml").read_text("utf-8"))
RULE = "modes/cross.hedge.yaml"


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["write"] or f"no {slip['for']}")
def test_a_slip_is_named_with_its_file_line_and_column(slip: Slip) -> None:
    path = slip["in"]
    assert slip["for"] in FILES[path]
    slipped = FILES[path].replace(slip["for"], slip["write"], 1)

    assert problems({**FILES, path: slipped}) == [f"{path}:{line}" for line in slip["finds"]]


def test_the_problems_of_all_files_are_named_at_once() -> None:
    found = problems(
        {
            **FILES,
            RULE: FILES[RULE].replace("strong", "string"),
            "notes/info.futures.yaml": FILES["notes/info.futures.yaml"].replace("G01", "G1"),
            "retired.yaml": "retired: none\n",
        }
    )

    assert [line.partition(" ")[0] for line in found] == [
        "modes/cross.hedge.yaml:4:11:",
        "notes/info.futures.yaml:5:9:",
        "retired.yaml:1:10:",
    ]


@pytest.mark.parametrize(
    "path", ["traits.yaml", "retired.yaml", "sources/facts.yaml", "parameters/weight_weak.yaml"]
)
def test_a_file_that_the_rules_need_must_be_there(path: str) -> None:
    found = problems({name: text for name, text in FILES.items() if name != path})

    assert any(line.startswith(f"{path}:1:1:") and "no such file" in line for line in found)


def test_a_rule_in_a_folder_that_nobody_reads_is_not_lost_in_silence() -> None:
    found = problems({**FILES, "mode/cross.hedge.yaml": HEDGE})

    assert found == ["mode/cross.hedge.yaml:1:1: no rule is read from this file"]


def test_what_other_rooms_read_is_left_to_them() -> None:
    assert problems({**FILES, "profiles/guide.yaml": "- *", "brackets/usdm.yaml": "&"}) == []


def test_an_empty_file_is_named() -> None:
    assert problems({**FILES, RULE: "# nothing yet\n"}) == [
        f"{RULE}:1:1: [cross.hedge] the file is empty"
    ]


def test_of_one_file_no_more_problems_are_named_than_can_be_mended() -> None:
    hopeless = HEDGE + "".join(f"field-{number}: none\n" for number in range(1000))

    assert len(problems({**FILES, RULE: hopeless})) == 200


def test_a_problem_is_one_line_that_cannot_steer_a_terminal() -> None:
    odd = FILES[RULE].replace("strength: strong", 'strength: "st\\e[2Jr\\nong"')

    assert problems({**FILES, RULE: odd}) == [
        f"{RULE}:4:11: [cross.hedge] 'st\\x1b[2Jr\\nong' is none of strong, normal, weak"
    ]


def test_an_id_is_given_once() -> None:
    found = problems({**FILES, "modes/other/cross.hedge.yaml": HEDGE})

    assert found == [
        f"modes/other/cross.hedge.yaml:1:5: [cross.hedge] 'cross.hedge' is the id of {RULE} too"
    ]


def test_a_file_has_at_most_sixteen_levels() -> None:
    conditions = {
        levels: "{not: " * levels + "{legs: independent}" + "}" * levels for levels in (14, 15)
    }

    # the rule itself is the first level, the innermost condition the last: 1 + 14 + 1 = 16
    assert problems({**FILES, RULE: mode_rule("cross.hedge", conditions[14])}) == []
    assert problems({**FILES, RULE: mode_rule("cross.hedge", conditions[15])}) == [
        f"{RULE}:6:97: [cross.hedge] this is nested deeper than 16 levels"
    ]


def test_a_file_has_at_most_256_kilobytes() -> None:
    large = HEDGE + "#" * (256 * 1024 - len(HEDGE))

    assert problems({**FILES, RULE: large}) == []
    assert problems({**FILES, RULE: large + "#"}) == [
        f"{RULE}:1:1: [cross.hedge] the file has 262145 bytes; at most 262144 are read"
    ]


def test_there_are_at_most_five_hundred_rules() -> None:
    others = sum(path.count(".") == 2 for path in FILES)
    names = [f"cross.rule-{number:03}" for number in range(501 - others)]
    more = {f"modes/{name}.yaml": mode_rule(name, "{bets: true}") for name in names}

    found = problems({**FILES, **more})

    assert [line.partition("] ")[2] for line in found] == ["there are more than 500 rules"]


def test_there_are_at_most_two_thousand_comparisons() -> None:
    many = "{any: [" + "{bets: true}, " * 2000 + "]}"

    assert problems({**FILES, "modes/cross.zeal.yaml": mode_rule("cross.zeal", many)}) == [
        "modes/cross.zeal.yaml:1:5: [cross.zeal] there are more than 2000 comparisons in all rules"
    ]


@settings(max_examples=150, deadline=None)
@given(
    path=st.sampled_from(sorted(FILES)),
    start=st.integers(0, 600),
    length=st.integers(0, 12),
    noise=st.text(st.sampled_from(" \n\t:{}[],&*!|>-#'\"%@`$?~aé0.\x00\ud800"), max_size=8),
)
def test_a_damaged_file_is_refused_or_read_but_never_breaks_the_loader(
    path: str, start: int, length: int, noise: str
) -> None:
    text = FILES[path]
    damaged = text[:start] + noise + text[start + length :]

    lines = problems({**FILES, path: damaged})

    assert all(re.match(r"[a-z_.-]+(/[a-z_.-]+)?:[0-9]+:[0-9]+: .", line) for line in lines)
