"""The tables: what a person asked to be kept, and how a server wants to be served."""

from typing import Final

from sqlalchemy import BigInteger, Column, Date, ForeignKey, MetaData, String, Table, Text

METADATA: Final = MetaData()
NAME_LENGTH: Final = 64

PROFILES: Final = Table(
    "profiles",
    METADATA,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("last_used", Date, nullable=False, index=True),
)
PROFILE_TRAITS: Final = Table(
    "profile_traits",
    METADATA,
    Column(
        "person_id",
        BigInteger,
        ForeignKey("profiles.person_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("trait", String(NAME_LENGTH), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
GUILDS: Final = Table(
    "guilds",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("delete_on", Date, index=True),
)
GUILD_SETTINGS: Final = Table(
    "guild_settings",
    METADATA,
    Column(
        "guild_id",
        BigInteger,
        ForeignKey("guilds.guild_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("name", String(NAME_LENGTH), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
