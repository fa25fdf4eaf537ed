"""What every door needs to answer, and how an answer leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from discord import Interaction
from discord.app_commands import Choice
from pydantic import BaseModel

from bot import options
from bot.advisor import FEATURES
from bot.chat.cards import CardView, button
from bot.chat.memory import Memory
from bot.chat.state import CODE_LENGTH, carried, custom_id
from bot.chat.views.question import Asking
from bot.margin.brackets import BracketTable
from bot.options import trail
from bot.options.desk import Desk

PRIVATE: Final[Mapping[str, Sequence[str]]] = {
    "mode": ("why", "flips", "size", "switch", "share"),
    "liquidation": ("why", "share"),
    "size": ("why", "share"),
    "cost": ("why", "share"),
    "level": ("why", "share"),
    "compare": ("why", "share"),
    "odds": ("why", "share"),
    "switch": ("done", "blocked", "share"),
}
"""Buttons under an answer that only its asker sees."""

PUBLIC: Final[Mapping[str, Sequence[str]]] = {"mode": ("why", "flips"), "switch": ("blocked",)}
"""Buttons under a shared answer: their state holds answers to questions, and no money."""


@dataclass(frozen=True, slots=True)
class Services(Desk):
    """A desk on Discord: it also holds what buttons cannot carry, and knows how to reply."""

    memory: Memory = field(default_factory=Memory)

    def answer(self, feature: str, request: BaseModel) -> BaseModel:
        """Return the report on a question.

        Raises:
            Mistake: The question has no answer.
        """
        return FEATURES[feature].answer(request, self.book)

    async def reply(
        self,
        interaction: Interaction[Any],
        feature: str,
        request: BaseModel,
        report: BaseModel,
        *,
        share: bool,
    ) -> None:
        """Answer the asker alone; or, shared, everybody, in the channel's language.

        A shared answer holds no wallet, balance or size.
        """
        locale = public_locale(interaction) if share else interaction.locale.value
        packed = options.pack(feature, request, self.book)
        view = self.view(feature, packed, request, report, locale=locale, share=share)
        await interaction.response.send_message(view=view, ephemeral=not share)

    async def show(
        self, interaction: Interaction[Any], feature: str, request: BaseModel, view: str
    ) -> None:
        """Show another side of an answer, to whoever asks and to nobody else."""
        report = self.answer(feature, request)
        locale = interaction.locale.value
        card = self.words.reply(feature, request, report, locale=locale, view=view)
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

    def view(  # noqa: PLR0913 -- an answer, and for whom
        self,
        feature: str,
        packed: str,
        request: BaseModel,
        report: BaseModel,
        *,
        locale: str,
        share: bool,
    ) -> CardView:
        """Return an answer, its buttons, and the controls for what it asks; all carry *packed*."""
        view = "share" if share else "card"
        card = self.words.reply(feature, request, report, locale=locale, view=view)
        actions = (PUBLIC if share else PRIVATE).get(feature, ())
        if not actions:
            return CardView(card)
        asks: Sequence[str] = getattr(report, "asks", ())
        held = carried(feature, packed, self.memory, CODE_LENGTH if asks else 0)
        buttons = [
            button(
                self.words.label(f"button.{name}", locale=locale), custom_id(name, feature, held)
            )
            for name in actions
        ]
        asking = Asking(self.book, self.words, locale, feature, held, back=trail.begun(packed))
        return CardView(card, buttons, asking.rows(asks, request))


def public_locale(interaction: Interaction[Any]) -> str:
    """Return the language of the channel: the server's, or in a direct message the asker's."""
    return (interaction.guild_locale or interaction.locale).value
