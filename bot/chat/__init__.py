"""The door of Discord, and the only room that knows it."""

from bot.chat.client import Client, serve
from bot.chat.pace import Pace
from bot.chat.services import OwnCode, Services

__all__ = ["Client", "OwnCode", "Pace", "Services", "serve"]
