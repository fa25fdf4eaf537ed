import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot import __main__, app, checks
from bot.checks import Checked
from bot.errors import RulebookRefused
from bot.options import Desk
from bot.rulebook.profiles import Profile

AT = "profiles/guide.yaml:9:3"
BEGINNER = Profile(
    name="A beginner",
    at=AT,
    answers={"experience": "beginner"},
    recommendation="isolated",
    lead="clear",
    says=("Use isolated margin",),
)
OK = re.compile(
    r"ok: (\d+) rules, (\d+) tests, (\d+)/(\d+) mutants killed, "
    r"(\d+) combinations, (\d+) profiles in \d+\.\d s"
)


def told(checked: Checked) -> Callable[..., Checked]:
    def check(*_: object) -> Checked:
        return checked

    return check


def test_the_shipped_rules_end_with_one_line_that_counts_what_was_proved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], checked: Checked
) -> None:
    monkeypatch.setattr(checks, "check", told(checked))

    code = __main__.main(["rules", "check"])

    *figures, last = capsys.readouterr().out.splitlines()
    counted = OK.fullmatch(last)
    assert code == 0
    assert counted
    rules, tests, killed, mutants, combinations, profiles = map(int, counted.groups())
    assert (rules, combinations) == (checked.findings.rules, 4_064_256)
    assert tests > mutants == killed > rules > profiles >= 26
    assert any("5/3/1" in line for line in figures)


def test_every_trader_of_the_profiles_is_told_what_his_profile_says(checked: Checked) -> None:
    assert checked.findings.problems == ()


def test_problems_are_printed_one_a_line_and_nothing_is_ok(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], checked: Checked
) -> None:
    findings = replace(checked.findings, problems=("a:1:2: [b] wrong",), exhaustion=None)
    monkeypatch.setattr(checks, "check", told(Checked(findings, 40)))

    code = __main__.main(["rules", "check"])

    out = capsys.readouterr().out
    assert code == 1
    assert out.startswith("a:1:2: [b] wrong\n")
    assert out.endswith("problems: 1\n")
    assert "ok:" not in out


def test_rules_that_cannot_be_read_are_told_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> Desk:
        raise RulebookRefused(["a:1:2: [b] wrong", "c:3:4: [d] too"])

    monkeypatch.setattr(app, "build", refuse)

    assert __main__.main(["rules", "check"]) == 1
    assert capsys.readouterr().out == "a:1:2: [b] wrong\nc:3:4: [d] too\n"


@pytest.mark.parametrize(
    ("profile", "wrong"),
    [
        (BEGINNER, []),
        (
            replace(BEGINNER, recommendation="cross", lead="close"),
            ["this trader is told isolated, clear, not cross, close"],
        ),
        (
            replace(BEGINNER, says=("Use cross margin",)),
            [
                (
                    "this trader does not read 'Use cross margin'; "
                    "the answer begins 'Use isolated margin for this trade.'"
                )
            ],
        ),
        (
            replace(BEGINNER, answers={"legs": "offsetting", "open_positions": 1}),
            [
                (
                    "this trader is refused: legs offsetting and open_positions 1 cannot both be "
                    "true. Change one of the two."
                )
            ],
        ),
    ],
)
def test_a_trader_who_is_told_something_else_is_named(
    desk: Desk, profile: Profile, wrong: list[str]
) -> None:
    assert list(checks.misled(desk, [profile])) == [f"{AT}: [A beginner] {line}" for line in wrong]
