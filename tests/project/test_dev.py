import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NO_PYTHON = "#!/bin/sh\nexit 1\n"
NOTING_PYTHON = '#!/bin/sh\nprintf "%s|" "$PWD" "$@" >> "$0.calls"\nexit 7\n'

posix = pytest.mark.skipif(os.name == "nt", reason="its stand-in for Python is a shell script")


@pytest.fixture(name="checkout")
def _checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "my check out"
    folder.mkdir()
    for name in ("dev.py", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def furnish(checkout: Path, python: str, *, fresh: bool) -> Path:
    program = checkout / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(python)
    program.chmod(0o755)
    made_of = [(checkout / n).read_bytes() for n in ("requirements.lock", "pyproject.toml")]
    digest = hashlib.sha256(b"".join(made_of)).hexdigest() if fresh else "another"
    place = f"{sys.version} {checkout}".replace("\n", " ")
    (checkout / ".venv" / "dev.stamp").write_text(f"{place}\n{digest}")
    return program


def dev(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "dev.py"), *arguments],
        cwd="/",
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def calls(program: Path) -> list[list[str]]:
    noted = program.with_name(program.name + ".calls").read_text()
    return [call.split("|") for call in noted.splitlines()]


def test_without_a_command_it_names_the_three(checkout: Path) -> None:
    told = dev(checkout)

    assert told.returncode == 2
    assert all(f"python3 dev.py {name}" in told.stdout for name in ("setup", "play", "test"))


def test_help_is_no_mistake(checkout: Path) -> None:
    assert dev(checkout, "--help").returncode == 0


@posix
def test_play_hands_arguments_on_and_takes_the_exit_code_back(checkout: Path) -> None:
    program = furnish(checkout, NOTING_PYTHON, fresh=True)

    told = dev(checkout, "play", "--port", "8123", "--no-browser")

    assert told.returncode == 7
    assert calls(program) == [
        [str(checkout), "-m", "bot", "play", "--port", "8123", "--no-browser", ""]
    ]


@posix
def test_test_hands_arguments_on_to_pytest_in_the_checkout(checkout: Path) -> None:
    program = furnish(checkout, NOTING_PYTHON, fresh=True)

    dev(checkout, "test", "-k", "a word or two")

    assert calls(program) == [[str(checkout), "-m", "pytest", "-k", "a word or two", ""]]


@posix
def test_setup_does_nothing_where_nothing_changed(checkout: Path) -> None:
    furnish(checkout, NO_PYTHON, fresh=True)

    told = dev(checkout, "setup")

    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@posix
def test_a_changed_lock_is_installed_into_the_venv_that_stands(checkout: Path) -> None:
    program = furnish(checkout, NOTING_PYTHON.replace("exit 7", "echo >> $0.calls"), fresh=False)
    lock, stamp = checkout / "requirements.lock", checkout / ".venv" / "dev.stamp"
    before = stamp.read_text()

    told = dev(checkout, "setup")

    locked, project = calls(program.with_name("python"))
    assert told.returncode == 0
    assert locked[-4:-1] == ["--require-hashes", "--requirement", str(lock)]
    assert project[-5:-1] == ["--no-deps", "--no-build-isolation", "--editable", str(checkout)]
    assert stamp.read_text() != before


@posix
def test_a_lock_that_cannot_be_installed_is_told_in_one_line(checkout: Path) -> None:
    furnish(checkout, NO_PYTHON, fresh=False)

    told = dev(checkout, "test")

    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "requirements.lock" in told.stderr


def test_a_python_without_venv_is_told_what_to_install(checkout: Path, tmp_path: Path) -> None:
    hide = "import sys; sys.modules['ensurepip'] = None"
    (tmp_path / "sitecustomize.py").write_text(hide)

    told = dev(checkout, "setup", PYTHONPATH=str(tmp_path))

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert told.returncode == 1
    assert f"apt install python{version}-venv" in told.stderr
    assert told.stderr.count("\n") == 1


def test_an_older_python_is_told_which_one_is_needed(checkout: Path, tmp_path: Path) -> None:
    pretend = "import sys; sys.version_info = (3, 10, 4); sys.version = '3.10.4 (old)'"
    (tmp_path / "sitecustomize.py").write_text(pretend)

    told = dev(checkout, "play", PYTHONPATH=str(tmp_path))

    assert told.returncode == 1
    assert told.stderr == "dev.py: Isocross needs Python 3.11 or newer; this is 3.10.4\n"
