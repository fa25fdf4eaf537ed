"""What a person can do: run a command, complete an option, press, select, submit, use a menu."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground import values, written
from bot.playground.commands import MENU, Command, Misspelt
from bot.playground.components import SELECTS, Part, walk
from bot.playground.forms import Given, submission
from bot.playground.interactions import Asker, Interaction, Interactions, Kind
from bot.playground.wire import Payload, listed
from bot.playground.world import Message


class NotThere(LookupError):
    """The message has no such button or select, or it is disabled."""


class Actions:
    """Turns what people do into interactions; each returns at once, the answer comes later."""

    def __init__(self, interactions: Interactions, application_id: str) -> None:
        self._interactions = interactions
        self._application_id = application_id

    async def run(
        self, asker: Asker, command: Command, given: Mapping[str, object], typed: str
    ) -> Interaction:
        """Run a slash command.

        Raises:
            Misspelt: A value cannot be of the kind that its option takes.
        """
        data = values.command_data(command, given)
        interaction = Interaction(Kind.COMMAND, asker, f"/{command.name}", typed)
        await self._interactions.open(interaction, data)
        return interaction

    async def complete(
        self, asker: Asker, command: Command, focused: str, given: Mapping[str, object]
    ) -> list[Any]:
        """Return the choices that the bot offers for the focused option; none if it is silent."""
        data = values.command_data(command, acceptable(command, focused, given), focused)
        interaction = Interaction(Kind.AUTOCOMPLETE, asker)
        await self._interactions.open(interaction, data)
        await interaction.settled()
        return interaction.choices

    async def menu(self, asker: Asker, menu: Payload, message: Message) -> Interaction:
        """Use a message menu on a message."""
        target = written.message(message, self._application_id, self._interactions.base)
        data = {
            "id": menu["id"],
            "name": menu["name"],
            "type": MENU,
            "target_id": message.id,
            "resolved": {"messages": {message.id: target}},
        }
        interaction = Interaction(Kind.COMMAND, asker, menu["name"])
        await self._interactions.open(interaction, data)
        return interaction

    async def press(self, asker: Asker, message: Message, custom_id: str) -> Interaction:
        """Press a button.

        Raises:
            NotThere: The message has no such button, or it is disabled.
        """
        button = component(message, custom_id)
        if button["type"] != Part.BUTTON:
            raise NotThere(custom_id)
        return await self._touch(asker, message, button, {})

    async def select(
        self, asker: Asker, message: Message, custom_id: str, chosen: Sequence[str]
    ) -> Interaction:
        """Choose values of a select.

        Raises:
            NotThere: The message has no such select, or one of the values is not offered.
        """
        menu = component(message, custom_id)
        offered = {option["value"] for option in listed(menu, "options")}
        if menu["type"] not in SELECTS or (offered and not offered.issuperset(chosen)):
            raise NotThere(custom_id)
        return await self._touch(asker, message, menu, values.selected(menu["type"], chosen))

    async def submit(
        self, asker: Asker, opened: Interaction, fields: Mapping[str, Given]
    ) -> Interaction:
        """Send a modal back.

        Raises:
            Misspelt: A field that must be filled is empty, or has another length than allowed.
            NotThere: The interaction opened no modal.
        """
        if opened.modal is None:
            raise NotThere(opened.id)
        data = submission(opened.modal, fields)
        interaction = Interaction(
            Kind.MODAL, asker, opened.command, opened.typed, opened.source, opened
        )
        await self._interactions.open(interaction, data)
        return interaction

    async def _touch(
        self, asker: Asker, message: Message, touched: Payload, more: Payload
    ) -> Interaction:
        data = {
            "custom_id": touched["custom_id"],
            "component_type": touched["type"],
            "id": touched.get("id", 0),
            **more,
        }
        interaction = Interaction(Kind.COMPONENT, asker, source=message)
        await self._interactions.open(interaction, data)
        return interaction


def component(message: Message, custom_id: str) -> Payload:
    """Return the enabled component of this custom_id.

    Raises:
        NotThere: The message has no such component, or it is disabled.
    """
    for part in walk(message.components):
        if part.get("custom_id") == custom_id and not part.get("disabled"):
            return part
    raise NotThere(custom_id)


def acceptable(command: Command, focused: str, given: Mapping[str, object]) -> dict[str, object]:
    """Return the values without those that cannot be of their option's kind."""
    kept: dict[str, object] = {}
    for name, value in given.items():
        try:
            values.command_data(command, {name: value})
        except Misspelt:
            if name != focused:
                continue
        kept[name] = value
    return kept | {focused: given.get(focused, "")}
