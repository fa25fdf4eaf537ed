"""The weights of the verdict as whole numbers, and other weights to hold beside them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from bot.rulebook.parameters import Parameter
from bot.rulebook.rules import Strength
from bot.rulebook.verdict import WEIGHTS

Weights: TypeAlias = Mapping[Strength | None, int]

OTHERS: Final = ((2, 1, 1), (1, 1, 1), (4, 2, 1), (5, 3, 1))


def weights(parameters: Mapping[str, Parameter]) -> Weights:
    """Return the points of each strength, enlarged alike until all of them are whole."""
    points = [parameters[name].value for name in WEIGHTS.values()]
    scale = 10 ** max(0, *(-int(point.as_tuple().exponent) for point in points))
    return weights_of(*(int(point * Decimal(scale)) for point in points))


def weights_of(*points: int) -> Weights:
    """Return the points of each strength, the strongest first."""
    return dict(zip(Strength, points, strict=True))
