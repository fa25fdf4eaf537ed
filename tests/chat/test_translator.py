from typing import Any, Final, cast

from discord import Locale
from discord.app_commands import locale_str

from bot.chat.translator import Translator
from bot.render import Words


class Chinese:
    def translate(self, text: str, *, locale: str) -> str:
        return {"zh-CN": {"Long": "做多"}}.get(locale, {}).get(text, text)


TRANSLATOR: Final = Translator(cast("Words", Chinese()))
ANYWHERE: Final = cast("Any", None)


async def test_a_choice_is_shown_in_the_persons_language() -> None:
    assert await TRANSLATOR.translate(locale_str("Long"), Locale.chinese, ANYWHERE) == "做多"


async def test_where_there_is_no_translation_discord_shows_the_english_text() -> None:
    assert await TRANSLATOR.translate(locale_str("Short"), Locale.chinese, ANYWHERE) is None
    assert await TRANSLATOR.translate(locale_str("Long"), Locale.thai, ANYWHERE) is None
