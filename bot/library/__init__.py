"""What is taught: cards, scenarios and quiz questions, as data that is checked when loaded."""

from bot.library.asks import Ask
from bot.library.cards import Card, Kind
from bot.library.library import Library, load
from bot.library.questions import Option, Question
from bot.library.scenarios import Scenario
from bot.library.wording import CLAIM, PLACEHOLDER

__all__ = [
    "CLAIM",
    "PLACEHOLDER",
    "Ask",
    "Card",
    "Kind",
    "Library",
    "Option",
    "Question",
    "Scenario",
    "load",
]
