"""From numbers to places on a picture; pixels are rounded to a tenth."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
"""Ticks stand so far apart, times a power of ten."""

TENTH: Final = Decimal("0.1")


class Axis(NamedTuple):
    """A straight scale: `low` is drawn at the pixel `start`, `high` at the pixel `end`."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    def at(self, value: Decimal) -> Decimal:
        """Return the pixel of a number; one beyond an end is drawn at that end."""
        span = self.high - self.low
        share = (min(max(value, self.low), self.high) - self.low) / span if span else span
        return (self.start + share * (self.end - self.start)).quantize(TENTH)

    def ticks(self, about: int) -> list[Decimal]:
        """Return round numbers from low to high, about so many of them."""
        rough = (self.high - self.low) / about
        if not rough:
            return [self.low]
        power = Decimal(1).scaleb(rough.adjusted())
        step = next(power * step for step in STEPS if power * step >= rough)
        first, last = -(-self.low // step), self.high // step
        return [step * place for place in range(int(first), int(last) + 1)]

    def labels(self, values: Sequence[Decimal], gap: int) -> list[Decimal]:
        """Return pixels for labels of numbers, in their order: near, but *gap* apart."""
        first, last = sorted((Decimal(self.start), Decimal(self.end)))
        order = sorted(range(len(values)), key=lambda place: self.at(values[place]))
        found = [self.at(values[place]) for place in order]
        for upper in range(1, len(found)):
            found[upper] = max(found[upper], found[upper - 1] + gap)
        for lower in reversed(range(len(found))):
            limit = found[lower + 1] - gap if lower + 1 < len(found) else last
            found[lower] = max(first, min(found[lower], limit))
        return [pixel for _, pixel in sorted(zip(order, found, strict=True))]


class Run(NamedTuple):
    """Neighbouring points of a curve in one state."""

    state: object
    points: list[Any]


def runs(points: Iterable[Any], state: str) -> list[Run]:
    """Return points parted where an attribute such as `isolated.positions` changes."""
    found = list[Run]()
    for point in points:
        now: Any = point
        for name in state.split("."):
            now = getattr(now, name)
        if not found or found[-1].state != now:
            found.append(Run(now, []))
        found[-1].points.append(point)
    return found
