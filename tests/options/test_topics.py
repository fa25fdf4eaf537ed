from bot.advisor import Book
from bot.options import suggest_topics


def test_cards_are_suggested_by_likeness(book: Book) -> None:
    assert next(iter(suggest_topics("learn", "fundng", book))) == "funding"
    assert "liquidation-price" in suggest_topics("learn", "liq", book)


def test_nothing_typed_suggests_as_many_cards_as_fit(book: Book) -> None:
    assert len(suggest_topics("learn", " ", book)) == 25


def test_scenarios_are_suggested_by_their_titles(book: Book) -> None:
    assert list(suggest_topics("scenario", "", book)) == [
        "hedger", "altcoin", "pair", "multi-assets", "wick", "funding-drain", "hedge-and-bet",
    ]  # fmt: skip
    assert list(suggest_topics("scenario", "wik", book)) == ["wick"]
