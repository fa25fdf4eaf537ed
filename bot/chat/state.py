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
    "answer": "a",
    "tick": "t",
    "back": "b",
    "done": "d",
    "blocked": "k",
    "switch": "h",
    "next": "n",
    "review": "r",
    "change": "c",
    "result": "e",
    "money": "m",
    "type": "y",
    "further": "g",
    "cancel": "x",
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
    """Return the ids of buttons by what they do."""
    held = carried(feature, packed, memory)
    return {action: custom_id(action, feature, held) for action in actions}


def carried(feature: str, packed: str, memory: Memory, room: int = 0) -> str:
    """Return a question as ids carry it; one too long for them goes to memory.

    Args:
        feature: Whose question it is.
        packed: The question.
        memory: Where it is kept.
        room: How many characters of an id are taken by what it says besides.
    """
    length = len(VERSION) + len(f"?:{feature}:") + len(packed) + room
    return packed if length <= CUSTOM_ID_LENGTH else KEPT + memory.keep(packed)


def custom_id(action: str, feature: str, held: str, code: str = "") -> str:
    """Return the id of a button or select."""
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
    kept = state.packed.startswith(KEPT)
    packed = memory.recall(state.packed.removeprefix(KEPT)) if kept else state.packed
    if state.action == EXPIRED or packed is None:
        raise Expired(command=state.feature)
    return packed
