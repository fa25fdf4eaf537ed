"""Everything that a rule may name."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rulebook.parameters import Parameter
from bot.rulebook.sources import Source
from bot.rulebook.traits import Trait


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The traits, parameters and statements of one rulebook, each by its name.

    In a community's own rules `house` is set: they may rest on its own word.
    """

    traits: Mapping[str, Trait]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    house: bool = False
