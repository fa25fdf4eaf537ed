"""How often one person may ask for a calculation."""

from collections import OrderedDict, deque
from time import time
from typing import Final

from bot.errors import TooOften

MOST: Final = 10
"""Calculations of one person in a minute, as far as one process sees."""

MINUTE: Final = 60.0
CAPACITY: Final = 10_000


class Pace:
    """Counts what each person asked for in the last minute; *most* 0 is no limit."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._asked: OrderedDict[int, deque[float]] = OrderedDict()

    def count(self, person: int) -> None:
        """Count one calculation.

        Raises:
            TooOften: It is one too many; it is not counted, and the details say when to ask again.
        """
        if not self._most:
            return
        now = time()
        asked = self._asked.pop(person, None) or deque(maxlen=self._most)
        self._asked[person] = asked
        if len(self._asked) > CAPACITY:
            self._asked.popitem(last=False)
        if len(asked) == self._most and asked[0] > now - MINUTE:
            raise TooOften(limit=self._most, until=int(asked[0] + MINUTE) + 1)
        asked.append(now)
