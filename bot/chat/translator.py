"""Descriptions and choices in the languages that Discord asks for."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.render import Words


class Translator(app_commands.Translator):
    """Asks the words; where they have no translation, Discord shows the English text."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return the text in a language of Discord's, or None where it is the English one."""
        del context
        translated = self._words.translate(string.message, locale=locale.value)
        return translated if translated != string.message else None
