"""What is taught: cards, scenarios, questions and lessons, as data checked when loaded."""

from bot.library.asks import Ask
from bot.library.cards import Card, Kind
from bot.library.lessons import Lesson, LessonCard, Topic
from bot.library.library import Library, load
from bot.library.questions import Question
from bot.library.scenarios import Scenario
from bot.library.wording import CLAIM, PLACEHOLDER, Statement

__all__ = [
    "CLAIM",
    "PLACEHOLDER",
    "Ask",
    "Card",
    "Kind",
    "Lesson",
    "LessonCard",
    "Library",
    "Question",
    "Scenario",
    "Statement",
    "Topic",
    "load",
]
