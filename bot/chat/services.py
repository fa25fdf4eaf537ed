"""What every door needs to answer, and how an answer leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from discord import Interaction
from discord.app_commands import Choice
from pydantic import BaseModel

from bot import options
from bot.advisor import FEATURES
from bot.chat.cards import CardView, Payload, button
from bot.chat.memory import Memory
from bot.chat.pace import Pace
from bot.chat.state import custom_ids
from bot.errors import StoreUnavailable
from bot.margin.brackets import BracketTable
from bot.options import EVERYWHERE, House, Stored
from bot.options.desk import Desk
from bot.options.profile import NOTHING, UNREAD
from bot.store import Records

PRIVATE: Final[Mapping[str, Sequence[str]]] = {
    "mode": ("why", "flips", "size", "share"),
    "liquidation": ("why", "share"),
    "size": ("why", "share"),
    "cost": ("why", "share"),
    "level": ("why", "share"),
    "compare": ("why", "share"),
    "odds": ("why", "share"),
}
"""Buttons under an answer that only its asker sees."""

PUBLIC: Final[Mapping[str, Sequence[str]]] = {"mode": ("why", "flips")}
"""Buttons under a shared answer: their state holds answers to questions, and no money."""

SHARE: Final = "share"


@dataclass(frozen=True, slots=True)
class Offer:
    """The operator's own referral code, and the discount that it is said to bring."""

    code: str | None = None
    discount: str | None = None


@dataclass(frozen=True, slots=True)
class Services(Desk):
    """A desk on Discord: it also holds what buttons cannot carry, and knows how to reply."""

    memory: Memory = field(default_factory=Memory)
    records: Records = field(default_factory=Records.in_memory)
    pace: Pace = field(default_factory=Pace)
    offer: Offer = field(default_factory=Offer)

    def answer(self, feature: str, request: BaseModel) -> BaseModel:
        """Return the report on a question.

        Raises:
            Mistake: The question has no answer.
        """
        return FEATURES[feature].answer(request, self.book)

    async def house(self, interaction: Interaction[Any]) -> House:
        """Return how the server wants to be served; without a server, or us in it, as usual."""
        if interaction.guild_id is None or not interaction.is_guild_integration():
            return EVERYWHERE
        return House.of(await self.records.guilds.lately(interaction.guild_id), self.book)

    async def prefilled(
        self, interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool
    ) -> tuple[Mapping[str, str], Stored]:
        """Return what was typed with the asker's stored answers to the rest, and which these are.

        What everybody will see holds only what was typed for it; and where the store cannot be
        read, there is nothing else.
        """
        if share:
            return typed, NOTHING
        try:
            profile = await self.records.profiles.lately(interaction.user.id, today())
        except StoreUnavailable:
            return typed, UNREAD
        found = options.stored(profile.traits, self.book)
        used = {name: value for name, value in found.known.items() if name not in typed}
        return {**used, **typed}, Stored(used, found.strange)

    async def reply(  # noqa: PLR0913 -- the answer, and how it is to be shown
        self,
        interaction: Interaction[Any],
        feature: str,
        request: BaseModel,
        report: BaseModel,
        *,
        share: bool,
        stored: Stored = NOTHING,
    ) -> None:
        """Answer the asker alone; or, shared, everybody, in the server's language.

        A shared answer holds no wallet, balance or size, and where the server keeps answers
        private there is none. What came from the asker's profile is named.

        Raises:
            Forbidden: The answer shows more risk or leverage than the server allows.
        """
        house = await self.house(interaction)
        report = house.permitted(feature, request, report)
        public = share and not house.private
        locale = public_locale(interaction, house) if public else interaction.locale.value
        card = self.words.reply(
            feature, request, report, locale=locale, view=SHARE if public else "card"
        )
        warned = house.warned(feature, report)
        if warned or share != public or not stored.silent:
            said = {"stored": stored, "warned": warned, "kept_private": share != public}
            card = card.noted(self.words.page("notes", locale=locale, **said))
        actions = (PUBLIC if public else PRIVATE).get(feature, ())
        if house.private:
            actions = [action for action in actions if action != SHARE]
        buttons = self.buttons(feature, request, actions, locale) if actions else ()
        await interaction.response.send_message(view=CardView(card, buttons), ephemeral=not public)

    async def show(
        self, interaction: Interaction[Any], feature: str, request: BaseModel, view: str
    ) -> None:
        """Show another side of an answer, to whoever asks and to nobody else.

        Raises:
            Forbidden: The answer shows more risk or leverage than the server allows.
        """
        house = await self.house(interaction)
        report = house.permitted(feature, request, self.answer(feature, request))
        locale = interaction.locale.value
        card = self.words.reply(feature, request, report, locale=locale, view=view)
        await interaction.response.send_message(view=CardView(card), ephemeral=True)

    async def say(self, interaction: Interaction[Any], page: str, **values: object) -> None:
        """Answer the asker alone with a card that is no answer about a trade."""
        card = self.words.card(f"replies/{page}", locale=interaction.locale.value, **values)
        await interaction.response.send_message(view=CardView(card), ephemeral=True)

    async def suggest(self, interaction: Interaction[Any], text: str, *, inverse: bool) -> None:
        """Offer the contracts that the text of a symbol may mean, the likeliest first.

        Those of COIN-M, where a command takes them, come after the first of USDⓈ-M.
        """
        locale = interaction.locale.value
        usdm = self.choices("usdm", text, self.book.brackets, locale)
        coinm = self.choices("coinm", text, self.book.coinm, locale) if inverse else []
        found = [*usdm[:1], *coinm, *usdm[1:]]
        await interaction.response.autocomplete(found[: options.SUGGESTIONS])

    def choices(
        self, market: str, text: str, table: BracketTable, locale: str
    ) -> list[Choice[str]]:
        """Return the contracts of one market that a text may mean, each with its market."""
        label = self.words.label(f"market.{market}", locale=locale)
        return [
            Choice(name=f"{symbol} · {label}", value=symbol)
            for symbol in options.suggest_symbols(text, table)
        ]

    def buttons(
        self, feature: str, request: BaseModel, actions: Sequence[str], locale: str
    ) -> list[Payload]:
        """Return the buttons that carry the question of an answer."""
        packed = options.pack(feature, request, self.book)
        ids = custom_ids(actions, feature, packed, self.memory)
        return [
            button(self.words.label(f"button.{action}", locale=locale), custom_id)
            for action, custom_id in ids.items()
        ]


def public_locale(interaction: Interaction[Any], house: House) -> str:
    """Return the language of the channel: the server's, or in a direct message the asker's."""
    return house.language or (interaction.guild_locale or interaction.locale).value


def today() -> date:
    """Return the day in Greenwich."""
    return datetime.now(UTC).date()
