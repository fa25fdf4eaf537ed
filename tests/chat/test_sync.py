from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from discord import HTTPException
from discord.app_commands import CommandTree

from bot.chat.sync import sync


@dataclass
class Registered:
    name: str

    def to_dict(self, _: object) -> dict[str, str]:
        return {"name": self.name}


@dataclass
class Trees:
    commands: list[Registered]
    application_id: int = 1
    refusal: Exception | None = None
    synced: int = 0
    translator: None = None
    client: Any = field(init=False)

    def __post_init__(self) -> None:
        self.client = SimpleNamespace(application_id=self.application_id)

    def get_commands(self) -> list[Registered]:
        return self.commands

    async def sync(self) -> list[Registered]:
        if self.refusal:
            raise self.refusal
        self.synced += 1
        return self.commands


def tree(*names: str, **parts: Any) -> Any:  # noqa: ANN401 -- stands in for a command tree
    return cast("CommandTree[Any]", Trees([Registered(name) for name in names], **parts))


async def test_the_same_commands_are_registered_once(tmp_path: Path) -> None:
    first, second = tree("mode", "size"), tree("mode", "size")

    await sync(first, tmp_path / "new")
    await sync(second, tmp_path / "new")

    assert (first.synced, second.synced) == (1, 0)


@pytest.mark.parametrize(
    "changed", [tree("mode", "size"), tree("mode", application_id=2)], ids=["command", "bot"]
)
async def test_another_command_or_another_application_is_registered_anew(
    tmp_path: Path,
    changed: Any,  # noqa: ANN401 -- stands in for a command tree
) -> None:
    await sync(tree("mode"), tmp_path)

    await sync(changed, tmp_path)

    assert changed.synced == 1


async def test_a_refused_registration_is_tried_again_at_the_next_start(tmp_path: Path) -> None:
    response = cast("Any", SimpleNamespace(status=503, reason=""))

    await sync(tree("mode", refusal=HTTPException(response, "")), tmp_path)
    again = tree("mode")
    await sync(again, tmp_path)

    assert again.synced == 1
