from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor import Book
from bot.calls import Call, Flag, Reader
from tests.calls.posts import posts
from tests.calls.variants import CHANGES, shuffled

POSTED = [post["text"] for post in posts()]
SAYS_SO = {
    "side": {Flag.SIDE_CONFLICT, Flag.STOP_WRONG_SIDE, Flag.TARGET_WRONG_SIDE},
    "stop": {Flag.STOP_WRONG_SIDE},
    "leverage": set[Flag](),
    "leverage_max": set[Flag](),
}
Change = Callable[[str, Random], str]


def silently_wrong(call: Call, meant: Call) -> Iterator[str]:
    for field, flags in SAYS_SO.items():
        asked = {*call.ask, *meant.ask} & {"symbol", field.removesuffix("_max")}
        same = getattr(call, field) == getattr(meant, field)
        if not (same or asked or flags & {*call.flags}):
            yield f"{field}: {getattr(call, field)}, not {getattr(meant, field)}"


def meant_by(call: Call, calls: tuple[Call, ...]) -> Call:
    return next((one for one in calls if one.symbol == call.symbol), calls[0])


@settings(max_examples=400, deadline=None)
@given(
    text=st.sampled_from(POSTED),
    changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3),
    dice=st.randoms(),
)
def test_a_post_written_differently_is_read_the_same_or_asked_about(
    reader: Reader, text: str, changes: list[Change], dice: Random
) -> None:
    calls = reader.calls(text)
    for change in changes:
        if change is not shuffled or len(calls) == 1:
            text = change(text, dice)

    found = reader.calls(text)

    assert calls or not found
    assert [wrong for call in found for wrong in silently_wrong(call, meant_by(call, calls))] == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_plain_call_survives_every_change(change: Change, reader: Reader) -> None:
    text = "LONG BTCUSDT\nLeverage: 10x\nEntry: 65000 - 65500\nSL: 63000\nTP: 68000 - 70000"

    assert reader.calls(change(text, Random(7))) == reader.calls(text)  # noqa: S311 -- a test's dice


@pytest.mark.parametrize("symbol", ["C98USDT", "1000PEPEUSDT", "A2ZUSDT", "1INCHUSDT"])
@pytest.mark.parametrize("spelling", ["{}", "#{}", "${}", "{}.P", "{}PERP"])
def test_digits_in_a_name_are_no_price(symbol: str, spelling: str, reader: Reader) -> None:
    (call,) = reader.calls(f"{spelling.format(symbol)} LONG 5x entry 1.5 SL 1.4 TP 1.7")

    assert (call.symbol, call.ask) == (symbol, ())


def test_every_contract_is_named_by_its_symbol(reader: Reader, book: Book) -> None:
    symbols = {symbol for symbol in book.brackets.symbols if symbol.endswith("USDT")}
    prices = {"4USDT", "42USDT"}  # as in `SL 42USDT`

    for symbol in symbols - prices:
        (call,) = reader.calls(f"{symbol} LONG 5x entry 1.5 SL 1.4 TP 1.7")
        assert (call.symbol, call.stop, call.ask) == (symbol, Decimal("1.4"), ())
