"""What people asked to be remembered about them: traits, never money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import delete, select, update

from bot.store.recent import Recent
from bot.store.store import Store
from bot.store.tables import PROFILE_TRAITS, PROFILES


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's traits as they were typed, and the day on which they last served."""

    traits: Mapping[str, str] = field(default_factory=dict[str, str])
    last_used: date | None = None


EMPTY: Final = Profile(MappingProxyType({}))


class Profiles:
    """The profiles of a store, by the id of the person."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent = Recent[Profile]()

    async def lately(self, person: int, today: date) -> Profile:
        """Return a person's profile for an answer of *today*; it may be ten seconds old.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return self._recent.recall(person) or await self.of(person, today)

    async def of(self, person: int, today: date) -> Profile:
        """Return a person's profile, used *today*.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        query = (
            select(PROFILES.c.last_used, PROFILE_TRAITS.c.trait, PROFILE_TRAITS.c.value)
            .join_from(PROFILES, PROFILE_TRAITS, isouter=True)
            .where(PROFILES.c.person_id == person)
            .order_by(PROFILE_TRAITS.c.trait)
        )
        async with self._store.transaction() as connection:
            rows = (await connection.execute(query)).all()
            if rows and rows[0].last_used < today:
                used = update(PROFILES).where(PROFILES.c.person_id == person)
                await connection.execute(used.values(last_used=today))
        if not rows:
            return self._recent.keep(person, EMPTY)
        traits = {row.trait: row.value for row in rows if row.trait is not None}
        return self._recent.keep(person, Profile(traits, max(today, rows[0].last_used)))

    async def keep(self, person: int, traits: Mapping[str, str], today: date) -> None:
        """Add traits to a person's profile, or change them.

        Raises:
            StoreUnavailable: The database cannot be written; nothing of it is kept.
        """
        insert = self._store.insert
        head = insert(PROFILES).values(person_id=person, last_used=today)
        rows = insert(PROFILE_TRAITS)
        async with self._store.transaction() as connection:
            await connection.execute(
                head.on_conflict_do_update(
                    index_elements=[PROFILES.c.person_id], set_={"last_used": today}
                )
            )
            await connection.execute(
                rows.on_conflict_do_update(
                    index_elements=[PROFILE_TRAITS.c.person_id, PROFILE_TRAITS.c.trait],
                    set_={"value": rows.excluded.value},
                ),
                [{"person_id": person, "trait": t, "value": v} for t, v in traits.items()],
            )
        self._recent.forget(person)

    async def delete(self, person: int) -> None:
        """Delete everything that is stored about a person; it cannot be undone.

        Raises:
            StoreUnavailable: The database cannot be written; asking again deletes what is left.
        """
        async with self._store.transaction() as connection:
            await connection.execute(delete(PROFILES).where(PROFILES.c.person_id == person))
            await self._store.owe(connection)
        self._recent.forget(person)
        await self._store.scrub()
