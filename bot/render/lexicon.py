"""All words before any language says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The source texts of all words."""

    templates: Mapping[str, str]
    errors: Mapping[str, str]
    labels: Mapping[str, str]
    traits: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, str]
    examples: Mapping[str, str]
    assumptions: Mapping[str, Mapping[str, str]]
    hints: dict[str, str]
    steps: Mapping[str, Mapping[str, str]]
    features: tuple[str, ...]
