"""What follows from an event: what is to be written, or why nothing is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.classroom.state import Answer, Clock, Member, Place


class Refusal(StrEnum):
    """Why an event changes nothing."""

    ENDED = "ended"
    LATE = "late"
    NOT_HOST = "not_host"
    NOT_NOW = "not_now"
    NO_CLOCK = "no_clock"


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody takes a seat."""

    person: int
    member: Member


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody goes, with all that they answered."""

    person: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, in place of the one before."""

    place: Place
    answer: Answer


@dataclass(frozen=True, slots=True)
class Moved:
    """The session is elsewhere, or its clock goes otherwise."""

    clock: Clock


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changes."""

    because: Refusal


Effect: TypeAlias = Joined | Left | Kept | Moved | Refused
