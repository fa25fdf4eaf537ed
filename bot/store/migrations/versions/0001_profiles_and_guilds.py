"""Profiles of people and settings of servers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "profiles",
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("last_used", sa.Date, nullable=False, index=True),
    )
    op.create_table(
        "profile_traits",
        sa.Column(
            "person_id",
            sa.BigInteger,
            sa.ForeignKey("profiles.person_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("trait", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("delete_on", sa.Date, index=True),
    )
    op.create_table(
        "guild_settings",
        sa.Column(
            "guild_id",
            sa.BigInteger,
            sa.ForeignKey("guilds.guild_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
