"""What is kept: profiles of people, settings of servers, sessions; the only SQLAlchemy."""

from bot.store import held
from bot.store.profiles import Profile
from bot.store.records import Records
from bot.store.retention import retain
from bot.store.sessions import Sessions
from bot.store.store import Store

__all__ = ["Profile", "Records", "Sessions", "Store", "held", "retain"]
