import threading
from dataclasses import replace
from typing import cast

import pytest
from discord import Locale
from pydantic import BaseModel

from bot.advisor import FEATURES, Book, Feature, compare
from bot.chat import Services
from bot.options import Desk
from tests.chat.standins import WORDS, asked

EVENT = {"strategy": "event_driven"}


@pytest.fixture(name="services")
def _services(desk: Desk) -> Services:
    return Services(desk.book, WORDS)


@pytest.fixture(name="answered")
def _answered(services: Services) -> tuple[BaseModel, BaseModel]:
    return services.ask("mode", EVENT, "en")


async def test_a_private_answer_is_in_the_askers_language(
    services: Services, answered: tuple[BaseModel, BaseModel]
) -> None:
    interaction = asked(locale=Locale.german, guild_locale=Locale.thai)

    await services.reply(interaction, "mode", *answered, share=False)

    text, ephemeral = interaction.response.texts[0]
    assert ephemeral
    assert "de: mode card" in text
    assert "de: button.share" in text


async def test_a_shared_answer_is_in_the_servers_language(
    services: Services, answered: tuple[BaseModel, BaseModel]
) -> None:
    interaction = asked(locale=Locale.german, guild_locale=Locale.thai)

    await services.reply(interaction, "mode", *answered, share=True)

    text, ephemeral = interaction.response.texts[0]
    assert not ephemeral
    assert "th: mode share" in text
    assert "th: button.why" in text
    assert "button.share" not in text


async def test_a_shared_answer_in_a_direct_message_is_in_the_askers_language(
    services: Services, answered: tuple[BaseModel, BaseModel]
) -> None:
    interaction = asked(locale=Locale.german)

    await services.reply(interaction, "mode", *answered, share=True)

    assert "de: mode share" in interaction.response.texts[0][0]


async def test_the_other_side_of_an_answer_is_shown_to_whoever_asks(services: Services) -> None:
    interaction = asked(guild_locale=Locale.thai)
    request, _ = services.ask("mode", EVENT, "en")

    await services.show(interaction, "mode", request, "why")

    text, ephemeral = interaction.response.texts[0]
    assert ephemeral
    assert "de: mode why" in text


async def test_what_takes_long_is_answered_beside_the_event_loop(services: Services) -> None:
    held = "; ".join(
        f"long {symbol} 1@100 x3" for symbol in list(services.book.brackets.symbols)[:50]
    )
    shocks = "; ".join(f"-{number}%" for number in range(1, 31))
    ours, answering = threading.get_ident(), set[int]()

    def compared(request: BaseModel, book: Book) -> BaseModel:
        answering.add(threading.get_ident())
        return compare.answer(cast("compare.Request", request), book)

    feature = replace(FEATURES["compare"], answer=compared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(cast("dict[str, Feature]", FEATURES), "compare", feature)
        for typed in (shocks, "-10%"):
            asked = {"wallet": "10k", "positions": held, "shocks": typed}
            await services.asked_for("compare", asked, "en")

    assert len(answering) == 2
    assert ours in answering
