"""Between the values of a session and the rows of its tables."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.held import Answer, Changes, Course, Found, Member, Session
from bot.store.store import Store
from bot.store.tables import SESSION_ANSWERS, SESSION_MEMBERS, SESSIONS


def session_of(row: Row[Any]) -> Session:
    """Return the session of a row."""
    held = dict(zip((column.name for column in SESSIONS.columns), row, strict=True))
    return Session(course=Course(*(held.pop(name) for name in Course._fields)), **held)


def columns(session: Session) -> dict[str, object]:
    """Return the row of a session."""
    held = {name: getattr(session, name) for name in Session.__slots__ if name != "course"}
    return {**held, **session.course._asdict()}


async def found(
    connection: AsyncConnection,
    session: int,
    people: Collection[int] | None = None,
    *,
    locked: bool = False,
) -> Found | None:
    """Return a session with its class, or with some people of it."""
    query = select(SESSIONS).where(SESSIONS.c.session_id == session)
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    if row is None:
        return None
    members, answers = SESSION_MEMBERS.c, SESSION_ANSWERS.c
    who = select(members.person_id, members.seat, members.name)
    what = select(*(answers[name] for name in Answer._fields))
    who, what = (
        who.where(members.session_id == session),
        what.where(answers.session_id == session),
    )
    if people is not None:
        who = who.where(members.person_id.in_(people))
        what = what.where(answers.person_id.in_(people))
    return Found(
        session_of(row),
        [Member(*each) for each in (await connection.execute(who.order_by(members.seat))).all()],
        [Answer(*each) for each in (await connection.execute(what)).all()],
    )


async def write(connection: AsyncConnection, store: Store, session: int, changes: Changes) -> None:
    """Write what has been decided about a session, whose row is held."""
    members, answers = SESSION_MEMBERS.c, SESSION_ANSWERS.c
    fields = dict(changes.fields)
    if changes.course:
        fields |= changes.course._asdict()
    if fields:
        held = update(SESSIONS).where(SESSIONS.c.session_id == session)
        await connection.execute(held.values(fields))
    for person in changes.left:
        theirs = (members.session_id == session) & (members.person_id == person)
        await connection.execute(delete(SESSION_MEMBERS).where(theirs))
    if changes.joined:
        rows = [{"session_id": session, **each._asdict()} for each in changes.joined]
        await connection.execute(SESSION_MEMBERS.insert(), rows)
    if changes.kept:
        upsert = store.insert(SESSION_ANSWERS)
        upsert = upsert.on_conflict_do_update(
            index_elements=[answers.session_id, answers.person_id, answers.item],
            set_={name: upsert.excluded[name] for name in Answer._fields[2:]},
        )
        kept = [{"session_id": session, **each._asdict()} for each in changes.kept]
        await connection.execute(upsert, kept)
