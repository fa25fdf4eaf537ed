"""What the bot answers to an interaction: the first answer, follow-ups, edits and deletions."""

from collections.abc import Callable
from typing import Final

from bot.playground import words, written
from bot.playground.drafts import Upload, change, revise
from bot.playground.interactions import Callback, Interaction, Interactions, Kind
from bot.playground.problems import Path, Problems
from bot.playground.validation import check_choices, check_modal
from bot.playground.wire import Payload, Refusal, nested
from bot.playground.world import EPHEMERAL, Message, World

FITTING: Final = {
    Kind.COMMAND: {Callback.MESSAGE, Callback.DEFER, Callback.MODAL},
    Kind.COMPONENT: set(Callback) - {Callback.CHOICES},
    Kind.AUTOCOMPLETE: {Callback.CHOICES},
    Kind.MODAL: set(Callback) - {Callback.CHOICES, Callback.MODAL},
}
UPDATES: Final = {Callback.UPDATE, Callback.DEFER_UPDATE}
LONE_FOLLOWUPS: Final = 5
"""How many follow-ups an application may send that only the person has installed."""
ORIGINAL: Final = "@original"
DATA: Final[Path] = ("data",)


class Answers:
    """Takes what the bot sends for an interaction, under Discord's rules."""

    def __init__(self, world: World, interactions: Interactions, application_id: str) -> None:
        self._world = world
        self._interactions = interactions
        self._application_id = application_id

    def first(self, id_: str, token: str, body: Payload, uploads: list[Upload]) -> Payload:
        """Take the first answer and return what Discord tells of it.

        Raises:
            Refusal: Unknown or overdue, answered already, or the answer is not acceptable.
        """
        interaction = self._interactions.of(token)
        if interaction is None or interaction.id != id_ or interaction.overdue:
            raise Refusal(*words.UNKNOWN_INTERACTION)
        if interaction.answered is not None:
            raise Refusal(*words.ACKNOWLEDGED)
        callback = self._fitting(interaction, body)
        self._take[callback](self, interaction, nested(body, "data"), uploads)
        interaction.answered = callback
        interaction.change()
        return self._told(interaction, callback)

    def follow_up(self, token: str, body: Payload, uploads: list[Upload]) -> Payload:
        """Take a follow-up; the first one after a deferral fills the waiting message.

        Raises:
            Refusal: The token has run out, nothing was answered yet, or the body is wrong.
        """
        interaction = self._answered(token)
        if interaction.original is not None and interaction.original.thinking:
            return self._edit(interaction, interaction.original, body, uploads)
        alone = interaction.asker.install == "user"
        if alone and len(interaction.followups) >= LONE_FOLLOWUPS:
            raise Refusal(*words.TOO_MANY_FOLLOWUPS)
        said = self._say(interaction, body, uploads, ())
        interaction.followups.append(said)
        interaction.change()
        return self._written(said)

    def edit(self, token: str, id_: str, body: Payload, uploads: list[Upload]) -> Payload:
        """Change a message of the interaction.

        Raises:
            Refusal: The token has run out, there is no such message, or the body is wrong.
        """
        interaction = self._answered(token)
        return self._edit(interaction, self._message(interaction, id_), body, uploads)

    def read(self, token: str, id_: str) -> Payload:
        """Return a message of the interaction.

        Raises:
            Refusal: The token has run out, or there is no such message.
        """
        return self._written(self._message(self._answered(token), id_))

    def delete(self, token: str, id_: str) -> None:
        """Take a message of the interaction away.

        Raises:
            Refusal: The token has run out, or there is no such message.
        """
        interaction = self._answered(token)
        said = self._message(interaction, id_)
        if said is interaction.original:
            interaction.original = None
        else:
            interaction.followups.remove(said)
        self._world.remove(said)
        interaction.change()

    def _fitting(self, interaction: Interaction, body: Payload) -> Callback:
        problems = Problems()
        problems.choice(body, "type", (), set(Callback))
        problems.refuse()
        callback = Callback(body["type"])
        sourceless = callback in UPDATES and interaction.source is None
        if callback not in FITTING[interaction.kind] or sourceless:
            problems.add(("type",), "INTERACTION_CALLBACK_TYPE_INVALID")
        problems.refuse()
        return callback

    def _answered(self, token: str) -> Interaction:
        interaction = self._interactions.of(token)
        if interaction is None:
            raise Refusal(*words.INVALID_TOKEN)
        if interaction.answered in {None, Callback.CHOICES}:
            raise Refusal(*words.UNKNOWN_WEBHOOK)
        return interaction

    def _message(self, interaction: Interaction, id_: str) -> Message:
        original = interaction.original
        if original is not None and id_ in {ORIGINAL, original.id}:
            return original
        for said in interaction.followups:
            if said.id == id_:
                return said
        raise Refusal(*words.UNKNOWN_MESSAGE)

    def _new(self, interaction: Interaction, data: Payload) -> Message:
        private = (data.get("flags") or 0) & EPHEMERAL
        asker = interaction.asker
        return Message(
            asker.channel,
            only_for=asker.person if private else None,
            by=asker.person,
            command=interaction.command,
            typed=interaction.typed,
            flags=private,
            metadata=interaction.metadata,
        )

    def _say(
        self, interaction: Interaction, data: Payload, uploads: list[Upload], path: Path
    ) -> Message:
        said = self._new(interaction, data)
        revise(said, data, uploads, path)
        self._world.post(said)
        return said

    def _edit(
        self, interaction: Interaction, said: Message, data: Payload, uploads: list[Upload]
    ) -> Payload:
        change(said, data, uploads, ())
        self._world.edited(said)
        interaction.change()
        return self._written(said)

    def _first_message(
        self, interaction: Interaction, data: Payload, uploads: list[Upload]
    ) -> None:
        interaction.original = self._say(interaction, data, uploads, DATA)

    def _defer(self, interaction: Interaction, data: Payload, _: list[Upload]) -> None:
        said = self._new(interaction, data)
        said.thinking = True
        interaction.original = said
        self._world.post(said)

    def _defer_update(self, interaction: Interaction, _: Payload, __: list[Upload]) -> None:
        interaction.original = interaction.source

    def _update(self, interaction: Interaction, data: Payload, uploads: list[Upload]) -> None:
        if interaction.source is not None:
            change(interaction.source, data, uploads, DATA)
            self._world.edited(interaction.source)
            interaction.original = interaction.source

    def _choices(self, interaction: Interaction, data: Payload, _: list[Upload]) -> None:
        interaction.choices = check_choices(data, DATA)

    def _modal(self, interaction: Interaction, data: Payload, _: list[Upload]) -> None:
        check_modal(data, DATA)
        interaction.modal = data

    _take: Final[
        dict[Callback, Callable[["Answers", Interaction, Payload, list[Upload]], None]]
    ] = {
        Callback.MESSAGE: _first_message,
        Callback.DEFER: _defer,
        Callback.DEFER_UPDATE: _defer_update,
        Callback.UPDATE: _update,
        Callback.CHOICES: _choices,
        Callback.MODAL: _modal,
    }

    def _told(self, interaction: Interaction, callback: Callback) -> Payload:
        told: Payload = {"id": interaction.id, "type": int(interaction.kind)}
        said = interaction.original
        if said is None:
            return {"interaction": told}
        told |= {
            "response_message_id": said.id,
            "response_message_loading": said.thinking,
            "response_message_ephemeral": bool(said.flags & EPHEMERAL),
        }
        if callback not in {Callback.MESSAGE, Callback.UPDATE}:
            return {"interaction": told}
        resource = {"type": int(callback), "message": self._written(said)}
        return {"interaction": told, "resource": resource}

    def _written(self, said: Message) -> Payload:
        return written.message(said, self._application_id, self._interactions.base)
