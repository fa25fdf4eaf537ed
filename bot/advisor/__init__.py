"""Question, answer, report: one module a feature, all of them pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from bot.advisor import (
    check,
    compare,
    cost,
    learn,
    level,
    liquidation,
    mode,
    odds,
    quiz,
    scenario,
    size,
    switch,
)
from bot.advisor.book import Book
from bot.advisor.request import parse


def never(_: object) -> bool:
    """Return that no question of a feature takes long."""
    return False


@dataclass(frozen=True, slots=True)
class Feature:
    """The question that a feature takes, how it is answered, and whether that may take long.

    What is heavy takes more than some milliseconds, so nobody else should wait for it.
    """

    name: str
    request: type[BaseModel]
    answer: Callable[[Any, Book], BaseModel]
    is_heavy: Callable[[Any], bool] = never


FEATURES: Final[Mapping[str, Feature]] = {
    "mode": Feature("mode", mode.Request, mode.answer),
    "liquidation": Feature("liquidation", liquidation.Request, liquidation.answer),
    "size": Feature("size", size.Request, size.answer),
    "cost": Feature("cost", cost.Request, cost.answer),
    "level": Feature("level", level.Request, level.answer),
    "check": Feature("check", check.Request, check.answer, check.is_heavy),
    "compare": Feature("compare", compare.Request, compare.answer, compare.is_heavy),
    "odds": Feature("odds", odds.Request, odds.answer, odds.is_heavy),
    "learn": Feature("learn", learn.Request, learn.answer),
    "scenario": Feature("scenario", scenario.Request, scenario.answer),
    "quiz": Feature("quiz", quiz.Request, quiz.answer),
    "switch": Feature("switch", switch.Request, switch.answer),
}

__all__ = ["FEATURES", "Book", "Feature", "parse"]
