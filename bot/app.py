"""The composition root: settings to rules, brackets and words; then to a client or a playground."""

from datetime import UTC, date, datetime
from typing import Final

from bot import data, render
from bot.advisor import FEATURES, Book
from bot.errors import StartupError
from bot.margin import brackets
from bot.options import Desk
from bot.render import Words
from bot.rulebook import load

BRACKETS: Final = "brackets/usdm.json"


def build(day: date | None = None) -> Desk:
    """Return all that answering needs, from the data that the package ships.

    Raises:
        RulebookRefused: The rules have problems; every one is listed.
    """
    today = day or datetime.now(UTC).date()
    rulebook = load(data.texts("rules", ".yaml"), today)
    table = brackets.parse(data.texts("rules", ".json")[BRACKETS])
    words = Words(data.texts("templates", ".yaml", ".j2"), rulebook, FEATURES)
    return Desk(Book(rulebook, table, today), words)


def terminal_words() -> dict[str, str]:
    """Return the words of the command line."""
    return render.read(data.texts("templates", ".yaml"), "terminal")


def startup_words(error: StartupError) -> str:
    """Return why nothing can start."""
    return render.startup_error(data.texts("templates", ".yaml"), error)
