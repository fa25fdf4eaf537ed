"""Terms that a text uses, found by every name that their cards have."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

SHORTEST: Final = 3
"""Letters of a Latin name that is looked for; shorter ones stand for too much else."""

SHORTEST_WIDE: Final = 2
STARTS: Final = re.compile(r"(?<![a-z0-9])[a-z0-9]|[^\x00-\x7f\s]")
WORD: Final = re.compile(r"[a-z0-9]")
PLURAL: Final = "s"


class Terms:
    """Looks for names; the longest one at a place counts, in Latin script as a whole word."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Prepare the search.

        Args:
            names: Ids of cards by what they are called.
        """
        self._starting: dict[str, list[tuple[str, str]]] = {}
        for name, id_ in sorted(names.items(), key=lambda named: -len(named[0])):
            small = name.casefold()
            if len(small) >= (SHORTEST if small.isascii() else SHORTEST_WIDE):
                self._starting.setdefault(small[0], []).append((small, id_))

    def found(self, text: str, most: int) -> tuple[str, ...]:
        """Return the ids of the first *most* cards that a text speaks of, in its order."""
        found: dict[str, None] = {}
        for id_ in self._found(text.casefold()):
            found[id_] = None
            if len(found) == most:
                break
        return tuple(found)

    def _found(self, text: str) -> Iterator[str]:
        end = 0
        for start in STARTS.finditer(text):
            if start.start() < end:
                continue
            for name, id_ in self._starting.get(start[0], ()):
                if text.startswith(name, start.start()):
                    after = start.start() + len(name)
                    if ends(text, name, after):
                        yield id_
                        end = after
                        break


def ends(text: str, name: str, after: int) -> bool:
    """Tell whether a name is not just the beginning of another word; a plural is the same word."""
    if not name[-1].isascii():
        return True
    if text.startswith(PLURAL, after):
        after += 1
    return not WORD.match(text, after)
