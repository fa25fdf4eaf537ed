"""Registering the commands with Discord, once for every form they have ever had."""

import json
from asyncio import to_thread
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from discord import HTTPException
from discord.app_commands import CommandTree

from bot.chat.drain import log

RECORD: Final = "commands.sha256"


async def sync(tree: CommandTree[Any], folder: Path) -> None:
    """Register the commands of *tree*, unless those that Discord has are the same.

    What was registered last is remembered in *folder* by its hash, for each application anew.
    Where Discord refuses, the commands that it has go on working, and the next start tries again.
    """
    digest = await fingerprint(tree)
    record = folder / RECORD
    if await to_thread(read, record) == digest:
        return
    try:
        commands = await tree.sync()
    except HTTPException as error:
        log.error("unregistered", status=error.status, code=error.code)
        return
    await to_thread(write, record, digest)
    log.info("registered", commands=len(commands))


async def fingerprint(tree: CommandTree[Any]) -> str:
    """Return the hash of what would be registered, and for which application."""
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator)
        if translator
        else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    return sha256(json.dumps([tree.client.application_id, payload]).encode()).hexdigest()


def read(record: Path) -> str | None:
    """Return what was registered last, or None."""
    return record.read_text(encoding="ascii") if record.is_file() else None


def write(record: Path, digest: str) -> None:
    """Remember what is registered now."""
    record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    record.write_text(digest, encoding="ascii")
