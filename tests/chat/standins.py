from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from discord import File, InteractionType, Locale, Object
from discord.app_commands import Choice
from pydantic import BaseModel

from bot.chat.cards import CardView
from bot.errors import IsocrossError
from bot.render import Card, Words


class KeyWords:
    """Says in which language it was asked to speak, and what of."""

    def error(self, error: IsocrossError, *, locale: str) -> str:
        return f"{locale}: {error.key} {error.details}"

    def label(self, key: str, *, locale: str) -> str:
        return f"{locale}: {key}"

    def question(self, trait: str, *, locale: str) -> str:
        return f"{locale}: {trait}?"

    def statement(self, trait: str, *, locale: str) -> str:
        return f"{locale}: {trait}."

    def choice(self, trait: str, value: object, *, locale: str) -> str:
        return f"{locale}: {trait} {value}"

    def reply(
        self, feature: str, request: BaseModel, report: BaseModel, *, locale: str, view: str
    ) -> Card:
        del request, report
        return Card((f"{locale}: {feature} {view}",), "numbers")


WORDS = cast("Words", KeyWords())


@dataclass
class Response:
    done: bool = False
    refusal: Exception | None = None
    texts: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    choices: Sequence[Choice[str]] | None = None
    files: list[File] = field(default_factory=list[File])
    deferred: bool = False
    edits: list[str] = field(default_factory=list[str])

    async def defer(self, *, ephemeral: bool, thinking: bool) -> None:
        self.deferred = ephemeral and thinking

    def is_done(self) -> bool:
        return self.done

    async def send_message(
        self,
        text: str = "",
        *,
        ephemeral: bool,
        view: CardView | None = None,
        files: Sequence[File] = (),
    ) -> None:
        self.files.extend(files or ())
        if self.refusal:
            raise self.refusal
        self.texts.append((text or str(view and view.to_components()), ephemeral))

    async def autocomplete(self, choices: Sequence[Choice[str]]) -> None:
        self.choices = choices


@dataclass
class Followup:
    texts: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])

    async def send(self, text: str, *, ephemeral: bool) -> None:
        self.texts.append((text, ephemeral))


@dataclass
class Connection:
    closed: bool = False

    def is_closed(self) -> bool:
        return self.closed


@dataclass
class Asked:
    type: InteractionType = InteractionType.application_command
    data: dict[str, Any] | None = None
    command: None = None
    custom_id: str | None = None
    response: Response = field(default_factory=Response)
    followup: Followup = field(default_factory=Followup)
    client: Connection = field(default_factory=Connection)
    user: Object = field(default_factory=lambda: Object(1))
    guild_id: int | None = None
    channel_id: int | None = None
    channel: None = None
    locale: Locale = Locale.german
    guild_locale: Locale | None = None

    async def edit_original_response(self, *, view: CardView, attachments: Sequence[File]) -> None:
        self.response.edits.append(str(view.to_components()))
        self.response.files.extend(attachments)


def asked(**parts: Any) -> Any:  # noqa: ANN401 -- stands in for an interaction
    return Asked(**parts)
