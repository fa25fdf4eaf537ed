"""Where a question is asked and answered, whichever door it came through."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from bot.advisor import FEATURES, Book
from bot.options.requests import request
from bot.render import Words


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers rest on, and the words that say them."""

    book: Book
    words: Words

    def question(self, feature: str, typed: Mapping[str, str], locale: str) -> BaseModel:
        """Return the question that was typed.

        Raises:
            Mistake: It cannot be read; the details say why.
        """
        return request(feature, typed, self.book, locale)

    def ask(
        self, feature: str, typed: Mapping[str, str], locale: str
    ) -> tuple[BaseModel, BaseModel]:
        """Return the question that was typed and its answer.

        Raises:
            Mistake: The question cannot be read or answered; the details say why.
        """
        question = self.question(feature, typed, locale)
        return question, FEATURES[feature].answer(question, self.book)
