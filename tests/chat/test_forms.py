from discord import InteractionType

from bot.chat import Services
from bot.chat.views.forms import submit
from bot.options import Desk
from tests.chat.standins import WORDS, asked


async def test_a_form_of_an_earlier_version_names_the_command_to_type(desk: Desk) -> None:
    interaction = asked(type=InteractionType.modal_submit, custom_id="0form:size:usdm")

    await submit(interaction, Services(desk.book, WORDS))

    assert interaction.response.texts == [("de: expired {'command': 'size'}", True)]
