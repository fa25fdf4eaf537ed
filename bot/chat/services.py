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
from bot.chat.cards import Attachment, CardView, Payload, Row, button
from bot.chat.memory import Memory
from bot.chat.offers import Offer, offers
from bot.chat.state import CODE_LENGTH, carried, custom_ids
from bot.chat.views.question import Asking
from bot.margin.brackets import BracketTable
from bot.options import trail
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
        attachment = None
        if feature in PICTURED and not share:
            drawing = drawings.begin(self, feature, request, report, locale)
            attachment = await drawings.at_once(drawing)
        view = self.view(
            feature, request, report, locale=locale, share=share, attachment=attachment
        )
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

    def view(  # noqa: PLR0913 -- an answer, and for whom
        self,
        feature: str,
        request: BaseModel,
        report: BaseModel,
        *,
        locale: str,
        share: bool,
        packed: str | None = None,
        attachment: Attachment | None = None,
    ) -> CardView:
        """Return an answer, the controls for what it asks, and its buttons.

        They carry the question, or the conversation that led to it where that is *packed*.
        """
        view = "share" if share else "card"
        card = self.words.reply(feature, request, report, locale=locale, view=view)
        asks: Sequence[str] | None = getattr(report, "asks", None)
        if asks is not None and packed is None:
            packed = options.pack(feature, request, self.book)
        rows = [
            self.buttons(feature, row, locale, packed)
            for row in offers(feature, request, report, share=share)
        ]
        asked = self.asked(feature, packed, asks or (), request, locale) if packed else ()
        return CardView(card, *rows, asked=asked, attachment=attachment)

    def asked(
        self, feature: str, packed: str, asks: Sequence[str], request: BaseModel, locale: str
    ) -> Sequence[Row]:
        """Return the controls for the next question of a conversation."""
        held = carried(feature, packed, self.memory, CODE_LENGTH)
        asking = Asking(self.book, self.words, locale, feature, held, back=trail.begun(packed))
        return asking.rows(asks, request)

    def buttons(
        self, feature: str, row: Sequence[Offer], locale: str, packed: str | None = None
    ) -> list[Payload]:
        """Return a row of buttons that carry their questions, or what is packed already."""
        found: list[Payload] = []
        for question, actions, name in row:
            text = packed or options.pack(feature, question, self.book)
            for action, custom_id in custom_ids(actions, feature, text, self.memory).items():
                label = name or self.words.label(f"button.{action}", locale=locale)
                found.append(button(label, custom_id))
        return found


def public_locale(interaction: Interaction[Any]) -> str:
    """Return the language of the channel: the server's, or in a direct message the asker's."""
    return (interaction.guild_locale or interaction.locale).value
