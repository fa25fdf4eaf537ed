"""Break the mathematics on purpose and see what its tests notice: `benchmarks.mutation`.

Each mutant of `bot/margin/` differs from it in one place: most come from cosmic-ray's operators,
the rest swap one name for another. A forked process loads it instead of the module, changes no
file, and runs `tests/margin` with few hypothesis examples until something fails.
"""

import argparse
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from io import StringIO
from itertools import count, takewhile
from pathlib import Path
from tokenize import NAME, generate_tokens
from typing import Any, Final

import hypothesis
import pytest

ROOT: Final = Path(__file__).parents[1]
MARGIN: Final = ROOT / "bot" / "margin"
TESTS: Final = ROOT / "tests" / "margin"
SECONDS: Final = 120
"""A mutant that runs longer never ends; SIGALRM then ends its process."""

MEMORY: Final = 2 * 2**30
OPTIONS: Final = (
    *("-x", "-q", "--noconftest", "-pno:cacheprovider"),
    "-Wignore::pytest.PytestAssertRewriteWarning",  # hypothesis is imported once, before all forks
)
EXAMPLES: Final = 15
OPERATORS: Final = (
    "AddNot",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceFalseWithTrue",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ZeroIterationForLoop",
    *(f"ReplaceBinaryOperator_{swap}" for swap in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul")),
    *(f"ReplaceBinaryOperator_{swap}" for swap in ("FloorDiv_Div", "FloorDiv_Mul", "Mod_Div")),
    *(
        f"ReplaceComparisonOperator_{swap}"
        for swap in (
            *("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
            *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
        )
    ),
)
SWAPS: Final = {
    "ZERO": "ONE",
    "ONE": "ZERO",
    "max": "min",
    "min": "max",
    "all": "any",
    "any": "all",
    "abs": "",
    "reported": "",
    "settled": "",
    "sorted": "list",
    "ROUND_CEILING": "ROUND_FLOOR",
    "bisect_left": "bisect_right",
    "entry": "mark",
    "mark": "entry",
    "above": "below",
    "below": "above",
    "held": "owed",
    "fee_open": "fee_close",
    "fee_close": "fee_open",
}
SKIPPED: Final = ("from ", "import ", "def ", "class ", "@", ")")


def mutants(source: str) -> Iterator[str]:
    """Yield the source with one place changed, each change once, where Python still reads it."""
    seen = {source}
    for mutant in (*by_operators(source), *by_names(source)):
        if mutant not in seen and reads(mutant):
            seen.add(mutant)
            yield mutant


def by_operators(source: str) -> Iterator[str]:
    """Yield what cosmic-ray's operators make of the source."""
    plugins: Any = import_module("cosmic_ray.plugins")
    mutating: Any = import_module("cosmic_ray.mutating")
    for name in OPERATORS:
        operator = plugins.get_operator(f"core/{name}")()
        made = (mutating.mutate_code(source, operator, place) for place in count())
        yield from takewhile(lambda mutant: mutant is not None, made)


def by_names(source: str) -> Iterator[str]:
    """Yield the source with one name swapped, but for those that a line defines."""
    lines = source.splitlines(keepends=True)
    for token in generate_tokens(StringIO(source).readline):
        if token.type != NAME or token.string not in SWAPS:
            continue
        (row, start), (_, end) = token.start, token.end
        line = lines[row - 1]
        if start and not line.lstrip().startswith(SKIPPED):
            changed = line[:start] + SWAPS[token.string] + line[end:]
            yield "".join([*lines[: row - 1], changed, *lines[row:]])


def reads(source: str) -> bool:
    """Say whether Python reads the source."""
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def survives(module: str, source: str, tests: Sequence[str]) -> bool:
    """Say whether the tests pass with the source in place of the module."""
    child = os.fork()
    if not child:
        judge(module, source, tests)
    return os.waitpid(child, 0)[1] == 0


def judge(module: str, source: str, tests: Sequence[str]) -> None:
    """Run the tests on the mutant, and end this process with their verdict."""
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    verdict = 1
    try:
        load(module, source)
        verdict = int(pytest.main([*OPTIONS, *tests]))
    finally:
        os._exit(verdict)


def load(module: str, source: str) -> None:
    """Let the source be what importing the module gives."""
    spec = find_spec(f"bot.margin.{module}")
    assert spec  # noqa: S101 - its file has just been read
    loaded = module_from_spec(spec)
    sys.modules[spec.name] = loaded
    exec(compile(source, str(spec.origin), "exec"), loaded.__dict__)  # noqa: S102 - a mutant of our own


def change(source: str, mutant: str) -> str:
    """Return the lines that differ, each with its sign."""
    _, _, *lines = unified_diff(source.splitlines(), mutant.splitlines(), n=0, lineterm="")
    place, *changed = (" ".join(line.split()) for line in lines if line[1:].strip())
    return f"{place.split()[1][1:]}: {'  '.join(changed)}"


def tests_for(module: str) -> list[str]:
    """Return the files of tests that import the module by its name, or all, its own first."""
    naming = re.compile(rf"^from bot\.margin(\.| import .*\b){module}\b", re.MULTILINE)
    files = sorted(TESTS.glob("test_*.py"), key=lambda file: (module not in file.stem, file))
    named = [file for file in files if naming.search(file.read_text(encoding="utf-8"))]
    return [str(file) for file in named or files]


def measure(module: str, every: int) -> None:
    """Judge the mutants of a module and print who survives."""
    source = (MARGIN / f"{module}.py").read_text(encoding="utf-8")
    tests = tests_for(module)
    if not survives(module, source, tests):
        sys.exit(f"the tests fail on {module} as it is")
    chosen = list(mutants(source))[::every]
    survivors = 0
    for mutant in chosen:
        if survives(module, mutant, tests):
            survivors += 1
            print(f"  {change(source, mutant)}", flush=True)
    print(f"{module}: {len(chosen) - survivors} of {len(chosen)} killed", flush=True)


def main() -> None:
    """Judge the modules asked for, or all of them."""
    names = [file.stem for file in sorted(MARGIN.glob("*.py")) if file.stem != "__init__"]
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("module", nargs="*", default=names, choices=names)
    asking.add_argument("--every", type=int, default=1, help="judge each so-manieth mutant only")
    asked = asking.parse_args()
    profile = hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=[
            hypothesis.HealthCheck.too_slow,
            hypothesis.HealthCheck.filter_too_much,
        ],
    )
    hypothesis.settings.register_profile("mutation", profile)
    hypothesis.settings.load_profile("mutation")
    for module in asked.module:
        measure(module, asked.every)


if __name__ == "__main__":
    main()
