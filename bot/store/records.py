"""All that is stored, by what it is about."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bot.store.guilds import Guilds
from bot.store.profiles import Profiles
from bot.store.sessions import Sessions
from bot.store.store import Store

MEMORY: Final = "sqlite+aiosqlite://"


@dataclass(frozen=True, slots=True)
class Records:
    """A store with its profiles of people, its settings of servers and their sessions."""

    store: Store
    profiles: Profiles
    guilds: Guilds
    sessions: Sessions

    @classmethod
    def at(cls, folder: Path, url: str | None = None) -> Self:
        """Return the records at an address, or else of the SQLite file in *folder*.

        Raises:
            SettingWrong: The address cannot be used.
        """
        store = Store(folder, url)
        return cls(store, Profiles(store), Guilds(store), Sessions(store))

    @classmethod
    def in_memory(cls) -> Self:
        """Return records that end with the process."""
        return cls.at(Path(), MEMORY)
