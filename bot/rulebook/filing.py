"""Where a rule stands: in the folder of its kind, in a file of its name, under a free id."""

from typing import Final

from bot.rulebook.conditions import atoms
from bot.rulebook.document import Node
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.rules import Kind, Rule

FOLDERS: Final = {
    "modes": Kind.MODE,
    "mistakes": Kind.MISTAKE,
    "sizing": Kind.SIZING,
    "feasibility": Kind.BLOCKER,
    "notes": Kind.NOTE,
}
NOTE_PREFIX: Final = "info"
RULES: Final = 500
COMPARISONS: Final = 2_000


def folder(path: str) -> str:
    """Return the first folder of a path with slashes, or nothing for a file outside of any."""
    first, slash, _ = path.partition("/")
    return first if slash else ""


def stem(path: str) -> str:
    """Return the name of a file without its folders and its suffix."""
    return path.rpartition("/")[2].rpartition(".")[0]


class Register:
    """The ids that are taken, and how much room is left for rules."""

    def __init__(self, retired: frozenset[str]) -> None:
        self._retired = retired
        self._paths: dict[str, str] = {}
        self._rules = 0
        self._comparisons = 0

    def enter(self, rule: Rule, place: Node, problems: Problems) -> None:
        """Take a rule's id and its room; note where either is not free."""
        if rule.id in self._retired:
            problems.add(place, Wrong.RETIRED_ID, name=rule.id)
        if rule.id:
            first = self._paths.get(rule.id)
            if first == problems.path:
                problems.add(place, Wrong.SAME_ID, name=rule.id)
            elif first:
                problems.add(place, Wrong.DUPLICATE_ID, name=rule.id, other=first)
            self._paths.setdefault(rule.id, problems.path)
        self._refuse_too_many(rule, place, problems)

    def release(self, rule: Rule) -> None:
        """Give back the room of a rule that is disabled; its id stays taken."""
        self._rules -= 1
        self._comparisons -= size(rule)

    def _refuse_too_many(self, rule: Rule, place: Node, problems: Problems) -> None:
        before = self._comparisons
        self._rules += 1
        self._comparisons += size(rule)
        if self._rules == RULES + 1:
            problems.add(place, Wrong.TOO_MANY_RULES, limit=RULES)
        if before <= COMPARISONS < self._comparisons:
            problems.add(place, Wrong.TOO_MANY_ATOMS, limit=COMPARISONS)


def size(rule: Rule) -> int:
    """Return how many comparisons a rule makes."""
    return sum(1 for _ in atoms(rule.when))


def refuse_misfiled(rule: Rule, place: Node, problems: Problems) -> None:
    """Note a rule that stands in a file of another name or in a folder of another kind."""
    if rule.id != stem(problems.path):
        problems.add(place, Wrong.NAME_IS_NOT_FILE, name=rule.id)
    home = folder(problems.path)
    if FOLDERS[home] is not rule.kind:
        problems.add(place, Wrong.OTHER_FOLDER, kind=rule.kind, folder=home)
    prefix = NOTE_PREFIX if rule.kind is Kind.NOTE else rule.favours or rule.kind
    if not rule.id.startswith(f"{prefix}."):
        problems.add(place, Wrong.OTHER_PREFIX, prefix=prefix)
