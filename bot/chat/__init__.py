"""The door of Discord, and the only room that knows it."""

from bot.chat.client import Client, serve
from bot.chat.pace import Pace
from bot.chat.services import Offer, Services

__all__ = ["Client", "Offer", "Pace", "Services", "serve"]
