import pytest

from bot.advisor import Book
from bot.options import suggest_symbols, symbol_from


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("BTCUSDT", "BTCUSDT"),
        ("btc", "BTCUSDT"),
        ("$btc", "BTCUSDT"),
        ("#BTCUSDT", "BTCUSDT"),
        ("BTC/USDT", "BTCUSDT"),
        ("btc-usdt", "BTCUSDT"),
        ("btc_usdt", "BTCUSDT"),
        ("xbt", "BTCUSDT"),
        ("XBTUSDT", "BTCUSDT"),
        ("BTCUSDT.P", "BTCUSDT"),
        ("BTCUSDTPERP", "BTCUSDT"),
        ("perp", "PERPUSDT"),
        ("ethusdc", "ETHUSDC"),
        ("1000pepe", "1000PEPEUSDT"),
        ("BTCUSDT_261225", "BTCUSDT_261225"),
        ("牛来", "牛来USDT"),
    ],
)
def test_a_symbol_is_understood_in_every_usual_spelling(
    book: Book, typed: str, symbol: str
) -> None:
    assert symbol_from(typed, book.brackets) == symbol


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("btc", "BTCUSD_PERP"),
        ("BTCUSD", "BTCUSD_PERP"),
        ("BTCUSD_PERP", "BTCUSD_PERP"),
        ("btcusd perp", "BTCUSD_PERP"),
        ("BTCUSD.P", "BTCUSD_PERP"),
        ("btc/usd-perp", "BTCUSD_PERP"),
        ("BTCUSD_261225", "BTCUSD_261225"),
        ("eth", "ETHUSD_PERP"),
        ("ETHUSD_261225", "ETHUSD_261225"),
        ("BTCUSDT", "BTCUSDT"),
    ],
)
def test_a_coin_margined_symbol_is_understood_too(book: Book, typed: str, symbol: str) -> None:
    assert symbol_from(typed, book.coinm) == symbol


@pytest.mark.parametrize("typed", ["BTCUSD_PERP", "btcusd perp", "BTCUSD.P"])
def test_a_coin_margined_symbol_keeps_its_name_elsewhere(book: Book, typed: str) -> None:
    assert symbol_from(typed, book.brackets) == "BTCUSD_PERP"


def test_a_coin_that_trades_by_the_thousand_is_not_taken_for_one(book: Book) -> None:
    assert symbol_from("pepe", book.brackets) == "PEPE"


def test_the_coin_typed_comes_first_and_then_the_largest_tables(book: Book) -> None:
    found = suggest_symbols("btc", book.brackets)

    assert found[0] == "BTCUSDT"
    assert all("BTC" in symbol for symbol in found)


def test_a_slip_of_the_finger_still_finds_the_contract(book: Book) -> None:
    assert "ETHUSDT" in suggest_symbols("ehtusdt", book.brackets)


@pytest.mark.parametrize("typed", ["", "u", "usdt", "1000", "zzzz", "x" * 100, "牛"])
def test_never_more_than_twenty_five_are_offered(book: Book, typed: str) -> None:
    found = suggest_symbols(typed, book.brackets)

    assert len(found) <= 25
    assert len(found) == len(set(found))
