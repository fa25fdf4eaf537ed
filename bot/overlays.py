"""A community's rules, laid over the shipped ones once nothing is found wrong with them.

They are linted at every start. Their tests, their mutants and, where they decide otherwise than
the shipped rules, every combination of answers are tried once: what came of it is remembered.
"""

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeAlias

from bot import data
from bot.errors import OverlayRefused
from bot.rulebook import FILE_BYTES, File, Rule, Rulebook, decides, load
from bot.rulebook.proof import inspect, prove
from bot.rulebook.proof.flaws import Flaw, line

RECORD: Final = "overlay.proof"
LINES: Final = 200
SECONDS: Final = 120

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
        proving: Called before a proof, which may take some seconds.

    Raises:
        OverlayRefused: Something is wrong with the community's rules; `problems` has every line.
    """
    rulebook = load(files, day, file)
    problems = remembered(folder, rulebook, file)
    if problems is None:
        proving()
        problems = proved_apart(files, day, file)
        remember(folder, rulebook, file, problems)
    if problems:
        raise OverlayRefused(problems[:LINES])
    return rulebook


def proved_apart(files: Files, day: date, file: File) -> Sequence[str]:
    """Return what a proof finds wrong, made in a process of its own.

    So the memory that it takes is given back, and what strangers write cannot go on for ever.
    """
    with multiprocessing.get_context("spawn").Pool(1) as worker:
        waiting = worker.apply_async(proved, (files, day, file))
        try:
            problems = waiting.get(SECONDS)
        except multiprocessing.TimeoutError:
            name = Path(file.path).stem
            return [line(f"{file.path}:1:1", name, Flaw.UNPROVED, seconds=SECONDS)]
        worker.close()
        worker.join()
    return problems


def proved(files: Files, day: date, file: File) -> Sequence[str]:
    """Return what the community's own tests, or where they matter all answers, find wrong."""
    rulebook = load(files, day, file)
    others_decide = deciding(rulebook) != deciding(load(files, day))
    check = prove if others_decide else inspect
    return [*check(rulebook, added(rulebook)).problems]


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
