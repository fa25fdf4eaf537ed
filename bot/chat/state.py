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
    "card": "c",
    "fix": "x",
    "money": "m",
    "reading": "r",
    "picture": "p",
    "opposite": "o",
    "larger": "l",
    "csv": "v",
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
    carried = fitted(custom_id(actions[0], feature, ""), packed, memory)
    return {action: custom_id(action, feature, carried) for action in actions}


def fitted(prefix: str, packed: str, memory: Memory) -> str:
    """Return what an id carries behind its prefix: the question, or where it is kept."""
    fits = len(prefix) + len(packed) <= CUSTOM_ID_LENGTH
    return packed if fits or packed.startswith(KEPT) else KEPT + memory.keep(packed)


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
