from pathlib import Path

import pytest
from discord import InteractionType

from bot.chat import Client, Services
from bot.chat.tree import texts
from bot.options import Desk
from tests.chat.standins import WORDS, asked

LONG = "x" * 4_001


@pytest.fixture(name="client")
def _client(desk: Desk, tmp_path: Path) -> Client:
    return Client(Services(desk.book, WORDS), tmp_path)


def test_every_text_is_read_wherever_it_was_typed() -> None:
    command = {"options": [{"name": "start", "options": [{"name": "title", "value": "a"}]}]}
    form = {"components": [{"component": {"custom_id": "entry", "value": "b"}}]}
    button = {"custom_id": "1w:mode:x", "component_type": 2}

    assert list(texts(command)) == [("title", "a")]
    assert list(texts(form)) == [("entry", "b")]
    assert list(texts(button)) == []


async def test_a_text_as_long_as_we_read_passes_the_gate(client: Client) -> None:
    interaction = asked(data={"options": [{"name": "others", "value": LONG[1:]}]})

    assert await client.tree.interaction_check(interaction)


async def test_a_longer_one_is_refused_with_the_name_of_its_option(client: Client) -> None:
    interaction = asked(data={"options": [{"name": "others", "value": LONG}]})

    assert not await client.tree.interaction_check(interaction)
    details = "{'field': 'others', 'length': 4001, 'limit': 4000}"
    assert interaction.response.texts == [(f"de: too_long {details}", True)]


async def test_nothing_is_suggested_for_a_longer_one(client: Client) -> None:
    data = {"options": [{"name": "symbol", "value": LONG, "focused": True}]}
    interaction = asked(type=InteractionType.autocomplete, data=data)

    assert not await client.tree.interaction_check(interaction)
    assert interaction.response.choices == []


async def test_nothing_is_begun_once_the_connection_is_closing(client: Client) -> None:
    async with client:
        await client.close()
        interaction = asked()

        assert not await client.tree.interaction_check(interaction)
    assert interaction.response.texts == [("de: forbidden {'reason': 'closing'}", True)]
