"""What a button knows: a version, what it does, and the question of the answer it stands under."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bot.advisor import FEATURES
from bot.chat.memory import Memory
from bot.errors import Expired

VERSION: Final = "1"
CUSTOM_ID_LENGTH: Final = 100
KEPT: Final = "="
"""Begins a token of the memory; no packed question does."""

CODE: Final = ">"
"""Begins the answer that a button gives; no packed question holds it."""

CODE_LENGTH: Final = 14
"""What a code takes at most, its beginning and a letter for each trait of a step included."""

LETTERS: Final = {
    "why": "w",
    "flips": "f",
    "size": "z",
    "share": "s",
    "card": "c",
    "fix": "x",
    "money": "m",
    "reading": "r",
    "picture": "p",
    "opposite": "o",
    "larger": "l",
    "chance": "n",
    "csv": "v",
    "open": "O",
    "page": "P",
    "pick": "I",
    "answer": "a",
    "tick": "t",
    "back": "b",
    "switch": "h",
    "done": "d",
    "blocked": "k",
    "next": "N",
    "review": "R",
    "change": "C",
    "result": "E",
    "sum": "S",
    "typing": "T",
    "further": "F",
    "cancel": "X",
}
KINDS: Final = {VERSION + letter: action for action, letter in LETTERS.items()}
EXPIRED: Final = "expired"
DEFAULT: Final = "mode"
GUIDE: Final = "guide"
"""The conversation that asks for everything; no feature of its own, it ends in those of others."""


class State(NamedTuple):
    """What to do, for which feature, the question as a short text, and the answer given to it."""

    action: str
    feature: str
    packed: str
    code: str = ""


def custom_ids(
    actions: Sequence[str], feature: str, packed: str, memory: Memory
) -> Mapping[str, str]:
    """Return the ids of buttons by what they do; a question too long for them goes to memory."""
    held = carried(feature, packed, memory)
    return {action: custom_id(action, feature, held) for action in actions}


def carried(feature: str, packed: str, memory: Memory, room: int = 0) -> str:
    """Return a question as ids carry it that have some room for an answer besides."""
    return fitted(f"{VERSION}?:{feature}:" + CODE * room, packed, memory)


def fitted(prefix: str, packed: str, memory: Memory) -> str:
    """Return what an id carries behind its prefix: the question, or where it is kept."""
    fits = len(prefix) + len(packed) <= CUSTOM_ID_LENGTH
    return packed if fits or packed.startswith(KEPT) else KEPT + memory.keep(packed)


def custom_id(action: str, feature: str, held: str, code: str = "") -> str:
    """Return the id of a button or select; *code* is the answer that it gives."""
    return f"{VERSION}{LETTERS[action]}:{feature}:{held}" + (CODE + code if code else "")


def read(text: str) -> State:
    """Return what the id of a button says; of another version, only which command it was."""
    kind, _, rest = text.partition(":")
    feature, _, held = rest.partition(":")
    if feature not in {*FEATURES, GUIDE}:
        return State(EXPIRED, DEFAULT, "")
    packed, _, code = held.partition(CODE)
    return State(KINDS.get(kind, EXPIRED), feature, packed, code)


def question(state: State, memory: Memory) -> str:
    """Return the packed question that a button carries or that is kept for it.

    Raises:
        Expired: The button is of another version, or its question is forgotten.
    """
    if state.action == EXPIRED:
        raise Expired(command=state.feature)
    return recalled(state.packed, state.feature, memory)


def recalled(carried: str, feature: str, memory: Memory) -> str:
    """Return the packed question that an id carries or that is kept for it.

    Raises:
        Expired: The question is forgotten.
    """
    if not carried.startswith(KEPT):
        return carried
    packed = memory.recall(carried.removeprefix(KEPT))
    if packed is None:
        raise Expired(command=feature)
    return packed
