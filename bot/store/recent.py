"""What was read a moment ago, so that a row is not read for every answer."""

from collections import OrderedDict
from time import monotonic
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")

LIFETIME: Final = 10.0
"""Seconds until another process's change is seen."""

CAPACITY: Final = 5_000


class Recent(Generic[Value]):
    """Values by id; they go after ten seconds, and the oldest when there are too many."""

    def __init__(self, *, lifetime: float = LIFETIME, capacity: int = CAPACITY) -> None:
        self._lifetime = lifetime
        self._capacity = capacity
        self._values: OrderedDict[int, tuple[float, Value]] = OrderedDict()

    def keep(self, identity: int, value: Value) -> Value:
        """Return a value, and remember it."""
        self._values.pop(identity, None)
        self._values[identity] = (monotonic() + self._lifetime, value)
        if len(self._values) > self._capacity:
            self._values.popitem(last=False)
        return value

    def recall(self, identity: int) -> Value | None:
        """Return a value that is still fresh, or None."""
        until, value = self._values.get(identity, (0.0, None))
        return value if until > monotonic() else None

    def last(self, identity: int) -> Value | None:
        """Return the value known last, fresh or not, or None."""
        return self._values.get(identity, (0.0, None))[1]

    def forget(self, identity: int) -> None:
        """Forget a value that has changed."""
        self._values.pop(identity, None)
