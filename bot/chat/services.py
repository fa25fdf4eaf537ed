"""What every door needs to answer, and how an answer leaves."""

import asyncio
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from discord import Interaction
from pydantic import BaseModel

from bot import options
from bot.advisor import FEATURES
from bot.chat import drawings
from bot.chat.cards import Attachment, CardView, Payload, Row, button
from bot.chat.clock import today
from bot.chat.memory import Memory
from bot.chat.offers import Offer, allowed, offers
from bot.chat.pace import Pace
from bot.chat.state import CODE_LENGTH, carried, custom_ids
from bot.chat.views.question import Asking
from bot.errors import Forbidden, StoreUnavailable
from bot.options import EVERYWHERE, House, Stored, trail
from bot.options.desk import Desk
from bot.options.profile import NOTHING, UNREAD
from bot.store import Records

PICTURE: Final = "picture"
TABLE: Final = "csv"
PICTURED: Final = frozenset({"compare"})
"""Answers that come with their picture where it is quick."""

SHARE: Final = "share"


@dataclass(frozen=True, slots=True)
class OwnCode:
    """The operator's own referral code, and the discount that it is said to bring."""

    code: str | None = None
    discount: str | None = None


@dataclass(frozen=True, slots=True)
class Services(Desk):
    """A desk on Discord: it also holds what buttons cannot carry, and knows how to reply."""

    memory: Memory = field(default_factory=Memory)
    records: Records = field(default_factory=Records.in_memory)
    pace: Pace = field(default_factory=Pace)
    own_code: OwnCode = field(default_factory=OwnCode)

    def answer(self, feature: str, request: BaseModel) -> BaseModel:
        """Return the report on a question that does not take long.

        Raises:
            Mistake: The question has no answer.
        """
        return FEATURES[feature].answer(request, self.book)

    async def answered(self, feature: str, request: BaseModel) -> BaseModel:
        """Return the report on a question; a heavy one is answered beside the event loop.

        Raises:
            Mistake: The question has no answer.
        """
        if not FEATURES[feature].is_heavy(request):
            return self.answer(feature, request)
        return await asyncio.to_thread(self.answer, feature, request)

    async def asked_for(
        self, feature: str, typed: Mapping[str, str], locale: str
    ) -> tuple[BaseModel, BaseModel]:
        """Return the question that was typed and its answer.

        Raises:
            Mistake: The question cannot be read or answered; the details say why.
        """
        question = self.question(feature, typed, locale)
        return question, await self.answered(feature, question)

    async def house(self, interaction: Interaction[Any]) -> House:
        """Return how the server wants to be served; without a server, or us in it, as usual."""
        if interaction.guild_id is None or not interaction.is_guild_integration():
            return EVERYWHERE
        return await self.house_of(interaction.guild_id)

    async def house_of(self, guild: int) -> House:
        """Return how a server wants to be served."""
        return House.of(await self.records.guilds.lately(guild), self.book)

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
        pictured: bool = False,
    ) -> None:
        """Answer the asker alone; or, shared, everybody, in the server's language.

        A shared answer holds no wallet, balance or size, and where the server keeps answers
        private there is none. What came from the asker's profile is named. A *pictured*
        answer brings its picture where that is quick, as some always do.

        Raises:
            Forbidden: The answer shows more risk or leverage than the server allows.
        """
        house = await self.house(interaction)
        report = house.permitted(feature, request, report)
        public = share and not house.private
        locale = public_locale(interaction, house) if public else interaction.locale.value
        attachment = None
        if (pictured or feature in PICTURED) and not public:
            drawing = drawings.begin(self, feature, request, report, locale)
            attachment = await drawings.at_once(drawing)
        warned = house.warned(feature, report)
        note = self.note(locale, stored, warned, kept_private=share != public)
        view = self.view(
            feature,
            request,
            report,
            locale=locale,
            share=public,
            hidden=house.hidden(feature),
            note=note,
            attachment=attachment,
        )
        await drawings.send(interaction, view, ephemeral=not public)

    async def show(
        self, interaction: Interaction[Any], feature: str, request: BaseModel, side: str
    ) -> None:
        """Show another side of an answer, to whoever asks and to nobody else.

        Raises:
            Forbidden: It shows more risk or leverage than the server allows.
        """
        house = await self.house(interaction)
        report = house.permitted(feature, request, await self.answered(feature, request))
        if side in house.hidden(feature):
            raise Forbidden(reason="hidden")
        locale = interaction.locale.value
        if side == PICTURE:
            drawing = drawings.begin(self, feature, request, report, locale)
            await drawings.show(interaction, drawing)
            return
        card = self.words.reply(feature, request, report, locale=locale, view=side)
        view = CardView(card, attachment=self.table(feature, report) if side == TABLE else None)
        await drawings.send(interaction, view, ephemeral=True)

    def note(
        self,
        locale: str,
        stored: Stored,
        warned: tuple[str, str] | None = None,
        *,
        kept_private: bool = False,
    ) -> str:
        """Return what an answer owes to a profile and to the server; mostly nothing."""
        if stored.silent and not warned and not kept_private:
            return ""
        said = {"stored": stored, "warned": warned, "kept_private": kept_private}
        return self.words.page("notes", locale=locale, **said)

    def table(self, feature: str, report: BaseModel) -> Attachment:
        """Return an answer as a table for a program."""
        content = self.words.table(feature, report).encode()
        return Attachment(f"{feature}.{TABLE}", content)

    async def say(self, interaction: Interaction[Any], page: str, **values: object) -> None:
        """Answer the asker alone with a card that is no answer about a trade."""
        card = self.words.card(page, locale=interaction.locale.value, **values)
        await interaction.response.send_message(view=CardView(card), ephemeral=True)

    def view(  # noqa: PLR0913 -- an answer, and for whom
        self,
        feature: str,
        request: BaseModel,
        report: BaseModel,
        *,
        locale: str,
        share: bool,
        packed: str | None = None,
        hidden: AbstractSet[str] = frozenset(),
        note: str = "",
        attachment: Attachment | None = None,
    ) -> CardView:
        """Return an answer, the controls for what it asks, and its buttons.

        They carry the question, or the conversation that led to it where that is *packed*; those
        that do what is *hidden* here are left out.
        """
        view = "share" if share else "card"
        card = self.words.reply(feature, request, report, locale=locale, view=view).noted(note)
        asks: Sequence[str] | None = getattr(report, "asks", None)
        if asks is not None and packed is None:
            packed = options.pack(feature, request, self.book)
        rows = [
            self.buttons(feature, row, locale, packed)
            for row in allowed(offers(feature, request, report, share=share), hidden)
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


def public_locale(interaction: Interaction[Any], house: House) -> str:
    """Return the language of the channel: the server's, or in a direct message the asker's."""
    return house.language or (interaction.guild_locale or interaction.locale).value
