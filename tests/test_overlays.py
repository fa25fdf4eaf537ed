from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import overlays
from bot.errors import OverlayRefused
from bot.rulebook import File, Rulebook
from tests.rulebook.house import BASE, HARBOUR, PATH
from tests.rulebook.sample import DAY, parameter

STEP = """\
properties:
  more-bets:
    says: Bets never lead to cross.
    steps: {bets: [false, true]}
    never: to_cross
"""
FILES = {**BASE, "properties.yaml": STEP}
DECIDING = HARBOUR.replace(
    "kind: mistake\n    severity: low",
    "kind: mode\n    favours: isolated\n    strength: weak\n    theme: bet",
).replace("    fix: Bet less than {$risk_max}.\n", "")
RECKLESS = DECIDING.replace("favours: isolated", "favours: cross")


def laid(folder: Path, text: str, told: list[str], **files: str) -> Rulebook:
    given = File(PATH, text)
    return overlays.laid({**FILES, **files}, DAY, given, folder, lambda: told.append("proving"))


def refused(folder: Path, text: str, told: list[str]) -> Sequence[str]:
    with pytest.raises(OverlayRefused) as caught:
        laid(folder, text, told)
    return caught.value.problems


def wrong_in(text: str, **files: str) -> Sequence[str]:
    return overlays.proved({**FILES, **files}, DAY, File(PATH, text))


def test_an_overlay_that_is_fine_is_checked_once_for_each_text_and_number(tmp_path: Path) -> None:
    told: list[str] = []

    assert laid(tmp_path, HARBOUR, told).overlay
    assert laid(tmp_path, HARBOUR, told).overlay
    assert told == ["proving"]

    laid(tmp_path, HARBOUR + "# new\n", told)
    laid(tmp_path, HARBOUR + "# new\n", told, **{"parameters/lot.yaml": parameter("lot", "2")})
    assert told == ["proving"] * 3


def test_a_test_that_does_not_hold_is_named_with_its_place() -> None:
    wrong = HARBOUR.replace("fires: [{open_positions: 1,", "fires: [{open_positions: 2,")

    first = wrong_in(wrong)[0]

    assert first.startswith(f"{PATH}:19:15: [x-harbour.lone-bet] ")
    assert "silent" in first


def test_a_slip_that_no_test_would_notice_is_named() -> None:
    untold = HARBOUR.replace("[{open_positions: 2, bets: true}, ", "[")

    problems = wrong_in(untold)

    assert all(each.startswith(f"{PATH}:") for each in problems)
    assert "no silent record has 'open_positions: 1' fail" in problems[0]


def test_tests_hold_under_the_numbers_of_the_house() -> None:
    # 0.015 is above the house's 0.01, not above the shipped 0.02
    rule = HARBOUR.replace("{open_positions: 1, bets: true}\n    because", "WHEN\n    because")
    tests = rule.partition("      fires:")[0] + (
        '      fires: [{risk: "0.015"}]\n      silent: [{risk: "0.01"}]\n      open: [{}]\n'
    )

    assert wrong_in(tests.replace("WHEN", "{risk: {above: $risk_max}}")) == []


def test_a_rule_that_decides_is_tried_in_every_combination() -> None:
    assert wrong_in(RECKLESS, **{"properties.yaml": "properties: {}\n"}) == []
    assert "Bets never lead to cross." in wrong_in(RECKLESS)[0]


def test_a_rule_that_changes_no_answer_is_refused() -> None:
    # one position is isolated by default already
    assert "no answer would change without this rule" in wrong_in(DECIDING)[0]


def test_an_overlay_that_breaks_a_property_is_refused_and_stays_so(tmp_path: Path) -> None:
    told: list[str] = []

    first, again = refused(tmp_path, RECKLESS, told), refused(tmp_path, RECKLESS, told)

    assert "Bets never lead to cross." in first[0]
    assert "at work: x-harbour.lone-bet" in first[0]
    assert again == first
    assert told == ["proving"]


def test_where_nothing_can_be_noted_it_is_checked_again(tmp_path: Path) -> None:
    told: list[str] = []
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="ascii")

    for _ in range(2):
        assert laid(in_the_way, HARBOUR, told).overlay

    assert told == ["proving"] * 2


def test_what_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlays, "SECONDS", 0.01)

    problems = refused(tmp_path, HARBOUR, [])

    assert [each.partition(": ")[0] for each in problems] == [f"{PATH}:1:1"]
