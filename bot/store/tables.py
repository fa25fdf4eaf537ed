"""The tables: what a person asked to be kept, how a server wants to be served, its sessions."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from bot.store.held import NAME_LENGTH

METADATA: Final = MetaData()

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
SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("session_id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "guild_id",
        BigInteger,
        ForeignKey("guilds.guild_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("channel_id", BigInteger, nullable=False, index=True),
    Column("thread_id", BigInteger, index=True),
    Column("message_id", BigInteger),
    Column("host_id", BigInteger, nullable=False),
    Column("lesson", String(NAME_LENGTH), nullable=False),
    Column("locale", String(NAME_LENGTH), nullable=False),
    Column("seed", String(NAME_LENGTH), nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("bonus", Boolean, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("shown_step", Integer),
    Column("telling", BigInteger),
    Column("deadline", BigInteger, index=True),
    Column("time_left", BigInteger),
    Column("ended", Boolean, nullable=False),
    Column("delete_on", Date, index=True),
    Column("totals", Text),
)
"""Group sessions; times are milliseconds since 1970 in UTC, and what is left of a pause too."""

ACTIVE: Final = Index(
    "one_session_a_channel",
    SESSIONS.c.channel_id,
    unique=True,
    sqlite_where=SESSIONS.c.ended.is_(False),
    postgresql_where=SESSIONS.c.ended.is_(False),
)
SESSION_MEMBERS: Final = Table(
    "session_members",
    METADATA,
    Column(
        "session_id",
        BigInteger,
        ForeignKey("sessions.session_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("seat", Integer, nullable=False),
    Column("name", String(NAME_LENGTH), nullable=False),
    sqlite_with_rowid=False,
)
SESSION_ANSWERS: Final = Table(
    "session_answers",
    METADATA,
    Column("session_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("item", String(NAME_LENGTH), primary_key=True),
    Column("option", Integer, nullable=False),
    Column("confidence", Integer),
    Column("time_left", BigInteger),
    Column("answered", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["session_id", "person_id"],
        ["session_members.session_id", "session_members.person_id"],
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)
