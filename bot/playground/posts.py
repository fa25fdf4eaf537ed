"""Messages that the bot posts of its own accord, in channels and direct messages."""

from typing import Final

from bot.playground import payloads, words, written
from bot.playground.drafts import Upload, change, revise
from bot.playground.wire import Payload, Refusal
from bot.playground.world import DIRECT, Channel, Message, World

THREAD_NAME: Final = 100


class Posts:
    """The bot's own messages: posted, read, changed and taken away."""

    def __init__(self, world: World, application_id: str) -> None:
        self._world = world
        self._application_id = application_id
        self.base = ""
        self._once: dict[tuple[str, str], Message] = {}

    def direct(self, body: Payload) -> Payload:
        """Return the direct messages with the recipient.

        Raises:
            Refusal: There is no such person.
        """
        person = self._world.person(str(body.get("recipient_id")))
        if person is None:
            raise Refusal(*words.UNKNOWN_USER)
        return payloads.channel(DIRECT[person], person)

    def post(self, channel: str, body: Payload, uploads: list[Upload]) -> Payload:
        """Post a message that everybody in the channel reads.

        Raises:
            Refusal: The channel is unknown or not the bot's, or the body is wrong.
        """
        said = Message(self._channel(channel))
        once = (channel, str(body.get("nonce"))) if body.get("enforce_nonce") else None
        if once and (posted := self._once.get(once)):
            return self._written(posted)
        revise(said, body, uploads, ())
        self._world.post(said)
        if once:
            self._once[once] = said
        return self._written(said)

    def open_thread(self, channel: str, id_: str, body: Payload) -> Payload:
        """Open a thread under a message; it has the message's id.

        Raises:
            Refusal: There is no such message there, or it has a thread already.
        """
        parent = self._message(channel, id_).channel
        if self._world.channel(id_) is not None:
            raise Refusal(*words.THREAD_THERE)
        thread = Channel(id_, str(body.get("name", ""))[:THREAD_NAME], parent.guild, parent=parent)
        self._world.open(thread)
        return payloads.thread(thread, self._application_id)

    def read(self, channel: str, id_: str) -> Payload:
        """Return a message that the bot may read.

        Raises:
            Refusal: There is no such message there.
        """
        return self._written(self._message(channel, id_))

    def edit(self, channel: str, id_: str, body: Payload, uploads: list[Upload]) -> Payload:
        """Change one of the bot's messages.

        Raises:
            Refusal: There is no such message, it is another's, or the body is wrong.
        """
        said = self._message(channel, id_)
        if said.author is not None:
            raise Refusal(*words.NOT_AUTHOR)
        change(said, body, uploads, ())
        self._world.edited(said)
        return self._written(said)

    def delete(self, channel: str, id_: str) -> None:
        """Take a message away.

        Raises:
            Refusal: There is no such message there.
        """
        self._world.remove(self._message(channel, id_))

    def _channel(self, id_: str) -> Channel:
        channel = self._world.channel(id_)
        if channel is None:
            raise Refusal(*words.UNKNOWN_CHANNEL)
        if channel.guild is not None and not channel.guild.installed:
            raise Refusal(*words.MISSING_ACCESS)
        return channel

    def _message(self, channel: str, id_: str) -> Message:
        said = self._world.message(self._channel(channel), id_)
        if said is None or said.only_for is not None:
            raise Refusal(*words.UNKNOWN_MESSAGE)
        return said

    def _written(self, said: Message) -> Payload:
        return written.message(said, self._application_id, self.base)
