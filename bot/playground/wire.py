"""What travels: JSON objects, snowflakes of the present time and Discord's refusals."""

import json
import time
from collections.abc import Mapping
from itertools import count
from typing import Any, Final, cast

Payload = dict[str, Any]
"""A JSON object as it stands on the wire."""

DISCORD_EPOCH: Final = 1_420_070_400_000
"""First second of 2015, in milliseconds of the Unix epoch."""
TIME_SHIFT: Final = 22
INCREMENTS: Final = 4096

_increment = count()


def snowflake() -> str:
    """Return a new id; its upper bits hold the present time in milliseconds."""
    elapsed = time.time_ns() // 1_000_000 - DISCORD_EPOCH
    return str((elapsed << TIME_SHIFT) | (next(_increment) % INCREMENTS))


compact: Final = json.JSONEncoder(
    separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode
"""Write a value as JSON without spaces."""


def listed(body: Mapping[str, Any], name: str) -> list[Payload]:
    """Return the objects of a field; none where it holds no list."""
    value = body.get(name)
    return cast("list[Payload]", value) if isinstance(value, list) else []


def nested(body: Mapping[str, Any], name: str) -> Payload:
    """Return the object of a field; an empty one where it holds none."""
    value = body.get(name)
    return cast("Payload", value) if isinstance(value, dict) else {}


def localized(body: Mapping[str, Any], name: str, locale: str) -> str:
    """Return a text in a language, or as it is where it has no translation."""
    return str(nested(body, f"{name}_localizations").get(locale) or body.get(name) or "")


class Refusal(Exception):
    """An answer of Discord that is no success: HTTP status, JSON error code and words."""

    def __init__(
        self, status: int, code: int, message: str, errors: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(status, code, message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def body(self) -> Payload:
        """The error body as Discord writes it."""
        body: Payload = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body
