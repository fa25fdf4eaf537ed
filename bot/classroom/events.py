"""What can happen in a session; each event carries its time, aware and in UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens at a time."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Event):
    """Something that somebody in the class does, under the name that they have there."""

    person: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Press):
    """Somebody joins; again changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Press):
    """Somebody leaves, and takes their answers with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Press):
    """Somebody chooses an option of an item; until the time is over, the last choice counts.

    Whoever has not joined joins by it. `item` is the key under which the answer is kept.
    """

    item: str
    option: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeSure(Press):
    """Somebody says how sure they are of their vote: 1 a guess, 3 certain."""

    item: str
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeLost(Press):
    """Somebody does not follow the card; it counts once for each card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Event):
    """Something that only a host may do."""

    by_host: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Next(Command):
    """On to the next step, whatever the clock says; with a revision, only from there."""

    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Back(Command):
    """Back to the card before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    """The clock stops; what was left is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """The clock goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Command):
    """More time, or less."""

    by: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Command):
    """Straight to the results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeIsOver(Event):
    """The deadline of a revision has come; nothing follows where the session is further."""

    revision: int
