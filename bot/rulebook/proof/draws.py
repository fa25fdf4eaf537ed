"""Records drawn at random, the same ones every time: some nearly empty, some nearly full."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from bot.rulebook.traits import Fact

SEED: Final = 20261122


def draws(values: Mapping[str, Sequence[Fact]], count: int) -> Iterator[dict[str, Fact]]:
    """Yield so many records of traits, each with values to draw from."""
    dice = np.random.default_rng(SEED)
    given = dice.random((count, len(values))) < dice.random((count, 1))
    sizes = np.array([len(choices) for choices in values.values()])
    drawn = dice.integers(0, sizes, (count, len(values)))
    for answered, picks in zip(given.tolist(), drawn.tolist(), strict=True):
        yield {
            name: choices[pick]
            for (name, choices), told, pick in zip(values.items(), answered, picks, strict=True)
            if told
        }
