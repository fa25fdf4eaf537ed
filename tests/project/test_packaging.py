import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", ".ci/requirements.lock"]
LINE = re.compile(
    r"[a-z0-9-]+==[\w.]+( ; [\w .'<>=!()]+)?( \\)?|    --hash=sha256:[0-9a-f]{64}( \\)?"
)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_the_locks_agree() -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for package, version in re.findall(r"^([a-z0-9-]+)==([\w.]+)", text, re.MULTILINE):
            versions.setdefault(package, set()).add(version)

    assert {package for package, found in versions.items() if len(found) > 1} == set()


def test_the_lock_has_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=\[]", dependency)[0].replace(".", "-") for dependency in wanted}
    locked = re.findall(r"^([a-z0-9-]+)==", (ROOT / LOCKS[0]).read_text(), re.MULTILINE)

    assert names <= set(locked)


def test_the_layers_place_every_module_and_refuse_an_unplaced_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]
    placed = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    modules = {
        path.stem
        for path in (ROOT / "bot").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }

    assert layers["exhaustive"] is True
    assert placed == modules


def test_the_wheel_carries_rules_templates_and_the_page(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())

    shipped = {
        f"bot/_data/{path.relative_to(ROOT)}"
        for folder in ("rules", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".json", ".j2"}
    }
    page = {f"bot/playground/page/{name}" for name in ("index.html", "page.css")}
    assert shipped
    assert shipped | page <= packed
    assert not [name for name in packed if name.startswith(("tests/", "bot/_data/bot"))]
