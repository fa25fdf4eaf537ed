"""What the page and the server say to each other."""

import json
from typing import Final

from bot.playground import words, written
from bot.playground.wire import Payload
from bot.playground.world import Message, Person

DIRECT_ID: Final = "@me"
"""The one channel that is another for each person."""
SHAPES: Final[dict[str, dict[str, type]]] = {
    "choose": {"person": str, "channel": str},
    "suggest": {"seq": int, "text": str, "caret": int},
    "send": {"text": str},
    "press": {"message": str, "custom_id": str},
    "menu": {"message": str, "name": str},
    "select": {"message": str, "custom_id": str, "values": list},
    "class": {"count": int},
    "submit": {"modal": str, "fields": dict},
}


def view(said: Message, person: Person) -> Payload:
    """Return a message as the person sees it; others see of a command no more than its name."""
    return {
        "id": said.id,
        "author": {"name": said.author.name if said.author else words.BOT, "bot": not said.author},
        "at": said.at.isoformat(),
        "private": said.only_for is not None,
        "command": said.typed if said.by is person and said.typed else said.command,
        "by": said.by.name if said.by else None,
        "thinking": said.thinking,
        "failed": said.failed,
        "content": said.content,
        "components": said.components,
        "attachments": [
            {
                "filename": held.filename,
                "url": written.address(held, ""),
                "description": held.description,
            }
            for held in said.attachments
        ],
        "edited": said.edited is not None,
    }


def fitting(text: str) -> Payload | None:
    """Return what a page sent, None when it is nothing that a page sends."""
    try:
        sent: Payload = json.loads(text)
        shape = SHAPES[sent["type"]]
        fits = all(isinstance(sent[name], kind) for name, kind in shape.items())
    except (ValueError, LookupError, TypeError):
        return None
    return sent if fits else None
