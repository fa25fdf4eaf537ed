from datetime import date

import pytest

from bot import app, checks, data
from bot.advisor import Book
from bot.options import Desk


@pytest.fixture(scope="session", name="desk")
def _desk() -> Desk:
    return app.build(date(2026, 11, 22))


@pytest.fixture(scope="session", name="book")
def _book(desk: Desk) -> Book:
    return desk.book


@pytest.fixture(scope="session", name="checked")
def _checked(desk: Desk) -> checks.Checked:
    return checks.check(desk, data.texts("rules", ".yaml"))
