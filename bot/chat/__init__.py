"""The door of Discord, and the only room that knows it."""

from bot.chat.client import Client, serve
from bot.chat.services import Services

__all__ = ["Client", "Services", "serve"]
