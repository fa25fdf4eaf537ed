"""Classmates who press what the bot asks everybody: so a host can rehearse in front of a class."""

import asyncio
from collections.abc import Iterator
from random import Random
from typing import Final

from bot.playground.actions import Actions, NotThere
from bot.playground.components import Part, walk
from bot.playground.interactions import Asker, Interaction
from bot.playground.wire import Payload
from bot.playground.world import Change, Message, Person, World

PRIMARY, SECONDARY = 1, 2
"""Styles of buttons: what everybody is asked to press, and what may be chosen."""

SLOWEST: Final = 8.0
"""Seconds that the slowest classmate thinks."""

RARELY: Final = 0.1
"""How many press a button that stands alone and is nobody's choice."""

QUESTIONS: Final = 12
"""Private messages that a classmate goes through at most, one after the other."""


class Classmates:
    """Presses for people who are not there, each at their own pace and by chance."""

    def __init__(self, world: World, actions: Actions) -> None:
        self._world = world
        self._actions = actions
        self._dice = Random()  # noqa: S311 -- classmates keep no secrets
        self._present: list[Person] = []
        self._met: set[tuple[str, str]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        world.listeners.add(self._on_change)

    def bring(self, count: int) -> None:
        """Let so many be there; they press what is open, and what is asked from now on."""
        self._present = self._world.seat(count)
        self._met.clear()
        for message in self._world.latest():
            self._meet(message)

    def close(self) -> None:
        """Send everybody home."""
        for task in self._tasks:
            task.cancel()

    def _on_change(self, change: Change, message: Message) -> None:
        if change is not Change.GONE:
            self._meet(message)

    def _meet(self, message: Message) -> None:
        if message.author is not None or message.only_for is not None:
            return
        for person in self._present:
            button = self._choice(buttons(message))
            if button is None or (person.id, message.id) in self._met:
                continue
            self._met.add((person.id, message.id))
            task = asyncio.create_task(self._press(person, message, button))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _choice(self, shown: list[Payload]) -> Payload | None:
        """Return what somebody presses: what all are asked to, or one of several choices."""
        wanted = [button for button in shown if button["style"] == PRIMARY]
        choices = [button for button in shown if button["style"] == SECONDARY]
        if wanted:
            return wanted[0]
        if not choices or (len(choices) == 1 and self._dice.random() > RARELY):
            return None
        return self._dice.choice(choices)

    async def _press(self, person: Person, message: Message, button: Payload) -> None:
        asker = Asker(person, message.channel)
        said: Message | None = message
        pressed = set[str]()
        for _ in range(QUESTIONS):
            await asyncio.sleep(self._dice.uniform(0, SLOWEST))
            try:
                interaction = await self._actions.press(asker, message, button["custom_id"])
            except NotThere:
                return
            pressed.add(button["custom_id"])
            said = await answered(interaction)
            if said is None or said.only_for is not person:
                return
            found = buttons(said)
            following = self._choice(found) if len(found) > 1 else None
            if following is None or pressed & {shown["custom_id"] for shown in found}:
                return
            message, button = said, following


async def answered(interaction: Interaction) -> Message | None:
    """Return the message that a press is answered with, or None where there is none."""
    await interaction.settled()
    return interaction.original


def buttons(message: Message) -> list[Payload]:
    """Return the buttons of a message that can be pressed."""
    return list(_buttons(message))


def _buttons(message: Message) -> Iterator[Payload]:
    for part in walk(message.components):
        if part["type"] == Part.BUTTON and not part.get("disabled") and part.get("custom_id"):
            yield part
