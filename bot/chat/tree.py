"""The commands as Discord knows them, with one gate before them and one drain behind them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from discord import AutoShardedClient, Interaction, InteractionType, app_commands

from bot.chat.drain import drain, log
from bot.chat.services import Services
from bot.errors import Forbidden, TooLong

TEXT_LENGTH: Final = 4_000
"""Characters of one option or field that we read."""


UNCOUNTED: Final = frozenset({"guide", "learn", "scenario", "quiz"})
"""Commands that compute nothing, or ask before they do."""

HOUSEKEEPING: Final = frozenset({"me", "setup", "help"})
"""Commands that work in every channel, cannot be switched off and are not counted."""


class Tree(app_commands.CommandTree[AutoShardedClient]):
    """A command tree that lets nothing in unread and nothing fail unexplained."""

    def __init__(self, client: AutoShardedClient, services: Services) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._services = services

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Let an interaction in, or tell the asker why not; buttons and forms ask here too."""
        try:
            await self.admit(interaction)
        except Exception as error:  # noqa: BLE001 -- every failure is turned into words
            await self.on_error(interaction, error)
            return False
        return True

    async def admit(self, interaction: Interaction[Any]) -> None:
        """Refuse what we would not read, and everything once the connection is closing.

        Raises:
            Forbidden: The process is about to stop, or the server does not want this here.
            TooLong: A text has more than 4,000 characters.
            TooOften: The person has asked for too many calculations in a minute.
        """
        if self.client.is_closed():
            raise Forbidden(reason="closing")
        for name, text in texts(interaction.data or {}):
            if len(text) > TEXT_LENGTH:
                raise TooLong(field=name, length=len(text), limit=TEXT_LENGTH)
        feature = feature_of(interaction)
        if feature in HOUSEKEEPING:
            return
        house = await self._services.house(interaction)
        house.admits(feature, places(interaction))
        counted = interaction.type is InteractionType.application_command
        if counted and feature not in UNCOUNTED:
            self._services.pace.count(interaction.user.id)

    async def on_error(self, interaction: Interaction[Any], error: Exception, /) -> None:
        """Turn what happened outside a command's own work into words and a line in the log."""
        outcome = await drain(interaction, error, self._services.words)
        name = interaction.command.name if interaction.command else interaction.type.name
        log.info("interaction", command=name, error=outcome)


def feature_of(interaction: Interaction[Any]) -> str:
    """Return which command an interaction belongs to; a button's id names it second.

    What stands behind a slash in the name of a form is where it was asked for.
    """
    data: Mapping[str, Any] = interaction.data or {}
    if "custom_id" in data:
        named = str(data["custom_id"]).partition(":")[2].partition(":")[0]
        return named.partition("/")[0]
    command = interaction.command
    return str(command.extras.get("feature", data.get("name"))) if command else ""


def places(interaction: Interaction[Any]) -> tuple[int | None, ...]:
    """Return the channel of an interaction, and the one that holds its thread."""
    return interaction.channel_id, getattr(interaction.channel, "parent_id", None)


def texts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text that somebody typed, with the name of its option or field."""
    for option in data.get("options", ()):
        if isinstance(option.get("value"), str):
            yield option["name"], option["value"]
        yield from texts(option)
    for part in data.get("components", ()):
        field = part.get("component", {})
        if isinstance(field.get("value"), str):
            yield field["custom_id"], field["value"]
