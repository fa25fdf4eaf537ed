"""The form behind *Change numbers*: the story's own numbers, to be typed over."""

from typing import Any, Final, cast

from discord import Interaction
from discord.ui import Label, Modal, TextInput

from bot import options
from bot.advisor import scenario
from bot.chat.services import Services
from bot.chat.tree import texts
from bot.chat.views.form import prefix
from bot.errors import Expired
from bot.options.state import typed_options

FEATURE: Final = "scenario"
TEXT_LENGTH: Final = 4_000


class ChangeForm(Modal):
    """Asks for the numbers of a scenario; its submission is found by its id."""

    def __init__(self, services: Services, locale: str, request: scenario.Request) -> None:
        """Word the form, with the numbers as they are now."""
        words, book = services.words, services.book
        title = words.label("modal.change.title", locale=locale)
        named = scenario.meant(request.name or "", book)
        super().__init__(title=title, custom_id=prefix(FEATURE) + named.id)
        full = scenario.filled(request, book)
        now = typed_options(full, options.fields(FEATURE, book))
        for name in named.change:
            field = TextInput[Any](
                custom_id=name,
                default=now[name][:TEXT_LENGTH],
                required=False,
                max_length=TEXT_LENGTH,
            )
            text = words.label(f"modal.change.{name}", locale=locale)
            self.add_item(Label(text=text, component=field))
        self.stop()


def typed_in(interaction: Interaction[Any], name: str, services: Services) -> dict[str, str]:
    """Return the scenario of a form and what was typed otherwise than its story has it.

    Raises:
        Expired: The form is of an earlier version.
    """
    book = services.book
    if name not in book.library.scenarios:
        raise Expired(command=FEATURE)
    story = scenario.filled(scenario.Request(name=name), book)
    own = typed_options(story, options.fields(FEATURE, book))
    typed = dict(texts(cast("dict[str, Any]", interaction.data or {})))
    changed = {field: text for field, text in typed.items() if text.strip() != own.get(field)}
    return {"name": name, **{field: text for field, text in changed.items() if text.strip()}}
