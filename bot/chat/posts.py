"""What a posted message says: its own text, its embeds as lines, and what it forwards."""

from collections.abc import Iterator

from discord import Embed, Message, MessageSnapshot


def posted(message: Message) -> str:
    """Return everything that can be read in a message, line by line."""
    sources: list[Message | MessageSnapshot] = [message, *message.message_snapshots]
    return "\n".join(line for source in sources for line in lines(source) if line)


def lines(source: Message | MessageSnapshot) -> Iterator[str]:
    """Yield the text of a message, then that of its embeds."""
    yield source.content
    for embed in source.embeds:
        yield from embedded(embed)


def embedded(embed: Embed) -> Iterator[str]:
    """Yield what an embed says, a field as `name: value`."""
    yield embed.title or ""
    yield embed.description or ""
    for field in embed.fields:
        yield f"{(field.name or '').rstrip(': ')}: {field.value or ''}"
    yield embed.footer.text or ""
