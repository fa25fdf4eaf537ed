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

LETTERS: Final = {
    "why": "w",
    "flips": "f",
    "size": "z",
    "share": "s",
    "open": "O",
    "page": "P",
    "pick": "R",
    "change": "C",
}
KINDS: Final = {VERSION + letter: action for action, letter in LETTERS.items()}
EXPIRED: Final = "expired"
DEFAULT: Final = "mode"


class State(NamedTuple):
    """What to do, for which feature, and the question as a short text."""

    action: str
    feature: str
    packed: str


def custom_ids(
    actions: Sequence[str], feature: str, packed: str, memory: Memory
) -> Mapping[str, str]:
    """Return the ids of buttons by what they do; a question too long for them goes to memory."""
    if len(custom_id(actions[0], feature, packed)) > CUSTOM_ID_LENGTH:
        packed = KEPT + memory.keep(packed)
    return {action: custom_id(action, feature, packed) for action in actions}


def custom_id(action: str, feature: str, carried: str) -> str:
    """Return the id of a button; all of one answer are equally long."""
    return f"{VERSION}{LETTERS[action]}:{feature}:{carried}"


def read(text: str) -> State:
    """Return what the id of a button says; of another version, only which command it was."""
    kind, _, rest = text.partition(":")
    feature, _, packed = rest.partition(":")
    if feature not in FEATURES:
        return State(EXPIRED, DEFAULT, "")
    return State(KINDS.get(kind, EXPIRED), feature, packed)


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
