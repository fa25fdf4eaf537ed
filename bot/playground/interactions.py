"""Interactions as the bot gets them, and how long their tokens live."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import IntEnum
from secrets import token_urlsafe
from time import monotonic
from typing import Any, Final, Literal

from bot.playground import payloads, words, written
from bot.playground.gateway import Gateway
from bot.playground.wire import Payload, snowflake
from bot.playground.world import EPHEMERAL, Channel, Message, Person, World

Install = Literal["guild", "user"]
TOKEN_LIFE: Final = 15 * 60.0
"""Seconds."""
ATTACHMENT_LIMIT: Final = 10 * 1024 * 1024
"""Bytes."""
IN_GUILD, IN_DIRECT, IN_PRIVATE = 0, 1, 2


class Kind(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How the bot answers first."""

    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, where, in which language, and who installed the application."""

    person: Person
    channel: Channel
    locale: str = payloads.LOCALE
    install: Install = "guild"

    @property
    def owners(self) -> Payload:
        """The authorizing integration owners: the server's id, or the person's own."""
        if self.install == "user":
            return {"1": self.person.id}
        return {"0": self.channel.guild.id if self.channel.guild else "0"}

    @property
    def context(self) -> int:
        """Where the interaction happens, in Discord's numbers."""
        if self.channel.guild is not None:
            return IN_GUILD
        return IN_PRIVATE if self.install == "user" else IN_DIRECT


@dataclass(slots=True, eq=False)
class Interaction:
    """One thing that a person did, and what the bot has answered so far."""

    kind: Kind
    asker: Asker
    command: str | None = None
    typed: str | None = None
    source: Message | None = None
    cause: "Interaction | None" = None
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: token_urlsafe(48))
    opened: float = field(default_factory=monotonic)
    overdue: bool = False
    answered: Callback | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list[Message])
    modal: Payload | None = None
    choices: list[Any] = field(default_factory=list[Any])
    changes: int = 0
    _change: asyncio.Event = field(default_factory=asyncio.Event)

    def change(self) -> None:
        """Wake those who wait for the next thing that the bot does."""
        self.changes += 1
        self._change.set()
        self._change = asyncio.Event()

    async def next_change(self, seen: int) -> None:
        """Return once more than `seen` things have happened."""
        while self.changes <= seen:
            await self._change.wait()

    async def settled(self) -> bool:
        """Wait for the first answer; return False when it does not come in time."""
        while self.answered is None and not self.overdue:
            await self._change.wait()
        return self.answered is not None

    @property
    def metadata(self) -> Payload:
        """What a message tells of the interaction that made it."""
        told: Payload = {
            "id": self.id,
            "type": int(self.kind),
            "user": payloads.person_user(self.asker.person),
            "authorizing_integration_owners": self.asker.owners,
        }
        if self.cause is not None:
            return told | {"triggering_interaction_metadata": self.cause.metadata}
        return told | ({"interacted_message_id": self.source.id} if self.source else {})


class Interactions:
    """Opens interactions, tells the bot of them, and knows which tokens still work."""

    def __init__(
        self, world: World, gateway: Gateway, application_id: str, patience: float, kept: int
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._application_id = application_id
        self._patience = patience
        self._most = kept
        self._kept: OrderedDict[str, Interaction] = OrderedDict()
        self.base = ""

    async def open(self, interaction: Interaction, data: Payload) -> None:
        """Tell the bot what a person did, and wait `patience` seconds for its first answer."""
        self._kept[interaction.token] = interaction
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        asyncio.get_running_loop().call_later(self._patience, self._give_up, interaction)
        guild = interaction.asker.channel.guild
        await self._gateway.dispatch(
            "INTERACTION_CREATE", self._payload(interaction, data), guild.id if guild else None
        )

    def of(self, token: str) -> Interaction | None:
        """Return the interaction whose token this is, None once it has run out."""
        interaction = self._kept.get(token)
        if interaction is None or monotonic() - interaction.opened > TOKEN_LIFE:
            return None
        return interaction

    def _give_up(self, interaction: Interaction) -> None:
        if interaction.answered is not None:
            return
        interaction.overdue = True
        interaction.change()
        if interaction.kind is not Kind.AUTOCOMPLETE:
            person = interaction.asker.person
            said = words.NO_ANSWER if interaction.kind is Kind.COMMAND else words.NO_REACTION
            self._world.post(
                Message(
                    interaction.asker.channel,
                    only_for=person,
                    by=person,
                    command=interaction.command,
                    typed=interaction.typed,
                    failed=said,
                    flags=EPHEMERAL,
                )
            )

    def _payload(self, interaction: Interaction, data: Payload) -> Payload:
        asker = interaction.asker
        person, place = asker.person, asker.channel
        payload: Payload = {
            "id": interaction.id,
            "application_id": self._application_id,
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": place.id,
            "channel": payloads.channel(place, person),
            "locale": asker.locale,
            "app_permissions": payloads.app_permissions(place),
            "entitlements": [],
            "authorizing_integration_owners": asker.owners,
            "context": asker.context,
            "attachment_size_limit": ATTACHMENT_LIMIT,
        }
        if place.guild is None:
            payload["user"] = payloads.person_user(person)
        else:
            payload["guild_id"] = place.guild.id
            payload["guild"] = payloads.interaction_guild(place.guild)
            payload["guild_locale"] = payloads.LOCALE
            payload["member"] = payloads.member(person)
        if interaction.source is not None:
            payload["message"] = written.message(
                interaction.source, self._application_id, self.base
            )
        return payload
