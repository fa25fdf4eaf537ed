"""What every door needs to answer, and how an answer leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from discord import Interaction
from discord.app_commands import Choice
from pydantic import BaseModel

from bot import options
from bot.advisor import FEATURES
from bot.chat import drawings
from bot.chat.cards import Attachment, CardView, Payload, button
from bot.chat.memory import Memory
from bot.chat.offers import Offer, offers
from bot.chat.state import custom_ids
from bot.margin.brackets import BracketTable
from bot.options.desk import Desk

PICTURE: Final = "picture"
TABLE: Final = "csv"
PICTURED: Final = frozenset({"compare"})
"""Answers that come with their picture where it is quick."""


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
        side = "share" if share else "card"
        card = self.words.reply(feature, request, report, locale=locale, view=side)
        rows = offers(feature, request, report, share=share)
        buttons = [self.buttons(feature, row, locale) for row in rows]
        attachment = None
        if feature in PICTURED and not share:
            drawing = drawings.begin(self, feature, request, report, locale)
            attachment = await drawings.at_once(drawing)
        view = CardView(card, *buttons, attachment=attachment)
        await drawings.send(interaction, view, ephemeral=not share)

    async def show(
        self, interaction: Interaction[Any], feature: str, request: BaseModel, side: str
    ) -> None:
        """Show another side of an answer, to whoever asks and to nobody else."""
        report = self.answer(feature, request)
        locale = interaction.locale.value
        if side == PICTURE:
            drawing = drawings.begin(self, feature, request, report, locale)
            await drawings.show(interaction, drawing)
            return
        card = self.words.reply(feature, request, report, locale=locale, view=side)
        view = CardView(card, attachment=self.table(feature, report) if side == TABLE else None)
        await drawings.send(interaction, view, ephemeral=True)

    def table(self, feature: str, report: BaseModel) -> Attachment:
        """Return an answer as a table for a program."""
        content = self.words.table(feature, report).encode()
        return Attachment(f"{feature}.{TABLE}", content)

    async def suggest(self, interaction: Interaction[Any], text: str, *, inverse: bool) -> None:
        """Offer the contracts that the text of a symbol may mean, the likeliest first.

        Those of COIN-M, where a command takes them, come after the first of USDⓈ-M.
        """
        locale = interaction.locale.value
        usdm = self.choices("usdm", text, self.book.brackets, locale)
        coinm = self.choices("coinm", text, self.book.coinm, locale) if inverse else []
        found = [*usdm[:1], *coinm, *usdm[1:]]
        await interaction.response.autocomplete(found[: options.SUGGESTIONS])

    async def suggest_topics(self, interaction: Interaction[Any], feature: str, text: str) -> None:
        """Offer the cards or scenarios that a text may mean, the likeliest first."""
        locale = interaction.locale.value
        found = options.suggest_topics(feature, text, self.book)
        await interaction.response.autocomplete(
            [
                Choice(name=self.words.translate(title, locale=locale), value=name)
                for name, title in found.items()
            ]
        )

    def choices(
        self, market: str, text: str, table: BracketTable, locale: str
    ) -> list[Choice[str]]:
        """Return the contracts of one market that a text may mean, each with its market."""
        label = self.words.label(f"market.{market}", locale=locale)
        return [
            Choice(name=f"{symbol} · {label}", value=symbol)
            for symbol in options.suggest_symbols(text, table)
        ]

    def buttons(self, feature: str, row: Sequence[Offer], locale: str) -> list[Payload]:
        """Return a row of buttons that carry their questions."""
        found: list[Payload] = []
        for question, actions, name in row:
            packed = options.pack(feature, question, self.book)
            for action, custom_id in custom_ids(actions, feature, packed, self.memory).items():
                label = name or self.words.label(f"button.{action}", locale=locale)
                found.append(button(label, custom_id))
        return found


def public_locale(interaction: Interaction[Any]) -> str:
    """Return the language of the channel: the server's, or in a direct message the asker's."""
    return (interaction.guild_locale or interaction.locale).value
