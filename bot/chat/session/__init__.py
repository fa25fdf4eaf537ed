"""Group sessions on Discord: their messages, their buttons, and the clock that moves them on."""

from bot.chat.session.buttons import SessionButton
from bot.chat.session.keeping import keep_time
from bot.chat.session.school import School

__all__ = ["School", "SessionButton", "keep_time"]
