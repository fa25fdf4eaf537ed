from pathlib import Path

import pytest

from bot.__main__ import main
from bot.checks import Checked
from bot.rulebook import Rulebook
from bot.rulebook.proof import Exhaustion, exhaustive


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ISOCROSS_DATA", "data")


def test_an_overlay_that_is_fine_ends_in_one_line_that_names_it(
    harbour: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    checked: Checked,
) -> None:
    found = checked.findings

    def shared(_: Rulebook) -> Exhaustion | None:  # the same rules decide, with the same result
        return found.exhaustion

    monkeypatch.setattr(exhaustive, "exhaust", shared)
    Path("harbour.yaml").write_text(harbour, encoding="utf-8")

    assert main(["rules", "check", "harbour.yaml"]) == 0

    last = capsys.readouterr().out.splitlines()[-1]
    # 1 rule disabled, 1 new; its 8 records and 7 mutants stand beside those of the shipped rules
    killed = f"{found.killed + 7}/{found.mutants + 7}"
    assert last.startswith(f"ok: {found.rules} rules, {found.tests + 8} tests, {killed} mutants")
    assert last.endswith(" with x-harbour: House rules of the harbour")

    monkeypatch.setenv("ISOCROSS_RULES", "harbour.yaml")
    assert main(["ask", "/mode"]) == 0
    assert capsys.readouterr().err == ""


def test_every_problem_is_a_line_and_the_exit_code_is_1(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = harbour.replace("risk_max:", "risk_mx:").replace(
        "sizing.risk-very-low", "mistake.no-stop"
    )
    Path("harbour.yaml").write_text(odd, encoding="utf-8")

    assert main(["rules", "check", "./harbour.yaml"]) == 1

    assert [line.partition("]")[0] for line in capsys.readouterr().out.splitlines()] == [
        "./harbour.yaml:5:3: [risk_mx",
        "./harbour.yaml:7:10: [mistake.no-stop",
    ]


def test_a_file_that_cannot_be_read_is_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "check", "nowhere.yaml"]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "nowhere.yaml cannot be read" in told.err
