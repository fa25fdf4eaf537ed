"""What the bot answered, to be read and to be acted upon."""
# ruff: noqa: ASYNC109 -- every call of the driver says how long it may take

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.playground.actions import Actions
from bot.playground.components import SELECTS, Part, walk
from bot.playground.forms import Given, labelled
from bot.playground.interactions import Asker, Callback, Interaction
from bot.playground.wire import Payload, listed
from bot.playground.world import EPHEMERAL, Message, Person

TIMEOUT: Final = 3.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What acts for people, and how a message is written on the wire."""

    actions: Actions
    written: Callable[[Message], Payload]


class NoAnswer(TimeoutError):
    """The bot did not answer in time."""


class Reply:
    """What the bot answered; it shows the message as it is now, also after an edit."""

    def __init__(
        self, hands: Hands, asker: Asker, interaction: Interaction | None, said: Message | None
    ) -> None:
        self._hands = hands
        self._asker = asker
        self._interaction = interaction
        self._said = said
        self._seen = interaction.changes if interaction else 0

    @property
    def message(self) -> Message:
        """The message.

        Raises:
            LookupError: The answer is a modal, or silent.
        """
        if self._said is None:
            raise LookupError(self.kind)
        return self._said

    @property
    def kind(self) -> Callback | None:
        """How the bot answered first; None for a message that is no first answer."""
        return self._interaction.answered if self._interaction else None

    @property
    def raw(self) -> Payload:
        """The message, or the modal, as Discord would write it."""
        if self.modal is not None:
            return self.modal
        return self._hands.written(self.message)

    @property
    def modal(self) -> Payload | None:
        """The modal that the bot opened instead of a message."""
        return self._interaction.modal if self._interaction else None

    @property
    def text(self) -> str:
        """Everything that can be read: content, embeds and text displays, joined by line feeds."""
        said = self.message
        embeds = [str(e.get(n)) for e in said.embeds for n in ("title", "description") if e.get(n)]
        shown = [p["content"] for p in walk(said.components) if p["type"] == Part.TEXT]
        return "\n".join(part for part in (said.content, *embeds, *shown) if part)

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return bool(self.message.flags & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        """Whether the bot has deferred and not yet answered."""
        return self.message.thinking

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons."""
        return [str(part.get("label") or "") for part in self._parts({Part.BUTTON})]

    @property
    def selects(self) -> list[Payload]:
        """The selects, as on the wire."""
        return self._parts(SELECTS)

    @property
    def files(self) -> dict[str, bytes]:
        """The attachments by name."""
        return {held.filename: held.content for held in self.message.attachments}

    @property
    def fields(self) -> dict[str, Payload]:
        """The fields of the modal by label."""
        return dict(labelled(self.modal)) if self.modal else {}

    @property
    def followups(self) -> list["Reply"]:
        """What the bot sent after its first answer."""
        sent = self._interaction.followups if self._interaction else []
        return [Reply(self._hands, self._asker, self._interaction, said) for said in sent]

    async def changed(self, timeout: float = TIMEOUT) -> "Reply":
        """Wait for the next thing that the bot does with this interaction: an edit, a follow-up.

        Raises:
            NoAnswer: Nothing happened within `timeout` seconds.
        """
        if self._interaction is None:
            raise LookupError
        try:
            async with asyncio.timeout(timeout):
                await self._interaction.next_change(self._seen)
        except TimeoutError:
            raise NoAnswer from None
        self._seen += 1
        return self

    async def press(
        self,
        label: str,
        *,
        person: Person | None = None,
        timeout: float = TIMEOUT,
    ) -> "Reply":
        """Press the button that has this label or custom_id, or whose label begins so.

        Raises:
            LookupError: There is no such button, or it is disabled.
            NoAnswer: The bot did not answer.
        """
        asker = self._as(person)
        custom_id = self._button(label)["custom_id"]
        interaction = await self._hands.actions.press(asker, self.message, custom_id)
        return await answered(self._hands, interaction, timeout)

    async def select(
        self,
        *values: str,
        name: str | None = None,
        person: Person | None = None,
        timeout: float = TIMEOUT,
    ) -> "Reply":
        """Choose by value or label in the first select, or in the one of this name.

        Args:
            values: Values or labels of options.
            name: custom_id or placeholder of the select.
            person: Who chooses; the asker unless said otherwise.
            timeout: Seconds.

        Raises:
            LookupError: There is no such select or option.
            NoAnswer: The bot did not answer.
        """
        for menu in self.selects:
            if name in {None, menu["custom_id"], menu.get("placeholder")}:
                break
        else:
            raise LookupError(name)
        known = {option["label"]: option["value"] for option in listed(menu, "options")}
        chosen = [known.get(value, value) for value in values]
        interaction = await self._hands.actions.select(
            self._as(person), self.message, menu["custom_id"], chosen
        )
        return await answered(self._hands, interaction, timeout)

    async def submit(
        self,
        fields: Mapping[str, Given],
        *,
        timeout: float = TIMEOUT,
    ) -> "Reply":
        """Fill the modal, fields named by label or custom_id, and send it.

        Raises:
            LookupError: The answer is no modal, or has no such field.
            NoAnswer: The bot did not answer.
        """
        if self._interaction is None or self.modal is None:
            raise LookupError(self.kind)
        known = {label: field["custom_id"] for label, field in labelled(self.modal)}
        unknown = set(fields) - set(known) - set(known.values())
        if unknown:
            raise LookupError(*unknown)
        named = {known.get(name, name): value for name, value in fields.items()}
        interaction = await self._hands.actions.submit(self._asker, self._interaction, named)
        return await answered(self._hands, interaction, timeout)

    def _as(self, person: Person | None) -> Asker:
        asker = self._asker
        who = person or asker.person
        if not self.message.visible_to(who):
            raise LookupError(who.name)
        return Asker(who, self.message.channel, asker.locale, asker.install)

    def _parts(self, kinds: frozenset[Part] | set[Part]) -> list[Payload]:
        return [part for part in walk(self.message.components) if part["type"] in kinds]

    def _button(self, label: str) -> Payload:
        buttons = [part for part in self._parts({Part.BUTTON}) if "custom_id" in part]
        for part in buttons:
            if label in {part.get("label"), part["custom_id"]}:
                return part
        for part in buttons:
            if str(part.get("label") or "").startswith(label):
                return part
        raise LookupError(label, self.buttons)


async def answered(
    hands: Hands,
    interaction: Interaction,
    timeout: float,
    *,
    complete: bool = True,
) -> Reply:
    """Return the answer; a deferred one only once it is there, unless it need not be `complete`.

    Raises:
        NoAnswer: It took longer than `timeout` seconds, or than Discord waits.
    """
    try:
        async with asyncio.timeout(timeout):
            if not await interaction.settled():
                raise NoAnswer
            while complete and interaction.original and interaction.original.thinking:
                await interaction.next_change(interaction.changes)
    except TimeoutError:
        raise NoAnswer from None
    return Reply(hands, interaction.asker, interaction, interaction.original)
