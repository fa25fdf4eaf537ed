"""Registering the commands with Discord, once for every form they have ever had."""

import json
from asyncio import to_thread
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from discord import HTTPException
from discord.app_commands import CommandTree

from bot.chat.drain import log
from bot.errors import SettingWrong

Text = TypeVar("Text", str | None, None)

RECORD: Final = "commands.sha256"


async def sync(tree: CommandTree[Any], folder: Path) -> None:
    """Register the commands of *tree*, unless those that Discord has are the same.

    What was registered last is remembered in *folder* by its hash, for each application anew.
    Where Discord refuses, the commands that it has go on working, and the next start tries again.

    Raises:
        SettingWrong: The folder cannot be used.
    """
    digest = await fingerprint(tree)
    record = folder / RECORD
    if await on_disk(read, record) == digest:
        return
    try:
        commands = await tree.sync()
    except HTTPException as error:
        log.error("unregistered", status=error.status, code=error.code)
        return
    await on_disk(write, record, digest)
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


async def on_disk(work: Callable[..., Text], record: Path, *given: str) -> Text:
    """Do what may wait for the disk beside the event loop."""
    try:
        return await to_thread(work, record, *given)
    except OSError:
        raise SettingWrong(name="ISOCROSS_DATA", value=str(record.parent)) from None


def read(record: Path) -> str | None:
    """Return what was registered last, or None; make the folder if there is none."""
    record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return record.read_text(encoding="ascii", errors="replace") if record.is_file() else None


def write(record: Path, digest: str) -> None:
    """Remember what is registered now."""
    record.write_text(digest, encoding="ascii")
