"""The controls that answer the question of a card: buttons for few answers, else a select."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from discord import ButtonStyle
from pydantic import BaseModel

from bot.advisor import Book
from bot.chat.cards import Payload, Row, button, select
from bot.chat.state import GUIDE, custom_id
from bot.options.state import as_typed
from bot.options.trail import code
from bot.render import Words
from bot.rulebook import Fact, Type

IN_A_ROW: Final = 5
IS: Final = ":"
CONVERSATIONS: Final = frozenset({"mode", GUIDE})
YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class Asking:
    """Words the controls of a question, whose ids carry the conversation so far."""

    book: Book
    words: Words
    locale: str
    feature: str
    held: str
    back: bool

    def rows(self, asks: Sequence[str], request: BaseModel) -> list[Row]:
        """Return the controls for a step: its answers, then *Skip* and, where one can, *Back*.

        Only a conversation goes back, or past a question; elsewhere the first answer is asked for.
        """
        if self.feature not in CONVERSATIONS:
            return [self.answers(asks[0], {})] if asks else []
        controls = self.controls(asks, request) if asks else ()
        return [row for row in (controls, self.ways(asks)) if row]

    def controls(self, asks: Sequence[str], request: BaseModel) -> Row:
        """Return what answers a step."""
        if self.are_numbers(asks):
            return [self.typing(asks)]
        if len(asks) > 1:
            return [self.ticks(asks)]
        return self.answers(asks[0], self.book.rulebook.facts(request.model_dump()))

    def ways(self, asks: Sequence[str]) -> list[Payload]:
        """Return the ways on and back: no to all of several questions, not known, undo."""
        ways: list[Payload] = []
        if len(asks) > 1 and not self.are_numbers(asks):
            ways.append(self.way("none", code(asks, NO, self.book), ButtonStyle.primary))
        if asks:
            ways.append(self.way("skip", code(asks, None, self.book)))
        if self.back:
            id_ = custom_id("back", self.feature, self.held)
            ways.append(button(self.label("button.back"), id_))
        return ways

    def answers(self, trait: str, facts: Mapping[str, Fact]) -> Row:
        """Return the answers to one trait that the others allow."""
        if self.are_numbers([trait]):
            return [self.typing([trait])]
        labels = {
            as_typed(value): self.words.choice(trait, value, locale=self.locale)
            for value in self.book.rulebook.offers.choices(trait, facts)
        }
        if len(labels) > IN_A_ROW:
            choices = {trait + IS + value: label for value, label in labels.items()}
            question = self.words.question(trait, locale=self.locale)
            return [select(question, custom_id("answer", self.feature, self.held), choices)]
        return [
            self.press(label, code([trait], value, self.book), ButtonStyle.primary)
            for value, label in labels.items()
        ]

    def are_numbers(self, asks: Sequence[str]) -> bool:
        """Whether a step asks for numbers, which are typed into a form."""
        return any(self.book.rulebook.traits[name].type is Type.NUMBER for name in asks)

    def typing(self, asks: Sequence[str]) -> Payload:
        """Return the button that opens the form for numbers."""
        id_ = custom_id("typing", self.feature, self.held, code(asks, None, self.book))
        return button(self.label("button.typing"), id_, ButtonStyle.primary)

    def ticks(self, asks: Sequence[str]) -> Payload:
        """Return yes-or-no questions as statements to tick; the id says no to all of them."""
        choices = {
            trait + IS + YES: self.words.statement(trait, locale=self.locale) for trait in asks
        }
        id_ = custom_id("tick", self.feature, self.held, code(asks, NO, self.book))
        return select(self.label("select.tick"), id_, choices, most=len(asks))

    def way(self, name: str, given: str, style: ButtonStyle = ButtonStyle.secondary) -> Payload:
        """Return a button of the last row."""
        return self.press(self.label(f"button.{name}"), given, style)

    def press(self, label: str, given: str, style: ButtonStyle) -> Payload:
        """Return a button that gives an answer."""
        return button(label, custom_id("answer", self.feature, self.held, given), style)

    def label(self, key: str) -> str:
        """Return a label in the language of the card."""
        return self.words.label(key, locale=self.locale)
