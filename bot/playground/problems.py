"""Collects what is wrong with a body and refuses it as Discord does: every field named at once."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from bot.playground import words
from bot.playground.wire import Payload, Refusal, listed

INVALID_FORM_BODY: Final = 50035
Path = tuple[str | int, ...]


class Problems:
    """The errors of one body, nested like the body itself."""

    def __init__(self) -> None:
        self._errors: Payload = {}

    def add(self, path: Path, code: str, **details: object) -> None:
        """Note that the field at this path is wrong."""
        node = self._errors
        for step in path:
            node = node.setdefault(str(step), {})
        message = words.PROBLEMS[code].format(**details)
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def refuse(self) -> None:
        """Raise the refusal when anything is wrong.

        Raises:
            Refusal: 400, code 50035, with a body that names each field.
        """
        if self._errors:
            raise Refusal(400, INVALID_FORM_BODY, words.INVALID_FORM, self._errors)

    def text(  # noqa: PLR0913 -- the bounds of one text field
        self,
        body: Mapping[str, Any],
        name: str,
        path: Path,
        *,
        most: int,
        least: int = 0,
        required: bool = False,
    ) -> str:
        """Check the length of a text field and return it, "" where there is none."""
        value = body.get(name)
        if value is None:
            if required:
                self.add((*path, name), "BASE_TYPE_REQUIRED")
            return ""
        if not isinstance(value, str) or not least <= len(value) <= most:
            self.add((*path, name), "BASE_TYPE_BAD_LENGTH", least=least, most=most)
        return str(value)

    def items(
        self, body: Mapping[str, Any], name: str, path: Path, *, most: int, least: int = 0
    ) -> list[Payload]:
        """Check how many entries a list has and return it, empty where there is none."""
        value = listed(body, name)
        if not least <= len(value) <= most:
            self.add((*path, name), "BASE_TYPE_BAD_LENGTH", least=least, most=most)
        return value

    def number(
        self, body: Mapping[str, Any], name: str, path: Path, *, least: int, most: int
    ) -> None:
        """Check that a whole number, where there is one, lies within its bounds."""
        value = body.get(name)
        if value is not None and not (isinstance(value, int) and least <= value <= most):
            self.add((*path, name), "NUMBER_TYPE_RANGE", least=least, most=most)

    def choice(
        self, body: Mapping[str, Any], name: str, path: Path, allowed: Collection[object]
    ) -> None:
        """Check that a field has one of the allowed values."""
        if body.get(name) not in allowed:
            listed = ", ".join(sorted(map(str, allowed)))
            self.add((*path, name), "BASE_TYPE_CHOICES", allowed=listed)
