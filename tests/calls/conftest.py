from collections.abc import Mapping

import pytest

from bot import data
from bot.advisor import Book
from bot.calls import Lexicon, Reader


@pytest.fixture(scope="session", name="tables")
def _tables() -> Mapping[str, str]:
    return data.texts("rules", ".yaml")


@pytest.fixture(scope="session", name="reader")
def _reader(tables: Mapping[str, str], book: Book) -> Reader:
    return Reader(Lexicon.of(tables), book.brackets.symbols)
