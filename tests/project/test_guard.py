import subprocess
import sys
from pathlib import Path

import pytest

GUARD = Path(__file__).parents[2] / ".ci" / "guard.py"
TOKEN = ".".join(["M" + "TA" * 12, "Gx" * 3, "ab-Cd_" * 6])


def guard(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(GUARD), *names],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


# Every value is put together here, so that this file itself may be published.
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("https://" + "pypi" + ".org/project/isocross", "a registry address"),
        ("files." + "python" + "hosted.org", "a registry address"),
        ("registry." + "npm" + "js.org", "a registry address"),
        ("http://mirror.example/root/pypi/" + "simple", "a registry address"),
        ("pip install --" + "index-url x", "a registry setting"),
        ("cd /" + "work/main", "a path of one machine"),
        ("in /" + "root", "a path of one machine"),
        ("see '/" + "home/ann/isocross'", "a path of one machine"),
        ("C:\\" + "Users\\ann", "a path of one machine"),
        (f"DISCORD_TOKEN={TOKEN}", "a Discord token"),
        ("https://discord.com/api/" + "webhooks/12345/" + "abcDEF-_" * 8, "a Discord webhook"),
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
        ("AKIA" + "ABCD" * 4, "an access key"),
        ("ghp_" + "a1B2" * 9, "an access token"),
        ("key: " + "aB3d" * 16, "an exchange key"),
        ("https://ann:" + "secret@example.org", "a password in an address"),
    ],
)
def test_what_must_stay_at_home_is_found_and_not_repeated(
    tmp_path: Path, text: str, what: str
) -> None:
    (tmp_path / "notes.md").write_text(f"first line\n{text}\n")

    told = guard(tmp_path, "notes.md")

    assert told.returncode == 1
    assert f"notes.md:2: {what}\n" in told.stdout
    assert text not in told.stdout


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "pylock.dev.toml", ".env", "bot.db"])
def test_a_file_that_must_not_be_tracked_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")

    assert guard(tmp_path, name).returncode == 1


@pytest.mark.parametrize(
    "text",
    [
        "--hash=sha256:" + "0a1b" * 16,
        "http://127.0.0.1:8123/ and https://discord.com/developers/applications",
        "network/work, and/or root/home",
        "postgresql+asyncpg://…",
        "/var/lib/isocross and /opt/isocross",
    ],
)
def test_what_looks_alike_is_let_through(tmp_path: Path, text: str) -> None:
    (tmp_path / "notes.md").write_text(text)

    assert guard(tmp_path, "notes.md").returncode == 0


def test_a_picture_is_read_like_any_file(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\x00/" + b"work/shot\n")

    assert guard(tmp_path, "picture.png").returncode == 1
