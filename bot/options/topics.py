"""What is taught, suggested while its name is typed."""

from bot.advisor import Book, learn, scenario
from bot.advisor.taught import alike
from bot.options.symbols import SUGGESTIONS


def suggest_topics(feature: str, text: str, book: Book) -> dict[str, str]:
    """Return up to 25 titles by id: of cards, or for `scenario` of scenarios; alike ones first."""
    library = book.library
    if feature == "scenario":
        titles = {each.id: each.title for each in scenario.ordered(library)}
        names = scenario.names(library)
    else:
        titles = {
            each.card: each.title for shelf in learn.shelves(library) for each in shelf.cards
        }
        names = learn.names(library)
    ranked = [names[name] for name, _ in alike(text, names)] if text.strip() else list(titles)
    return {name: titles[name] for name in list(dict.fromkeys(ranked))[:SUGGESTIONS]}
