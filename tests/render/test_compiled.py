"""What is kept of compiled templates saves time and decides nothing."""

import stat
from pathlib import Path

import jinja2
import pytest

from bot import app, data
from bot.render.compiled import home
from tests.conftest import DAY

TEXTS = {"replies/mode.md.j2": "text"}
ASKED = {"market": "usdm", "strategy": "event_driven"}


def advice(kept: Path) -> str:
    desk = app.build(DAY, kept=kept)
    request, report = desk.ask("mode", ASKED, "zh-CN")
    return desk.words.reply("mode", request, report, locale="zh-CN").text


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_start_finds_what_the_last_one_compiled(tmp_path: Path) -> None:
    first = advice(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in kept_files(tmp_path)}

    assert advice(tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in kept_files(tmp_path)} == written
    templates = list(data.texts("templates", ".j2"))
    assert len(written) >= 2 * len(templates)  # in two languages


def test_a_file_that_is_cut_or_foreign_is_compiled_anew(tmp_path: Path) -> None:
    first = advice(tmp_path)
    for place, path in enumerate(kept_files(tmp_path)):
        content = path.read_bytes()
        path.write_bytes([content[:-9], b"", b"nothing of ours", content[:30]][place % 4])

    assert advice(tmp_path) == first


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_without_a_folder_to_write_to_everything_is_compiled(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("no folder")

    assert home(tmp_path / place, TEXTS) is None
    assert "逐仓" in advice(tmp_path / place)


def test_other_texts_and_other_versions_have_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = home(tmp_path, TEXTS)
    changed = home(tmp_path, {"replies/mode.md.j2": "another text"})
    monkeypatch.setattr(jinja2, "__version__", "0")
    older = home(tmp_path, TEXTS)

    assert len({first, changed, older}) == 3
    assert list(tmp_path.iterdir()) == [older]


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    kept = home(tmp_path / "new", TEXTS)

    assert kept is not None
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
