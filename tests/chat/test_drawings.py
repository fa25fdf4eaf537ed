import asyncio
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from bot import data
from bot.advisor import FEATURES
from bot.advisor.charts import session
from bot.chat import Services, drawings
from bot.options import Desk
from bot.render import Studio, Words
from tests.chat.standins import asked

PNG = b"\x89PNG"
ODDS = {"price": "65000", "barrier": "60000", "days": "7", "volatility": "60%"}
COMPARE = {"wallet": "6500", "positions": "long BTCUSDT 0.5@65000 x10"}
SPOT = {
    "market": "spot_margin",
    "symbol": "BTCUSDT",
    "side": "long",
    "balance": "1000",
    "risk": "2%",
    "entry": "65000",
    "stop": "63000",
}
Drawn = Callable[[str], bytes]


@pytest.fixture(scope="module", name="drawing_with")
def _drawing_with(desk: Desk) -> Callable[[Drawn], Services]:
    texts = data.texts("templates", ".yaml", ".j2")
    font = data.font().read_bytes()

    def services(draw: Drawn) -> Services:
        words = Words(texts, desk.book.rulebook, FEATURES, Studio(font, draw))
        return Services(desk.book, words)

    return services


async def pressed(services: Services, feature: str, typed: dict[str, str]) -> Any:  # noqa: ANN401 -- stands in for an interaction
    interaction = asked()
    request, _ = services.ask(feature, typed, "en")
    await services.show(interaction, feature, request, "picture")
    return interaction.response


async def test_a_picture_comes_with_its_words(
    drawing_with: Callable[[Drawn], Services],
) -> None:
    response = await pressed(drawing_with(lambda _: PNG), "odds", ODDS)

    (text, ephemeral), file = response.texts[0], response.files[0]
    assert ephemeral
    assert "attachment://picture.png" in text
    assert file.fp.read() == PNG
    assert "Within 7 days 34.9%" in str(file.description)
    assert "7 days: 34.9%" in text


async def test_a_slow_picture_is_announced_and_then_put_in(
    drawing_with: Callable[[Drawn], Services], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "PATIENCE", 0.01)
    free = threading.Event()

    def draw(_: str) -> bytes:
        free.wait()
        return PNG

    waiting = asyncio.create_task(pressed(drawing_with(draw), "odds", ODDS))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    free.set()
    response = await waiting

    assert response.deferred
    assert not response.texts
    assert "attachment://picture.png" in response.edits[0]


async def test_what_cannot_be_drawn_is_answered_in_words(
    drawing_with: Callable[[Drawn], Services],
) -> None:
    def draw(svg: str) -> bytes:
        raise ValueError(svg)

    response = await pressed(drawing_with(draw), "odds", ODDS)

    assert "7 days: 34.9%" in response.texts[0][0]
    assert "attachment" not in response.texts[0][0]
    assert not response.files


async def test_what_a_class_learned_is_drawn_with_its_words(
    drawing_with: Callable[[Drawn], Services],
) -> None:
    topic = session.Topic(
        title="Funding", before=Decimal("0.25"), after=Decimal("0.75"), people=Decimal(4)
    )
    results = session.Report(topics=(topic,))

    card, attachment = await drawings.begin(
        drawing_with(lambda _: PNG), "session", results, results, "en"
    )

    assert "Funding: 25% → **75%**, 4 people" in card.text
    assert attachment
    assert attachment.content == PNG
    assert "Funding 25%, then 75%" in str(attachment.description)


async def test_nothing_is_drawn_where_there_is_nothing_to_see(
    drawing_with: Callable[[Drawn], Services],
) -> None:
    response = await pressed(drawing_with(lambda _: PNG), "size", SPOT)

    assert "Nothing to draw" in response.texts[0][0]
    assert not response.files


@pytest.mark.parametrize("slow", [False, True])
async def test_a_comparison_does_not_wait_for_a_slow_picture(
    drawing_with: Callable[[Drawn], Services], monkeypatch: pytest.MonkeyPatch, *, slow: bool
) -> None:
    monkeypatch.setattr(drawings, "QUICK", 0.01 if slow else 10.0)
    free = threading.Event()
    if not slow:
        free.set()

    def draw(_: str) -> bytes:
        free.wait()
        return PNG

    services, interaction = drawing_with(draw), asked()
    await services.reply(
        interaction, "compare", *services.ask("compare", COMPARE, "en"), share=False
    )
    free.set()

    assert len(interaction.response.files) == (0 if slow else 1)


async def test_a_comparison_is_answered_in_words_where_no_picture_can_be_made(
    drawing_with: Callable[[Drawn], Services], monkeypatch: pytest.MonkeyPatch
) -> None:
    services, interaction = drawing_with(lambda _: PNG), asked()
    monkeypatch.setattr(drawings, "CHARTS", {})

    await services.reply(
        interaction, "compare", *services.ask("compare", COMPARE, "en"), share=False
    )

    assert "cross" in interaction.response.texts[0][0]
    assert not interaction.response.files


async def test_a_shared_comparison_shows_no_picture_since_that_shows_money(
    drawing_with: Callable[[Drawn], Services],
) -> None:
    services, interaction = drawing_with(lambda _: PNG), asked()

    await services.reply(
        interaction, "compare", *services.ask("compare", COMPARE, "en"), share=True
    )

    assert not interaction.response.files
