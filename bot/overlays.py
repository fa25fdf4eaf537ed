"""A community's rules, laid over the shipped ones once nothing is found wrong with them.

Tests and mutants are checked at every start, in milliseconds. Every combination of answers is
walked only where other rules decide than those that are shipped, and only once: what came of the
last proof is remembered.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeAlias

from bot import data
from bot.errors import OverlayRefused
from bot.rulebook import FILE_BYTES, File, Rule, Rulebook, decides, load
from bot.rulebook.proof import inspect, prove

RECORD: Final = "overlay.proof"
LINES: Final = 200

Files: TypeAlias = Mapping[str, str]


def named(path: str) -> File:
    """Return the file of a community.

    Raises:
        FileUnreadable: It cannot be read.
    """
    return File(path, data.text(path, FILE_BYTES))


def laid(
    files: Files, day: date, file: File, folder: Path, proving: Callable[[], object]
) -> Rulebook:
    """Return the shipped rules with a community's over them.

    Args:
        files: The texts of rules/.
        day: The day whose numbers hold.
        file: The community's file.
        folder: Where the last proof is remembered.
        proving: Called before a proof, which takes some seconds.

    Raises:
        OverlayRefused: Something is wrong with the community's rules; `problems` has every line.
    """
    rulebook = load(files, day, file)
    refuse(inspect(rulebook, added(rulebook)).problems)
    if deciding(rulebook) != deciding(load(files, day)):
        problems = remembered(folder, rulebook, file)
        if problems is None:
            proving()
            with ProcessPoolExecutor(1, get_context("spawn")) as worker:
                problems = worker.submit(proved, files, day, file).result()
            remember(folder, rulebook, file, problems)
        refuse(problems)
    return rulebook


def proved(files: Files, day: date, file: File) -> Sequence[str]:
    """Return what a proof finds wrong; it takes seconds, numpy and memory that stays taken."""
    rulebook = load(files, day, file)
    return prove(rulebook, added(rulebook)).problems


def refuse(problems: Sequence[str]) -> None:
    """Refuse an overlay with which something is wrong."""
    if problems:
        raise OverlayRefused(problems[:LINES])


def added(rulebook: Rulebook) -> list[Rule]:
    """Return the rules of the community: those whose tests hold under its own numbers."""
    overlay = rulebook.overlay
    return [rule for rule in rulebook.rules.values() if overlay and rule.id in overlay.added]


def deciding(rulebook: Rulebook) -> list[tuple[object, ...]]:
    """Return what decides the answer, whatever its words."""
    return [
        (rule.id, rule.when, rule.favours, rule.strength, rule.theme, rule.blocks)
        for rule in rulebook.rules.values()
        if decides(rule)
    ]


def fingerprint(rulebook: Rulebook, file: File) -> str:
    """Return the hash of all that a proof rests on: the rules, their numbers, the program."""
    numbers = [(each.name, str(each.value)) for each in rulebook.parameters.values()]
    proved_with = (version("isocross"), file.path, rulebook.fingerprint, numbers)
    return sha256(repr(proved_with).encode(errors="replace")).hexdigest()


def remembered(folder: Path, rulebook: Rulebook, file: File) -> Sequence[str] | None:
    """Return what was found wrong if this is what was proved last, else None."""
    with suppress(OSError):
        proof, *problems = (folder / RECORD).read_text(
            encoding="utf-8", errors="replace"
        ).splitlines() or [""]
        return problems if proof == fingerprint(rulebook, file) else None
    return None


def remember(folder: Path, rulebook: Rulebook, file: File, problems: Sequence[str]) -> None:
    """Note what came of a proof; where it cannot be noted, the next start proves again."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / RECORD).write_text(
            "\n".join([fingerprint(rulebook, file), *problems]), encoding="utf-8", errors="replace"
        )
