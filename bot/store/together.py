"""What happens in a session at one instant: decided one by one, written in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from bot.store.held import Answer, Changes, Found, Member

AT_ONCE: Final = 100
"""How much is decided in one transaction at most."""


@dataclass(slots=True)
class Asked:
    """One thing that is to be decided, and where it is told."""

    person: int | None
    decide: Callable[[Found], tuple[Any, Changes]]
    told: asyncio.Future[Any]

    def tell(self, decided: Any) -> None:  # noqa: ANN401 -- whatever is decided
        """Give what was decided to whoever still waits for it."""
        if not self.told.done():
            self.told.set_result(decided)

    def fail(self, error: Exception) -> None:
        """Give an error to whoever still waits."""
        if not self.told.done():
            self.told.set_exception(error)


Together: TypeAlias = Callable[[Sequence[Asked]], Awaitable[None]]


class Queue:
    """Those who wait for a session while others are decided about; then it is all their turn."""

    def __init__(self) -> None:
        self._waiting: list[Asked] = []
        self._work: asyncio.Task[None] | None = None

    def put(self, asked: Asked, together: Together) -> None:
        """Let something wait its turn."""
        self._waiting.append(asked)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._empty(together))

    async def _empty(self, together: Together) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            asked = [each for each in asked if not each.told.cancelled()]
            try:
                await together(asked)
            except Exception as error:  # noqa: BLE001 -- whoever asked is to know, whatever it was
                for each in asked:
                    each.fail(error)
            for each in asked:
                each.tell(None)


def people(asked: Collection[Asked]) -> set[int] | None:
    """Return whose rows are needed; None where somebody needs those of the whole class."""
    found = {each.person for each in asked}
    return None if None in found else {person for person in found if person is not None}


class Draft:
    """A session within a transaction, with what has been decided and is not yet written."""

    def __init__(self, found: Found) -> None:
        self._session = self._before = found.session
        self._members = {row.person_id: row for row in found.members}
        self._answers: dict[int, dict[str, Answer]] = {}
        for row in found.answers:
            self._answers.setdefault(row.person_id, {})[row.item] = row
        self._joined: dict[int, Member] = {}
        self._left: set[int] = set()
        self._kept: dict[tuple[int, str], Answer] = {}
        self._fields: dict[str, object] = {}

    def seen(self, person: int | None) -> Found:
        """Return what somebody sees of it, or the whole."""
        if person is None:
            answers = [row for theirs in self._answers.values() for row in theirs.values()]
            return Found(self._session, list(self._members.values()), answers)
        member = self._members.get(person)
        theirs = self._answers.get(person, {})
        return Found(self._session, [member] if member else [], list(theirs.values()))

    def decided(self, asked: Sequence[Asked]) -> Iterator[tuple[Asked, Any]]:
        """Yield what is decided, one after the other; who decides wrongly fails alone."""
        for each in asked:
            try:
                decided, changes = each.decide(self.seen(each.person))
            except Exception as error:  # noqa: BLE001 -- whoever asked is to know, whatever it was
                each.fail(error)
            else:
                self.take(changes)
                yield each, decided

    def take(self, changes: Changes) -> None:
        """Let what has been decided be seen by what is decided next."""
        course = changes.course or self._session.course
        seats = max([self._session.seats, *(member.seat + 1 for member in changes.joined)])
        self._fields |= changes.fields
        known: Any = changes.fields
        self._session = replace(self._session, course=course, seats=seats, **known)
        for person in changes.left:
            self._left.add(person)
            self._members.pop(person, None)
            self._joined.pop(person, None)
            for item in self._answers.pop(person, {}):
                self._kept.pop((person, item), None)
        for member in changes.joined:
            self._members[member.person_id] = self._joined[member.person_id] = member
        for row in changes.kept:
            self._answers.setdefault(row.person_id, {})[row.item] = row
            self._kept[row.person_id, row.item] = row

    def changes(self) -> Changes:
        """Return all that is to be written."""
        course, seats = self._session.course, self._session.seats
        if seats != self._before.seats:
            self._fields["seats"] = seats
        return Changes(
            course if course != self._before.course else None,
            list(self._joined.values()),
            sorted(self._left),
            list(self._kept.values()),
            self._fields,
        )
