from typing import Any

import pytest
from discord import ButtonStyle, Colour
from discord.ui import ActionRow, Button, Container, LayoutView, Separator, TextDisplay

from bot.chat.cards import ACCENTS, CardView, button
from bot.render import Card


async def test_a_card_is_written_as_discord_py_would_write_it() -> None:
    why: Button[Any] = Button(label="Why", custom_id="1w:mode:a", style=ButtonStyle.secondary)
    share: Button[Any] = Button(label="Share", custom_id="1s:mode:a", style=ButtonStyle.secondary)
    row: ActionRow[Any] = ActionRow(why, share)
    built = Container(
        TextDisplay("Use isolated."),
        Separator(),
        TextDisplay("Estimate, not advice"),
        row,
        accent_colour=Colour(ACCENTS["isolated"]),
    )
    view = LayoutView().add_item(built)

    card = CardView(
        Card(("Use isolated.", "Estimate, not advice"), "isolated"),
        [button("Why", "1w:mode:a"), button("Share", "1s:mode:a")],
    )

    assert card.to_components() == [built.to_component_dict()]
    assert card.has_components_v2() is view.has_components_v2() is True
    assert card.content_length() == view.content_length()


async def test_nothing_remembers_a_card_once_it_is_sent() -> None:
    assert CardView(Card(("Use cross.",), "cross")).is_finished()


@pytest.mark.parametrize(
    ("sections", "shown"),
    [
        (("a" * 3_000, "b" * 2_000, "c"), ("a" * 3_000, "b" * 998 + "…", "c")),
        (("a" * 3_000, "b" * 999, "c" * 2_000, "d"), ("a" * 3_000, "b" * 998 + "…", "d")),
        (("a" * 5_000,), ("a" * 3_999 + "…",)),
    ],
)
async def test_an_answer_longer_than_discord_takes_is_cut_visibly_and_keeps_its_last_line(
    sections: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    card = CardView(Card(sections, "numbers"))

    texts = [part["content"] for part in card.to_components()[0]["components"][::2]]
    assert tuple(texts) == shown  # 3,000 + 998 + 1 + 1 = 4,000
    assert card.content_length() == 4_000


async def test_an_answer_of_just_the_length_that_discord_takes_stays_whole() -> None:
    card = CardView(Card(("a" * 3_000, "b" * 1_000), "numbers"))

    assert card.content_length() == 4_000
    assert "…" not in str(card.to_components())
