"""What a person fills into a modal, as the components of its submission."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.playground import words
from bot.playground.commands import Misspelt
from bot.playground.components import INPUT_TEXT, Part, numbered
from bot.playground.values import YES
from bot.playground.wire import Payload, listed

Given = str | bool | Sequence[str]
LISTS: Final = frozenset(Part) - {Part.TEXT_INPUT, Part.RADIO, Part.CHECKBOX}


def labelled(modal: Payload) -> Iterator[tuple[str, Payload]]:
    """Yield every field of the modal with its label."""
    for part in modal["components"]:
        if part["type"] == Part.LABEL:
            yield part["label"], part["component"]
        elif part["type"] == Part.ROW:
            yield from ((field["label"], field) for field in part["components"])


def submission(modal: Payload, fields: Mapping[str, Given]) -> Payload:
    """Return the data of the submission; a field that is not given keeps what it showed.

    Raises:
        Misspelt: A field that must be filled is empty, or has another length than allowed.
    """
    filled = {
        field["custom_id"]: _filled(label, field, fields.get(field["custom_id"]))
        for label, field in labelled(modal)
    }
    parts = [_part(part, filled) for part in numbered(modal["components"])]
    return {"custom_id": modal["custom_id"], "components": parts}


def _part(part: Payload, filled: dict[str, Payload]) -> Payload:
    written: Payload = {"type": part["type"], "id": part["id"]}
    if part["type"] == Part.LABEL:
        return written | {"component": _field(part["component"], filled)}
    if part["type"] == Part.ROW:
        return written | {"components": [_field(part["components"][0], filled)]}
    return written


def _field(field: Payload, filled: dict[str, Payload]) -> Payload:
    name = field["custom_id"]
    return {"type": field["type"], "id": field["id"], "custom_id": name, **filled[name]}


def _filled(label: str, field: Payload, given: Given | None) -> Payload:
    if field["type"] in LISTS:
        return {"values": _several(label, field, given)}
    if field["type"] == Part.CHECKBOX:
        shown = field.get("default", False) if given is None else given
        return {"value": shown if isinstance(shown, bool) else _first(shown).casefold() in YES}
    if field["type"] == Part.RADIO:
        return {"value": next(iter(_several(label, field, given)), None)}
    return {"value": _text(label, field, given)}


def _several(label: str, field: Payload, given: Given | None) -> list[str]:
    shown = [o["value"] for o in listed(field, "options") if o.get("default")]
    values = shown if given is None else _strings(given)
    offered = {option["value"] for option in listed(field, "options")}
    least = 0 if not field.get("required", True) else field.get("min_values") or 1
    most = field.get("max_values") or max(len(offered), 1)
    fitting = not offered or offered.issuperset(values)
    if (values and not fitting) or not least <= len(values) <= most:
        raise Misspelt(words.field_wrong(label))
    return values


def _strings(given: Given) -> list[str]:
    return [str(given)] if isinstance(given, str | bool) else list(given)


def _text(label: str, field: Payload, given: Given | None) -> str:
    text = str(field.get("value") or "") if given is None else _first(given)
    least = max(field.get("min_length") or 0, 1 if field.get("required", True) else 0)
    most = field.get("max_length") or INPUT_TEXT
    optional = not text and not field.get("required", True)
    if not optional and not least <= len(text) <= most:
        raise Misspelt(words.field_wrong(label))
    return text


def _first(given: Given) -> str:
    return next(iter(_strings(given)), "")
