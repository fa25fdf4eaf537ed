"""How what the bot sends becomes the content of a message."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.playground import words
from bot.playground.components import Part, numbered, walk
from bot.playground.problems import Path
from bot.playground.validation import check_message
from bot.playground.wire import Payload, Refusal, listed, snowflake
from bot.playground.world import COMPONENTS_V2, Attachment, Message

EVERYBODY: Final = ("@everyone", "@here")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request, by its number."""

    index: str
    filename: str
    content: bytes


def revise(said: Message, data: Payload, uploads: list[Upload], path: Path) -> None:
    """Put what is sent into the message; what is not sent stays.

    Raises:
        Refusal: Discord would refuse the message as it would then be.
    """
    content = (data["content"] or "") if "content" in data else said.content
    embeds = listed(data, "embeds") if "embeds" in data else said.embeds
    components = listed(data, "components") if "components" in data else said.components
    attachments = _attachments(said, data, uploads)
    v2 = (said.flags | (data.get("flags") or 0)) & COMPONENTS_V2
    whole = {**data, "content": content, "embeds": embeds, "components": components}
    files = {attachment.filename for attachment in attachments}
    check_message(whole, v2=bool(v2), files=files, path=path)
    if not (content or embeds or components or attachments):
        raise Refusal(*words.EMPTY_MESSAGE)
    said.content, said.embeds, said.components = content, embeds, numbered(components)
    said.attachments = attachments
    said.flags |= v2
    said.pings = _pings(content, components, data)


def change(said: Message, data: Payload, uploads: list[Upload], path: Path) -> None:
    """Put what is sent into a message that is there already; a waiting one waits no longer.

    Raises:
        Refusal: Discord would refuse the message as it would then be.
    """
    revise(said, data, uploads, path)
    said.edited = None if said.thinking else datetime.now(UTC)
    said.thinking = False


def _attachments(said: Message, data: Payload, uploads: list[Upload]) -> list[Attachment]:
    entries = {str(entry["id"]): entry for entry in listed(data, "attachments")}
    held = [a for a in said.attachments if "attachments" not in data or a.id in entries]
    for upload in uploads:
        entry = entries.get(upload.index, {})
        name = entry.get("filename") or upload.filename
        held.append(Attachment(snowflake(), name, upload.content, entry.get("description")))
    return held


def _pings(content: str, components: list[Payload], data: Payload) -> bool:
    allowed = data.get("allowed_mentions")
    if allowed is not None and "everyone" not in (allowed.get("parse") or []):
        return False
    shown = [part["content"] for part in walk(components) if part["type"] == Part.TEXT]
    return any(name in text for name in EVERYBODY for text in [content, *shown])
