"""A session at one moment, whole or as one person sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.classroom.course import Course, Step


class Member(NamedTuple):
    """Somebody in the class: the seat they took, counted from 0, and their name unless hidden."""

    seat: int
    name: str = ""


class Place(NamedTuple):
    """Whose answer to which item it is; items are kept under `course.key`."""

    person: int
    item: str


class Answer(NamedTuple):
    """An option by its place, when it was chosen, and what the clock had left.

    `confidence` is how sure somebody is of it, from 1 to 3.
    """

    option: int
    at: datetime
    left: timedelta | None = None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a session is.

    `revision` grows whenever anything here changes; `left` is what was left when the host paused;
    both it and `deadline` are None where a step waits for the host. Times are aware, in UTC.
    """

    step: int = 0
    revision: int = 0
    deadline: datetime | None = None
    left: timedelta | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A session; `members` and `answers` hold the class, or only whoever pressed something."""

    course: Course
    clock: Clock
    members: Mapping[int, Member] = field(default_factory=dict[int, Member])
    answers: Mapping[Place, Answer] = field(default_factory=dict[Place, Answer])
    seats: int = 0
    anonymous: bool = False

    @property
    def step(self) -> Step:
        """The step that the session is at."""
        return self.course.steps()[self.clock.step]

    def is_over(self, at: datetime) -> bool:
        """Return whether the time of the step is over, though nobody may have moved on yet."""
        return self.clock.deadline is not None and at >= self.clock.deadline
