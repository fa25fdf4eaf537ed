from decimal import Decimal

import pytest

from bot.advisor import Book, learn
from bot.errors import UnknownTopic
from bot.library import Kind


def read(book: Book, topic: str) -> learn.Report:
    return learn.answer(learn.Request(topic=topic), book)


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("liquidation price", "liquidation-price"),
        ("Liquidation", "liquidation"),
        ("liqudation", "liquidation"),
        ("mainenance margin", "maintenance-margin"),
        ("-4168", "multi-assets-mode"),
        ("funding", "funding"),
        ("crss", "cross"),
        ("why does my cross liq price keep moving", "cross-price-moves"),
        ("100x", "hundred-times-one-percent"),
    ],
)
def test_a_topic_is_found_however_it_is_spelt(book: Book, typed: str, card: str) -> None:
    assert read(book, typed).card == card


def test_a_card_is_found_by_its_title_its_id_and_every_other_name(book: Book) -> None:
    for name, card in learn.names(book.library).items():
        assert read(book, name).card == card


def test_what_no_card_is_about_is_said_with_what_is_nearest(book: Book) -> None:
    with pytest.raises(UnknownTopic) as caught:
        read(book, "qqqq")

    assert caught.value.details == {"value": "qqqq", "feature": "learn", "did_you_mean": []}


def test_an_example_is_computed_when_it_is_read(book: Book) -> None:
    example = read(book, "hundred-times-one-percent").example

    assert example
    distance = example.values["one.distance"]
    # price = (65 - 6,500) / (0.1 · (0.004 - 1)) = 64,608.43, 391.57 below 65,000
    assert round(Decimal(str(distance)), 8) == Decimal("0.00602410")


def test_a_card_names_its_sources_with_address_and_day(book: Book) -> None:
    source = read(book, "bracket").sources[0]

    assert source.id == "X13"
    assert source.at
    assert source.at.startswith("https://www.binance.com/")
    assert source.read
    assert source.read.isoformat() == "2026-11-22"


def test_a_myth_carries_the_wrong_statement(book: Book) -> None:
    assert read(book, "last-price-myth").myth == book.rulebook.sources["W06"].says


def test_without_a_topic_every_card_stands_on_the_shelf_of_its_kind(book: Book) -> None:
    report = learn.answer(learn.Request(), book)

    assert [shelf.kind for shelf in report.index] == list(Kind)
    assert {each.card for shelf in report.index for each in shelf.cards} == set(book.library.cards)
