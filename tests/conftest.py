from datetime import date

import pytest

from bot import app
from bot.advisor import Book
from bot.options import Desk


@pytest.fixture(scope="session", name="desk")
def _desk() -> Desk:
    return app.build(date(2026, 11, 22))


@pytest.fixture(scope="session", name="book")
def _book(desk: Desk) -> Book:
    return desk.book
