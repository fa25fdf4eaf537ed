import re
from datetime import date
from pathlib import Path

import pytest

from bot import app, checks, data
from bot.advisor import Book
from bot.options import Desk
from bot.rulebook import File, load

DAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[1] / "docs" / "overlays.md"


@pytest.fixture(scope="session", name="desk")
def _desk() -> Desk:
    return app.build(DAY)


@pytest.fixture(scope="session", name="book")
def _book(desk: Desk) -> Book:
    return desk.book


@pytest.fixture(scope="session", name="checked")
def _checked(desk: Desk) -> checks.Checked:
    return checks.check(desk, data.texts("rules", ".yaml"))


@pytest.fixture(scope="session", name="harbour")
def _harbour() -> str:
    block = re.search(r"```yaml\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    return block[1]


@pytest.fixture(scope="session", name="house")
def _house(harbour: str) -> Desk:
    rules = load(data.texts("rules", ".yaml"), DAY, File("harbour.yaml", harbour))
    return app.build(DAY, rules)
