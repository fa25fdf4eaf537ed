"""The little world of the playground: two people, a server, its channels and their messages."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from secrets import token_urlsafe
from typing import Final

from bot.playground import words
from bot.playground.wire import Payload, snowflake

EVERYTHING: Final = (1 << 53) - 1
"""All permissions."""
ORDINARY: Final = sum(1 << bit for bit in (6, 10, 11, 14, 15, 16, 31, 35, 38, 50))
"""React, see, write, embed, attach, read back, use commands, threads and own applications."""
EPHEMERAL: Final = 1 << 6
COMPONENTS_V2: Final = 1 << 15
LOADING: Final = 1 << 7
HAS_SNAPSHOT: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the bot."""

    id: str
    name: str
    permissions: int


@dataclass(frozen=True, slots=True)
class Guild:
    """A server; the bot is a member only where it is installed."""

    id: str
    name: str
    installed: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a server, a thread in one, or one person's direct messages with the bot."""

    id: str
    name: str
    guild: Guild | None = None
    person: Person | None = None
    parent: "Channel | None" = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; its key is unguessable and part of its address."""

    id: str
    filename: str
    content: bytes
    description: str | None = None
    key: str = field(default_factory=token_urlsafe)


@dataclass(slots=True, eq=False)
class Message:
    """A message; `author` None is the bot, `only_for` names the one person who sees a private one.

    `by` asked for it with `command`; `typed` is the whole line, with values that are theirs alone.
    One that forwards another says nothing of its own.
    """

    channel: Channel
    author: Person | None = None
    only_for: Person | None = None
    by: Person | None = None
    command: str | None = None
    typed: str | None = None
    failed: str | None = None
    thinking: bool = False
    content: str = ""
    embeds: list[Payload] = field(default_factory=list[Payload])
    components: list[Payload] = field(default_factory=list[Payload])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    forwarded: "Message | None" = None
    flags: int = 0
    pings: bool = False
    edited: datetime | None = None
    metadata: Payload | None = None
    id: str = field(default_factory=snowflake)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def visible_to(self, person: Person) -> bool:
        """Return whether the person may see the message."""
        return self.only_for is None or self.only_for is person


class Change(StrEnum):
    """What happened to a message."""

    NEW = "new"
    EDITED = "edited"
    GONE = "gone"


Listener = Callable[[Change, Message], None]

HOME: Final = Guild("1200000000000000001", words.GUILD)
ABROAD: Final = Guild("1200000000000000002", words.ELSEWHERE, installed=False)
ANN: Final = Person("1200000000000000011", "Ann", EVERYTHING)
BEN: Final = Person("1200000000000000012", "Ben", ORDINARY)
TRADING: Final = Channel("1200000000000000021", "trading", HOME)
LESSONS: Final = Channel("1200000000000000022", "lessons", HOME)
LOUNGE: Final = Channel("1200000000000000023", "lounge", ABROAD)
"""A channel of a server where the bot is not: reached by those who installed it for themselves."""
CLASSMATE: Final = 1_200_000_000_000_001_000
"""The id of the first of those who press by chance."""

DIRECT: Final = {
    ANN: Channel("1200000000000000031", words.DIRECT, person=ANN),
    BEN: Channel("1200000000000000032", words.DIRECT, person=BEN),
}


class World:
    """People, channels and the newest messages of each channel; tells listeners what changes."""

    people: Final = (ANN, BEN)
    guild: Final = HOME
    channels: Final = (TRADING, LESSONS)

    def __init__(self, history: int) -> None:
        self._history = history
        self.threads: list[Channel] = []
        self._messages: dict[Channel, OrderedDict[str, Message]] = {
            channel: OrderedDict() for channel in self.everywhere
        }
        self._files: dict[str, Attachment] = {}
        self.classmates: list[Person] = []
        self.listeners: set[Listener] = set()
        self.opened: Callable[[], None] = lambda: None

    @property
    def everywhere(self) -> Iterator[Channel]:
        """Every channel there is."""
        yield from (*self.rooms, LOUNGE, *DIRECT.values())

    @property
    def rooms(self) -> Iterator[Channel]:
        """The channels of the server, and the threads in them."""
        yield from (*self.channels, *self.threads)

    def open(self, thread: Channel) -> None:
        """Add a thread, and tell that there is one more room."""
        if thread not in self.threads:
            self.threads.append(thread)
            self._messages[thread] = OrderedDict()
            self.opened()

    def seat(self, count: int) -> list[Person]:
        """Let so many classmates be there, and return them."""
        self.classmates = [
            Person(str(CLASSMATE + place), words.classmate(place + 1), ORDINARY)
            for place in range(count)
        ]
        return self.classmates

    def latest(self) -> Iterator[Message]:
        """Yield the newest public message of the bot in each room."""
        for room in self.rooms:
            said = [each for each in self._messages[room].values() if each.author is None]
            yield from [each for each in said if each.only_for is None][-1:]

    def channel(self, id_: str) -> Channel | None:
        """Return the channel of this id."""
        return next((channel for channel in self.everywhere if channel.id == id_), None)

    def person(self, id_: str) -> Person | None:
        """Return the person of this id."""
        there = (*self.people, *self.classmates)
        return next((person for person in there if person.id == id_), None)

    def messages(self, channel: Channel, person: Person) -> list[Message]:
        """Return what the person sees in the channel, oldest first."""
        kept = self._messages[channel]
        return [message for message in kept.values() if message.visible_to(person)]

    def starter(self, channel: Channel) -> Message | None:
        """Return the message from which a thread was opened, which is read at its top, too."""
        return self.message(channel.parent, channel.id) if channel.parent else None

    def message(self, channel: Channel, id_: str) -> Message | None:
        """Return the message of this id in the channel."""
        return self._messages[channel].get(id_)

    def file(self, key: str) -> Attachment | None:
        """Return the attachment of this unguessable key."""
        return self._files.get(key)

    def post(self, message: Message) -> None:
        """Add a message to its channel; the oldest leaves when there are too many."""
        if self._history:
            kept = self._messages[message.channel]
            kept[message.id] = message
            self._keep_files(message)
            if len(kept) > self._history:
                self._drop(next(iter(kept.values())))
        self._tell(Change.NEW, message)

    def edited(self, message: Message) -> None:
        """Tell that a message has changed."""
        if message.id in self._messages[message.channel]:
            self._keep_files(message)
        self._tell(Change.EDITED, message)

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self._drop(message)
        self._tell(Change.GONE, message)

    def _keep_files(self, message: Message) -> None:
        for attachment in message.attachments:
            self._files[attachment.key] = attachment

    def _drop(self, message: Message) -> None:
        self._messages[message.channel].pop(message.id, None)
        for attachment in message.attachments:
            self._files.pop(attachment.key, None)

    def _tell(self, change: Change, message: Message) -> None:
        for listener in tuple(self.listeners):
            listener(change, message)
