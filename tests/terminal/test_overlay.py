import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.data import text
from bot.errors import FileUnreadable

LINE = "/mode experience:beginner liquidity:thin holding_period:weeks risk:1.5%"
LIMIT = 256 * 1024


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harbour: str) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ISOCROSS_RULES", "harbour.yaml")
    monkeypatch.setenv("ISOCROSS_DATA", str(tmp_path / "data"))
    (tmp_path / "harbour.yaml").write_text(harbour, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_setting_lays_the_rules_of_a_community_over_the_shipped_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", LINE, "--json"]) == 0

    told = capsys.readouterr()
    report = json.loads(told.out)
    assert report["rulebook"]["overlay"] == "x-harbour"
    assert "x-harbour.thin-for-weeks" in {each["rule"] for each in report["mistakes"]}
    assert told.err.count("\n") == 1  # that it is checked, this once


def test_a_refused_overlay_is_listed_and_the_shipped_rules_answer(
    folder: Path, capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    odd = harbour.replace("risk_max:", "risk_mx:").replace("medium\n", "medim\n")
    (folder / "harbour.yaml").write_text(odd, encoding="utf-8")

    assert main(["ask", LINE, "--json"]) == 0

    told = capsys.readouterr()
    assert json.loads(told.out)["rulebook"]["overlay"] is None
    assert "the shipped rules answer" in told.err.splitlines()[0]
    assert [line.partition("]")[0] for line in told.err.splitlines()[1:3]] == [
        "harbour.yaml:5:3: [risk_mx",
        "harbour.yaml:14:15: [x-harbour.thin-for-weeks",
    ]


def test_an_overlay_that_is_not_there_is_one_line_and_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "harbour.yaml").unlink()

    assert main(["ask", LINE]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "ISOCROSS_RULES is harbour.yaml but must be" in told.err


def test_a_text_of_any_editor_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "harbour.yaml"
    file.write_bytes(b"\xef\xbb\xbfschema: 1\r\n")

    assert text(str(file), LIMIT) == "schema: 1\r\n"


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"#" * (LIMIT + 1)], ids=["no text", "too large"]
)
def test_what_is_no_text_or_too_large_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "harbour.yaml"
    file.write_bytes(content)

    with pytest.raises(FileUnreadable):
        text(str(file), LIMIT)


@pytest.mark.parametrize("path", [".", "/dev/zero", "a\0b", "a" * 5000])
def test_what_is_no_file_cannot_be_read(path: str) -> None:
    with pytest.raises(FileUnreadable) as caught:
        text(path, LIMIT)

    assert caught.value.details == {"value": path}


def test_what_was_checked_once_is_remembered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", LINE]) == 0
    assert capsys.readouterr().err.startswith("Checking")
    assert (folder / "data").stat().st_mode & 0o077 == 0

    assert main(["ask", LINE]) == 0
    assert capsys.readouterr().err == ""
