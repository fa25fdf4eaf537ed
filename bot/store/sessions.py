"""Group sessions: the one truth about them, whichever process somebody presses a button in.

Everything that happens in a session is one transaction that holds its row: what is read, what is
decided from it, and what is written. So a press is either before the end of its step and counted,
or after it and known to be late; and of two processes that want to move on, the second sees that
the first has.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.functions import count

from bot.store.held import NOBODY, Changes, Found, Session, Tally
from bot.store.session_rows import columns, found, session_of, write
from bot.store.store import Store
from bot.store.tables import GUILDS, SESSION_ANSWERS, SESSION_MEMBERS, SESSIONS
from bot.store.together import Asked, Draft, Queue, people

Decided = TypeVar("Decided")


class Sessions:
    """The sessions of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queues: WeakValueDictionary[int, Queue] = WeakValueDictionary()  # held by who waits

    async def start(self, session: Session) -> bool:
        """Keep a session that begins; return whether its channel had none that goes on.

        Raises:
            StoreUnavailable: The database cannot be written.
        """
        async with self._store.transaction() as connection:
            guild = self._store.insert(GUILDS).values(guild_id=session.guild_id)
            await connection.execute(guild.on_conflict_do_nothing())
            try:
                await connection.execute(SESSIONS.insert().values(columns(session)))
            except IntegrityError:
                await connection.rollback()
                return False
        return True

    async def at(self, place: int) -> Session | None:
        """Return the newest session of a channel or thread.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        table = SESSIONS.c
        here = (table.channel_id == place) | (table.thread_id == place)
        newest = select(SESSIONS).where(here).order_by(table.ended, table.session_id.desc())
        async with self._store.transaction() as connection:
            row = (await connection.execute(newest.limit(1))).one_or_none()
        return None if row is None else session_of(row)

    async def of(self, session: int, person: int | None = None) -> Found | None:
        """Return a session with its whole class, or with one person of it.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        async with self._store.transaction() as connection:
            return await found(connection, session, None if person is None else [person])

    async def tally(self, session: int, item: str) -> Tally:
        """Return how many take part in a session, and what they chose of an item.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        members, answers = SESSION_MEMBERS.c, SESSION_ANSWERS.c
        people = select(count()).where(members.session_id == session)
        chosen = select(answers.option, count()).group_by(answers.option)
        here = (answers.session_id == session) & (answers.item == item)
        async with self._store.transaction() as connection:
            total = await connection.scalar(people.select_from(SESSION_MEMBERS)) or 0
            options = (await connection.execute(chosen.where(here))).all()
        return Tally(total, dict(options))

    async def named(self, session: int) -> Session | None:
        """Return a session without its class.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        found = await self._all(select(SESSIONS).where(SESSIONS.c.session_id == session))
        return found[0] if found else None

    async def change(
        self,
        session: int,
        decide: Callable[[Found], tuple[Decided, Changes]],
        person: int | None = None,
    ) -> Decided | None:
        """Let a function decide what happens, and write it; return what it decided.

        Args:
            session: Which session; None is returned where there is none.
            decide: Gets what is stored; it is called once, while nobody else can write. What comes
                at one instant is decided one by one and written together.
            person: Whose rows it gets; without one, those of the whole class.

        Raises:
            StoreUnavailable: The database cannot be written; nothing has happened.
        """
        asked = Asked(person, decide, asyncio.get_running_loop().create_future())
        queue = self._queues.setdefault(session, Queue())
        queue.put(asked, partial(self._together, session))
        decided: Decided | None = await asked.told
        return decided

    async def _together(self, session: int, asked: Sequence[Asked]) -> None:
        """Decide what was asked, each after the one before, and write it in one transaction."""
        async with self._store.transaction() as connection:
            known = await found(connection, session, people(asked), locked=True)
            if known is None:
                return
            draft = Draft(known)
            decided = list(draft.decided(asked))
            changes = draft.changes()
            await write(connection, self._store, session, changes)
            if changes.left:
                await self._store.owe(connection)
        for each, result in decided:
            each.tell(result)

    async def due(self, now: int) -> Sequence[Session]:
        """Return the sessions whose deadline has come, also while people press in them.

        Of several processes that move one on, the first does; its revision tells the others.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return await self._all(select(SESSIONS).where(SESSIONS.c.deadline <= now))

    async def next_deadline(self) -> int | None:
        """Return when the next step of any session ends.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        soonest = select(SESSIONS.c.deadline).where(SESSIONS.c.deadline.is_not(None))
        async with self._store.transaction() as connection:
            when: int | None = await connection.scalar(
                soonest.order_by(SESSIONS.c.deadline).limit(1)
            )
        return when

    async def unpublished(self) -> Sequence[Session]:
        """Return the sessions that went on without the channel being told.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return await self._all(select(SESSIONS).where(SESSIONS.c.shown < SESSIONS.c.revision))

    async def going_on(self) -> Sequence[Session]:
        """Return the sessions that have not ended.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return await self._all(select(SESSIONS).where(SESSIONS.c.ended.is_(False)))

    async def taken_part(self, person: int) -> Sequence[Found]:
        """Return the sessions that somebody took part in or hosted, with what they answered.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        theirs = select(SESSION_MEMBERS.c.session_id).where(SESSION_MEMBERS.c.person_id == person)
        mine = SESSIONS.c.session_id.in_(theirs) | (SESSIONS.c.host_id == person)
        sessions = select(SESSIONS.c.session_id).where(mine)
        async with self._store.transaction() as connection:
            ids = (await connection.scalars(sessions.order_by(SESSIONS.c.session_id))).all()
            each = [await found(connection, session, [person]) for session in ids]
        return [known for known in each if known]

    async def forget(self, person: int) -> None:
        """Delete what somebody did in sessions, and that they held some; totals stay.

        Raises:
            StoreUnavailable: The database cannot be written; asking again deletes what is left.
        """
        theirs = SESSION_MEMBERS.c.person_id == person
        part = select(SESSION_MEMBERS.c.session_id).where(theirs)
        rows = select(SESSIONS.c.session_id).where(SESSIONS.c.session_id.in_(part))
        hosted = update(SESSIONS).where(SESSIONS.c.host_id == person).values(host_id=NOBODY)
        async with self._store.transaction() as connection:
            await connection.execute(rows.order_by(SESSIONS.c.session_id).with_for_update())
            await connection.execute(delete(SESSION_MEMBERS).where(theirs))
            await connection.execute(hosted)
            await self._store.owe(connection)
        await self._store.scrub()

    async def _all(self, query: Select[Any]) -> Sequence[Session]:
        async with self._store.transaction() as connection:
            return [session_of(row) for row in (await connection.execute(query)).all()]
