"""The loopback Discord driven from the same process: what tests and benchmarks do."""
# ruff: noqa: ASYNC109 -- every call of the driver says how long it may take

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground import payloads, written
from bot.playground.interactions import Asker, Install
from bot.playground.reply import TIMEOUT, Hands, Reply, answered
from bot.playground.server import Server
from bot.playground.trouble import Trouble
from bot.playground.wire import Payload
from bot.playground.world import ANN, DIRECT, LOUNGE, TRADING, Channel, Message, Person


class Loopback(Server):
    """The server with two people who do as they are told."""

    def person(self, name: str = ANN.name) -> Person:
        """Return Ann or Ben."""
        return {person.name: person for person in self.world.people}[name]

    def channel(self, name: str = TRADING.name) -> Channel:
        """Return #trading or #lessons."""
        return {place.name: place for place in self.world.channels}[name]

    def direct(self, person: Person) -> Channel:
        """Return the person's direct messages with the bot."""
        return DIRECT[person]

    def messages(self, channel: Channel, person: Person) -> list[Reply]:
        """Return what the person sees in the channel, oldest first."""
        asker = Asker(person, channel)
        seen = self.world.messages(channel, person)
        return [Reply(self._hands, asker, None, said) for said in seen]

    def say(
        self,
        text: str = "",
        *,
        embeds: Sequence[Payload] = (),
        forwards: Reply | None = None,
        person: Person = ANN,
        channel: Channel = TRADING,
    ) -> Reply:
        """Post a message as people and other applications do: a text, embeds, or a forward."""
        forwarded = forwards.message if forwards else None
        said = Message(
            channel, person, content=text, embeds=[*map(dict, embeds)], forwarded=forwarded
        )
        self.world.post(said)
        return Reply(self._hands, Asker(person, channel), None, said)

    async def slash(  # noqa: PLR0913 -- who, where, how: each has its default
        self,
        name: str,
        options: Mapping[str, object] | None = None,
        *,
        person: Person = ANN,
        channel: Channel | None = None,
        locale: str = payloads.LOCALE,
        install: Install = "guild",
        timeout: float = TIMEOUT,
        complete: bool = True,
    ) -> Reply:
        """Run `/name` with the options and return the answer.

        Args:
            name: Words after the slash, `session start` for a subcommand.
            options: Values by name; a choice by value or label.
            person: Who asks.
            channel: Where; a server without the bot where only the person installed it.
            locale: Language of the person.
            install: Who installed the application.
            timeout: Seconds until NoAnswer.
            complete: Wait until a deferred answer is there.

        Raises:
            LookupError: The bot has no such command or option, or a required one is missing.
            Misspelt: A value cannot be of the kind that its option takes.
            NoAnswer: The bot did not answer, or deferred and then kept silent.
        """
        given = options or {}
        command = self.directory.slash[name]
        missing = {n for n, held in command.options.items() if held.get("required")} - set(given)
        if missing:
            raise LookupError(*missing)
        typed = " ".join([f"/{name}", *(f"{n}:{value}" for n, value in given.items())])
        asker = _asker(person, channel, locale, install)
        interaction = await self._actions.run(asker, command, given, typed)
        return await answered(self._hands, interaction, timeout, complete=complete)

    async def autocomplete(  # noqa: PLR0913 -- who, where, how: each has its default
        self,
        name: str,
        option: str,
        text: str,
        options: Mapping[str, object] | None = None,
        *,
        person: Person = ANN,
        channel: Channel | None = None,
        locale: str = payloads.LOCALE,
        install: Install = "guild",
    ) -> list[Any]:
        """Return the choices {name, value} that the bot offers while `text` is typed.

        Raises:
            LookupError: The bot has no such command or option.
        """
        command = self.directory.slash[name]
        asker = _asker(person, channel, locale, install)
        given = {**(options or {}), option: text}
        return await self._actions.complete(asker, command, option, given)

    async def menu(  # noqa: PLR0913 -- who, where, how: each has its default
        self,
        name: str,
        target: Reply,
        *,
        person: Person = ANN,
        locale: str = payloads.LOCALE,
        install: Install = "guild",
        timeout: float = TIMEOUT,
        complete: bool = True,
    ) -> Reply:
        """Use a message menu on a message and return the answer.

        Raises:
            LookupError: The bot has no such menu.
            NoAnswer: The bot did not answer, or deferred and then kept silent.
        """
        asker = Asker(person, target.message.channel, locale, install)
        menu = self.directory.menus[name]
        interaction = await self._actions.menu(asker, menu, target.message)
        return await answered(self._hands, interaction, timeout, complete=complete)

    async def remove_bot(self) -> None:
        """Tell the bot that the server has removed it."""
        home = self.world.guild.id
        await self.gateway.dispatch("GUILD_DELETE", {"id": home}, home)

    async def add_bot(self) -> None:
        """Tell the bot that the server has added it."""
        created = payloads.guild_create(self.application_id)
        await self.gateway.dispatch("GUILD_CREATE", created, self.world.guild.id)

    async def cut(self, code: int | None = None) -> None:
        """Lose the bot's connection, without a word or with a close code; it may resume."""
        await self.gateway.cut(code)

    async def ask_to_reconnect(self) -> None:
        """Send RECONNECT."""
        await self.gateway.ask_to_reconnect()

    async def invalidate(self) -> None:
        """Send INVALID_SESSION: the bot must identify again."""
        await self.gateway.invalidate()

    def trouble(
        self, status: int | None, *, path: str = "/callback", after: bool = False, times: int = 1
    ) -> None:
        """Let the next requests whose path ends so go wrong.

        Args:
            status: HTTP status of the answer, 429 with all that belongs to it; None drops the
                connection.
            path: End of the path.
            after: Do what was asked before the answer goes wrong.
            times: How many requests.
        """
        for _ in range(times):
            self._rest.troubles.add(Trouble(path, status, after))

    def untroubled(self) -> None:
        """Let nothing go wrong any more."""
        self._rest.troubles.clear()

    @property
    def _hands(self) -> Hands:
        return Hands(self._actions, self._written)

    def _written(self, said: Message) -> Payload:
        return written.message(said, self.application_id, self.url[:-1])


def _asker(person: Person, channel: Channel | None, locale: str, install: Install) -> Asker:
    place = channel or (LOUNGE if install == "user" else TRADING)
    return Asker(person, place, locale, install)
