import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from bot import data, terminal
from bot.__main__ import parser
from bot.options import Desk
from bot.rulebook import Rulebook, load
from bot.rulebook.proof import inspect
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
EXAMPLE = "mistake.thin-pair-unwatched"
COMMAND_LINE = re.compile(r"(?:isocross|python -m bot) ([a-z-]+)")
FIELD = re.compile(r"`(/[a-z]+ [a-z_]+:[^`]+)`")
DEV = re.compile(r"dev\.py ([a-z]+)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def documents() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    yield from (ROOT / "docs").rglob("*.md")
    yield from (ROOT / "benchmarks").glob("*.md")


def every_document() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in documents())


def worked_example() -> str:
    block = re.search(r"```yaml\n(.*?)```", text("CONTRIBUTING.md"), re.DOTALL)
    assert block
    return re.sub(r"^   ", "", block[1], flags=re.MULTILINE)


def validator() -> Validator:
    return Draft202012Validator(json.loads(text("rules/schema.json")))


def with_worked_example() -> Rulebook:
    files, path = data.texts("rules", ".yaml"), f"mistakes/{EXAMPLE}.yaml"
    assert path not in files, "the worked example needs another rule: this one exists now"
    return load({**files, path: worked_example()}, TODAY)


def test_the_worked_example_is_a_rule_that_loads_and_fires_as_told(desk: Desk) -> None:
    rulebook = with_worked_example()

    typed = re.search(r"ask '/mode ([^']+)'", text("CONTRIBUTING.md"))
    assert f"`rules/mistakes/{EXAMPLE}.yaml`" in text("CONTRIBUTING.md")
    assert typed
    given = dict(option.split(":") for option in typed[1].split())
    assert EXAMPLE in rulebook.evaluate(rulebook.facts(given), {"mistake"}).fired
    assert terminal.ask(desk, f"/mode {typed[1]}", "en", as_json=False)


def test_the_tests_of_the_worked_example_hold_and_notice_every_mutant() -> None:
    rulebook = with_worked_example()

    found = inspect(rulebook, [rulebook.rules[EXAMPLE]])

    assert found.problems == ()
    # three comparisons dropped, three turned round, two values left out, all made any
    assert (found.mutants, found.killed) == (3 + 3 + 2 + 1,) * 2


def test_the_worked_example_fits_the_schema_that_editors_use() -> None:
    problems = [
        error.message for error in validator().iter_errors(yaml.safe_load(worked_example()))
    ]

    assert problems == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_slash_command_that_is_shown_is_answered(desk: Desk, name: str) -> None:
    shown = [*FIELD.findall(text(name)), *re.findall(r"ask '(/[^']+)'", text(name))]

    answers = [terminal.ask(desk, line, "en", as_json=False) for line in shown]

    assert answers
    assert all(answers)


def test_every_slash_command_that_is_named_exists(desk: Desk) -> None:
    named = set(re.findall(r"`/([a-z]+)[ `]", every_document()))

    assert named
    assert named <= set(desk.words.commands)


def test_every_subcommand_that_is_named_exists() -> None:
    known = parser(str).format_usage() + parser(str).format_help()
    named = set(COMMAND_LINE.findall(every_document()))

    assert {name for name in named if not re.search(rf"(^|\s){name}\b", known)} == set()


def test_every_command_of_dev_py_that_is_named_exists() -> None:
    assert set(DEV.findall(every_document())) <= {"setup", "play", "test"}


def test_the_example_of_the_environment_names_every_setting_and_its_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = re.findall(r"^# ([A-Z_]+)=(.+)$", text(".env.example"), re.MULTILINE)
    fields = {name.upper() for name in Settings.model_fields} - {"DISCORD_TOKEN"}
    assert {name for name, _ in lines} == {
        "DISCORD_TOKEN",
        *(f"ISOCROSS_{name}" for name in fields),
    }
    for name, _ in lines:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    bare = Settings.read()
    for name, value in lines:
        monkeypatch.setenv(name, value)

    set_so = Settings.read()

    assert set_so.discord_token
    assert (set_so.locale, set_so.log, set_so.log_format) == (
        bare.locale,
        bare.log,
        bare.log_format,
    )


def test_a_decision_is_one_page_with_its_four_parts() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    lengths = {path.name: path.read_text().count("\n") for path in decisions}
    parts = {tuple(re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE)) for path in decisions}

    assert decisions
    assert {name: length for name, length in lengths.items() if length > 40} == {}
    assert parts == {("Context", "Decision", "Consequences", "Rejected")}


def test_decisions_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_every_link_inside_the_project_leads_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents()
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]

    assert f"## [{version}]" in text("CHANGELOG.md")


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.yaml")), ids=lambda p: p.name)
def test_no_word_stands_twice_under_one_name(path: Path) -> None:
    table = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert isinstance(table, yaml.MappingNode)
    names = [key.value for key, _ in table.value]

    assert sorted(names) == sorted(set(names))
