"""The time, for all that talks to Discord."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the time in Greenwich."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day in Greenwich."""
    return now().date()
