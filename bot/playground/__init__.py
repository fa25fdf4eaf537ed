"""A loopback Discord and its web page, to which the very same bot connects without an account."""

from bot.playground.driver import Loopback
from bot.playground.reply import NoAnswer, Reply

__all__ = ["Loopback", "NoAnswer", "Reply"]
