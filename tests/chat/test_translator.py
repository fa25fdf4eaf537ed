from typing import Any, cast

from discord import Locale
from discord.app_commands import TranslationContext, TranslationContextLocation, locale_str

from bot.chat.translator import Translator
from bot.render import Words


class Chinese:
    def translate(self, text: str, *, locale: str) -> str:
        return {"zh-CN": {"Long": "做多"}}.get(locale, {}).get(text, text)


TRANSLATOR = Translator(cast("Words", Chinese()))


def place(location: TranslationContextLocation) -> Any:  # noqa: ANN401 -- one of many
    return cast("Any", TranslationContext)(location, None)


CHOICE = place(TranslationContextLocation.choice_name)
NAME = place(TranslationContextLocation.parameter_name)


async def test_a_choice_is_shown_in_the_persons_language() -> None:
    assert await TRANSLATOR.translate(locale_str("Long"), Locale.chinese, CHOICE) == "做多"


async def test_where_there_is_no_translation_discord_shows_the_english_text() -> None:
    assert await TRANSLATOR.translate(locale_str("Short"), Locale.chinese, CHOICE) is None
    assert await TRANSLATOR.translate(locale_str("Long"), Locale.thai, CHOICE) is None


async def test_names_stay_english() -> None:
    assert await TRANSLATOR.translate(locale_str("Long"), Locale.chinese, NAME) is None
