"""What does not fit into a button: kept for a quarter of an hour, and no longer."""

from asyncio import TimerHandle, get_running_loop
from collections import OrderedDict
from secrets import token_urlsafe
from typing import Final

LIFETIME: Final = 900.0
"""Seconds; as long as Discord lets an answer be followed up."""

CAPACITY: Final = 10_000
TOKEN_BYTES: Final = 9


class Memory:
    """Texts under short random tokens; the oldest go when time or room runs out."""

    def __init__(self, *, lifetime: float = LIFETIME, capacity: int = CAPACITY) -> None:
        self._lifetime = lifetime
        self._capacity = capacity
        self._texts: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._timer: TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._texts)

    def keep(self, text: str) -> str:
        """Return the token under which *text* can be recalled for the next quarter of an hour."""
        token = token_urlsafe(TOKEN_BYTES)
        loop = get_running_loop()
        self._texts[token] = (loop.time() + self._lifetime, text)
        if len(self._texts) > self._capacity:
            self._texts.popitem(last=False)
        if self._timer is None:
            self._timer = loop.call_at(self._first_end(), self._forget)
        return token

    def recall(self, token: str) -> str | None:
        """Return the text kept under *token*, or None when it is gone."""
        until, text = self._texts.get(token, (0.0, None))
        return text if until > get_running_loop().time() else None

    def _forget(self) -> None:
        loop = get_running_loop()
        while self._texts and self._first_end() <= loop.time():
            self._texts.popitem(last=False)
        self._timer = loop.call_at(self._first_end(), self._forget) if self._texts else None

    def _first_end(self) -> float:
        return next(iter(self._texts.values()))[0]
