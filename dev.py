"""Set up, play and test Isocross with nothing but Python 3.11 and its venv module.

python3 dev.py setup          make .venv/, or bring it up to date
python3 dev.py play [...]     the playground; what follows goes to `isocross play`
python3 dev.py test [...]     all tests; what follows goes to pytest
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "dev.stamp"
INSTALL = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
LOCKED = ["--no-deps", "--require-hashes", "--requirement", str(ROOT / "requirements.lock")]
PROJECT = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
COMMANDS = {"setup": [], "play": ["-m", "bot", "play"], "test": ["-m", "pytest"]}


def main(arguments: list[str]) -> int:
    """Run one of the commands and return its exit code."""
    command = arguments[0] if arguments else "nothing"
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    setup()
    return run([*COMMANDS[command], *arguments[1:]]) if COMMANDS[command] else 0


def setup() -> None:
    """Make .venv/ if this Python has none here; install the lock if it or the project changed."""
    stamp = [f"{sys.version} {ROOT}".replace("\n", " "), fingerprint()]
    found = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []
    if found == stamp and PYTHON.exists():
        return
    print("Setting up .venv, once; this may take a minute ...", flush=True)
    if found[:1] != stamp[:1] or not PYTHON.exists():
        make_venv()
    for what in (LOCKED, PROJECT):
        if subprocess.call([*INSTALL, *what]) != 0:
            sys.exit(
                "dev.py: pip could not install requirements.lock, see above; is the network there?"
            )
    STAMP.write_text("\n".join(stamp), encoding="utf-8")


def fingerprint() -> str:
    """Return a digest that changes with what has to be installed."""
    parts = (ROOT / name for name in ("requirements.lock", "pyproject.toml"))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def make_venv() -> None:
    """Make an empty .venv/, or say in one line why this Python cannot."""
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info)
        sys.exit(
            f"dev.py: this Python lacks venv; on Debian or Ubuntu: sudo apt install {package}"
        )
    import venv  # noqa: PLC0415 - some systems package it apart

    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"dev.py: could not make {VENV}: {error}")


def run(arguments: list[str]) -> int:
    """Become .venv's Python in the project's folder, so that signals and exit code are its own."""
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 - no shell is wanted
    return subprocess.call([str(PYTHON), *arguments])


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("dev.py: Isocross needs Python 3.11 or newer; this is " + sys.version.split()[0])
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
