"""The rulebook: rules as data, checked when they are loaded, evaluated, asked for advice."""

from bot.rulebook.explanation import Explanation, explanation
from bot.rulebook.loading import load
from bot.rulebook.outlook import Flip
from bot.rulebook.parameters import Parameter
from bot.rulebook.rulebook import Evaluation, Recommendation, Rulebook
from bot.rulebook.rules import Favour, Kind, Rule, Severity, Strength
from bot.rulebook.schema import schema
from bot.rulebook.traits import Fact, Trait, Type
from bot.rulebook.verdict import UNAVAILABLE, Lead

__all__ = [
    "UNAVAILABLE",
    "Evaluation",
    "Explanation",
    "Fact",
    "Favour",
    "Flip",
    "Kind",
    "Lead",
    "Parameter",
    "Recommendation",
    "Rule",
    "Rulebook",
    "Severity",
    "Strength",
    "Trait",
    "Type",
    "explanation",
    "load",
    "schema",
]
