"""What is kept: profiles of people and settings of servers; the only SQLAlchemy."""

from bot.store.profiles import Profile
from bot.store.records import Records
from bot.store.retention import retain
from bot.store.store import Store

__all__ = ["Profile", "Records", "Store", "retain"]
