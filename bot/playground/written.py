"""Messages and their files as Discord writes them on the wire."""

from copy import deepcopy
from typing import Final

from bot.playground.components import Part, media, walk
from bot.playground.payloads import application_user, person_user
from bot.playground.validation import ATTACHED
from bot.playground.wire import Payload
from bot.playground.world import HAS_SNAPSHOT, LOADING, Attachment, Message

FORWARD: Final = 1
"""The kind of a reference that forwards; 0 would answer."""

REPLY_KINDS: Final = {2: 20, 3: 19, 5: 19}
"""Kinds of messages by the kind of interaction that made them."""


def message(said: Message, application_id: str, base: str) -> Payload:
    """Return the message; addresses of its files begin with `base`."""
    author = said.author
    payload: Payload = {
        "id": said.id,
        "type": _kind(said),
        "channel_id": said.channel.id,
        "author": person_user(author) if author else application_user(application_id),
        "content": said.content,
        "timestamp": said.at.isoformat(),
        "edited_timestamp": said.edited.isoformat() if said.edited else None,
        "tts": False,
        "mention_everyone": said.pings,
        "mentions": [],
        "mention_roles": [],
        "attachments": [attachment(held, base) for held in said.attachments],
        "embeds": said.embeds,
        "pinned": False,
        "flags": said.flags | (LOADING if said.thinking else 0),
        "components": components(said, base),
    }
    if author is None:
        payload |= {"application_id": application_id, "webhook_id": application_id}
    if said.metadata:
        payload["interaction_metadata"] = said.metadata
    if said.forwarded:
        payload |= forward(said.forwarded, base)
        payload["flags"] |= HAS_SNAPSHOT
    return payload


def forward(said: Message, base: str) -> Payload:
    """Return where a forwarded message stands, and what it said at the time: little more."""
    place = said.channel
    home = {"guild_id": place.guild.id} if place.guild else {}
    reference = {"type": FORWARD, "channel_id": place.id, "message_id": said.id, **home}
    snapshot = {
        "type": _kind(said),
        "content": said.content,
        "mentions": [],
        "mention_roles": [],
        "attachments": [attachment(held, base) for held in said.attachments],
        "embeds": said.embeds,
        "timestamp": said.at.isoformat(),
        "edited_timestamp": said.edited.isoformat() if said.edited else None,
        "flags": said.flags,
        "components": components(said, base),
    }
    return {"message_reference": reference, "message_snapshots": [{"message": snapshot}]}


def attachment(held: Attachment, base: str) -> Payload:
    """Return a file of a message with its address."""
    url = address(held, base)
    body: Payload = {
        "id": held.id,
        "filename": held.filename,
        "size": len(held.content),
        "url": url,
        "proxy_url": url,
    }
    return body | ({"description": held.description} if held.description else {})


def address(held: Attachment, base: str) -> str:
    """Return where a file is served."""
    return f"{base}/attachments/{held.key}/{held.filename}"


def components(said: Message, base: str) -> list[Payload]:
    """Return the components; where one names an attachment, its address stands instead."""
    held = {f"{ATTACHED}{file.filename}": file for file in said.attachments}
    if not held:
        return said.components
    parts = deepcopy(said.components)
    for part in walk(parts):
        for medium in media(part):
            if file := held.get(medium["url"]):
                url = address(file, base)
                medium |= {"id": file.id, "url": url, "proxy_url": url}
                if part["type"] == Part.FILE:
                    part |= {"name": file.filename, "size": len(file.content)}
    return parts


def _kind(said: Message) -> int:
    return REPLY_KINDS[said.metadata["type"]] if said.metadata else 0
