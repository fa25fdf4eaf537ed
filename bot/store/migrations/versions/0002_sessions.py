"""Group sessions, who takes part, and what they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sessions",
        sa.Column("session_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column(
            "guild_id",
            sa.BigInteger,
            sa.ForeignKey("guilds.guild_id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("channel_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("thread_id", sa.BigInteger, index=True),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("host_id", sa.BigInteger, nullable=False),
        sa.Column("lesson", sa.String(64), nullable=False),
        sa.Column("locale", sa.String(64), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("anonymous", sa.Boolean, nullable=False),
        sa.Column("bonus", sa.Boolean, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("shown_step", sa.Integer),
        sa.Column("telling", sa.BigInteger),
        sa.Column("deadline", sa.BigInteger, index=True),
        sa.Column("time_left", sa.BigInteger),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("delete_on", sa.Date, index=True),
        sa.Column("totals", sa.Text),
    )
    going_on = sa.column("ended", sa.Boolean).is_(False)
    op.create_index(
        "one_session_a_channel",
        "sessions",
        ["channel_id"],
        unique=True,
        sqlite_where=going_on,
        postgresql_where=going_on,
    )
    op.create_table(
        "session_members",
        sa.Column(
            "session_id",
            sa.BigInteger,
            sa.ForeignKey("sessions.session_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
        sa.Column("seat", sa.Integer, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "session_answers",
        sa.Column("session_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("item", sa.String(64), primary_key=True),
        sa.Column("option", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Integer),
        sa.Column("time_left", sa.BigInteger),
        sa.Column("answered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id", "person_id"],
            ["session_members.session_id", "session_members.person_id"],
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
