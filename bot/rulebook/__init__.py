"""The rulebook: rules as data, checked when they are loaded, evaluated, asked for advice."""

from bot.rulebook.document import FILE_BYTES
from bot.rulebook.explanation import Explanation, explanation
from bot.rulebook.loading import load
from bot.rulebook.outlook import Flip
from bot.rulebook.overlay import File
from bot.rulebook.parameters import Parameter
from bot.rulebook.rulebook import Evaluation, Overlay, Recommendation, Rulebook, decides
from bot.rulebook.rules import Favour, Kind, Rule, Severity, Strength
from bot.rulebook.schema import schema
from bot.rulebook.traits import Fact, Trait, Type
from bot.rulebook.verdict import UNAVAILABLE, Lead

__all__ = [
    "FILE_BYTES",
    "UNAVAILABLE",
    "Evaluation",
    "Explanation",
    "Fact",
    "Favour",
    "File",
    "Flip",
    "Kind",
    "Lead",
    "Overlay",
    "Parameter",
    "Recommendation",
    "Rule",
    "Rulebook",
    "Severity",
    "Strength",
    "Trait",
    "Type",
    "decides",
    "explanation",
    "load",
    "schema",
]
