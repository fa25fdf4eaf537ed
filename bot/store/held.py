"""What is stored of a group session, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

NAME_LENGTH: Final = 64
"""Characters that the name of somebody in a session may have."""

NOBODY: Final = 0
"""The host of a session whose host is forgotten."""


class Course(NamedTuple):
    """Where a session is: times are milliseconds since 1970 in UTC."""

    step: int
    revision: int
    deadline: int | None
    time_left: int | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Session:
    """One session.

    `seats` is how many have ever joined; `shown` is the revision that was last published, and
    `shown_step` the step of it that stands in `message_id`; until the time `telling`, some process
    is publishing what is new.
    """

    session_id: int
    guild_id: int
    channel_id: int
    host_id: int
    lesson: str
    locale: str
    seed: str
    anonymous: bool
    bonus: bool
    course: Course
    thread_id: int | None = None
    message_id: int | None = None
    seats: int = 0
    shown: int = 0
    shown_step: int | None = None
    telling: int | None = None
    delete_on: date | None = None
    totals: str | None = None

    @property
    def room(self) -> int:
        """The thread that the session is held in, or else the channel."""
        return self.thread_id or self.channel_id


class Member(NamedTuple):
    """Somebody in a session."""

    person_id: int
    seat: int
    name: str


class Answer(NamedTuple):
    """What somebody chose; times are milliseconds."""

    person_id: int
    item: str
    option: int
    answered: int
    time_left: int | None
    confidence: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are in a session, and how often each option of an item was chosen."""

    members: int
    options: Mapping[int, int]

    @property
    def answers(self) -> int:
        """How many have chosen."""
        return sum(self.options.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A session with its class, or with one person of it."""

    session: Session
    members: Sequence[Member] = ()
    answers: Sequence[Answer] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be written about a session."""

    course: Course | None = None
    joined: Sequence[Member] = ()
    left: Sequence[int] = ()
    kept: Sequence[Answer] = ()
    fields: Mapping[str, object] = field(default_factory=dict[str, object])
    """Other columns of the session by name, such as `shown` or `message_id`."""
