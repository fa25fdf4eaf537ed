from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import options
from bot.advisor import Book
from bot.advisor.call import Call, Doubt
from bot.advisor.check import Request
from bot.advisor.request import Mode, Side
from bot.calls import CallMarket, EntryKind, Flag
from bot.errors import BadValue, Expired, IsocrossError, Missing
from bot.options import readings

ROOM = 100 - len("1w:check:")
READ = Call(
    symbol="CFXUSDT",
    side=Side.LONG,
    entries=(Decimal("0.2066"),),
    entry_kind=EntryKind.LIMIT,
    stop=Decimal("0.1859"),
    targets=(Decimal("0.2097"), Decimal("0.2118"), Decimal("0.25")),
    leverage=Decimal(20),
    margin_mode=Mode.CROSS,
)
TARGETS = tuple(Decimal(f"0.{n}") for n in range(2100, 3000, 100))


def asked(call: Call, **more: object) -> Request:
    return Request.model_validate({"text": "", "call": call, **more})


def back(question: Request, book: Book) -> Request:
    found = options.unpack("check", options.pack("check", question, book), book)
    assert isinstance(found, Request)
    return found


prices = st.decimals("0.00000001", "99999999", places=8, allow_nan=False).map(
    lambda price: Decimal(f"{price:f}".rstrip("0").rstrip("."))
)
calls = st.builds(
    Call,
    symbol=st.sampled_from([None, "BTCUSDT", "1000PEPEUSDT", "BTCUSD_PERP"]),
    side=st.sampled_from([None, *Side]),
    side_inferred=st.booleans(),
    market=st.sampled_from(CallMarket),
    entries=st.lists(prices, max_size=3).map(tuple),
    entry_kind=st.sampled_from([None, *EntryKind]),
    stop=st.none() | prices,
    targets=st.lists(prices, max_size=12).map(tuple),
    leverage=st.none() | st.integers(1, 125).map(Decimal),
    margin_mode=st.sampled_from([None, *Mode]),
    flags=st.sets(st.sampled_from(Flag)).map(lambda some: tuple(f for f in Flag if f in some)),
    ask=st.sets(st.sampled_from(Doubt)).map(lambda some: tuple(d for d in Doubt if d in some)),
)


@given(calls)
def test_a_reading_comes_back_with_every_doubt_that_it_had(book: Book, call: Call) -> None:
    assert back(asked(call), book).call == call


def test_a_reading_with_nine_targets_and_the_money_fits_a_button(book: Book) -> None:
    call = READ.model_copy(update={"targets": TARGETS, "leverage_max": Decimal(50)})
    question = asked(call, balance="12345.67", risk={"fraction": "0.01"}, mode="cross")

    assert len(options.pack("check", question, book)) <= ROOM
    assert back(question, book) == question


def test_no_word_of_the_post_is_packed(book: Book) -> None:
    call = READ.model_copy(update={"stop_condition": "4H close", "exchange": "binance"})

    packed = options.pack("check", asked(call), book)

    assert "4H" not in packed
    assert "binance" not in packed
    assert back(asked(call), book).call == READ


@pytest.mark.parametrize(
    "packed", ["", "x", "x/y", "////////", "BTCUSDT/!//1//", "BTCUSDT/1/1/1/"]
)
def test_what_was_never_packed_is_expired(book: Book, packed: str) -> None:
    known = options.pack("check", asked(READ), book).split("~")

    with pytest.raises(Expired):
        options.unpack("check", "~".join([*known[:-1], known[-1][0] + packed]), book)


LINE = "/check text:"
POST = "LONG CFXUSDT Entry:0.2066 SL:0.1859\nRisk: 1%\nMode: Cross\nLeverage:20x"


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (f"{LINE}{POST}", {"text": POST}),
        (f"{LINE}{POST} balance:1 000 risk:1%", {"balance": "1 000", "risk": "1%"}),
        (f"{LINE}{POST}\nbalance:1000 risk:1% share:yes", {"balance": "1000", "risk": "1%"}),
        (f"/check balance:500 risk:10 usdt text:{POST}", {"balance": "500", "risk": "10 usdt"}),
        (f"/check risk:2% text:{POST} risk:1%", {"text": f"{POST} risk:1%", "risk": "2%"}),
        (
            f"{LINE}{POST} mode:isolated leverage:20x",
            {"text": f"{POST} mode:isolated leverage:20x"},
        ),
        (f"{LINE}{POST} risk: 3%", {"text": f"{POST} risk: 3%"}),
        (f"{LINE}{POST} risk:\n3%", {"text": f"{POST} risk:\n3%"}),
        (f"{LINE}see https://t.me/x text:more", {"text": "see https://t.me/x text:more"}),
        (LINE, {"text": ""}),
    ],
)
def test_a_post_keeps_its_own_names_and_values_but_for_options_at_its_end(
    book: Book, line: str, typed: dict[str, str]
) -> None:
    assert options.read_line(line, book) == ("check", {"text": POST, **typed})


def test_a_line_holds_a_post_of_4000_characters(book: Book) -> None:
    post = "x" * 4_000

    assert options.read_line(f"{LINE}{post} balance:1", book)[1]["text"] == post


def test_a_line_without_a_text_reads_as_any_other(book: Book) -> None:
    assert options.read_line("/check balance:5", book) == ("check", {"balance": "5"})
    with pytest.raises(IsocrossError) as caught:
        options.request("check", {"balance": "5"}, book, "en")
    assert caught.value.details == {"fields": ["text"]}


def test_a_packed_reading_is_nothing_to_type(book: Book) -> None:
    with pytest.raises(IsocrossError) as caught:
        options.read_line("/check call:x text:LONG", book)

    assert caught.value.key == "unknown_field"


def corrected(
    book: Book, changed: Mapping[str, str], locale: str = "en", call: Call = READ
) -> Call:
    question = asked(call)
    typed = {**readings.written(question), **changed}
    found = readings.corrected(question, typed, book, locale).call
    assert found
    return found


def test_a_reading_that_nobody_changes_stays_as_it_is(book: Book) -> None:
    for locale in ("en", "de"):
        numbers = {"entries": (Decimal("1.234"),), "leverage": Decimal("5.125")}
        call = READ.model_copy(update=numbers)
        assert corrected(book, {}, locale, call) == call


@pytest.mark.parametrize(
    ("typed", "field", "read"),
    [
        ({"trade": "SHORT btc/usdt"}, "side", "short"),
        ({"trade": "SHORT btc/usdt"}, "symbol", "BTCUSDT"),
        ({"trade": "CFXUSDT long"}, "symbol", "CFXUSDT"),
        ({"entries": "0.21; 0.2"}, "entries", (Decimal("0.2"), Decimal("0.21"))),
        ({"entries": "64,000 - 65,000"}, "entries", (Decimal(64000), Decimal(65000))),
        ({"entries": "64k, 65k"}, "entry_kind", "zone"),
        ({"entries": ""}, "entries", ()),
        ({"stop": "0,18"}, "stop", Decimal("0.18")),
        ({"stop": ""}, "stop", None),
        ({"targets": "0.3"}, "targets", (Decimal("0.3"),)),
        ({"leverage": "isolated 5x"}, "margin_mode", "isolated"),
        ({"leverage": "5-10x"}, "leverage_max", Decimal(10)),
        ({"leverage": "10x - 5x"}, "leverage_max", Decimal(10)),
        ({"leverage": "5-10x"}, "margin_mode", None),
        ({"leverage": ""}, "leverage", None),
        ({"trade": "long BTCUSD_PERP"}, "market", "coinm"),
    ],
)
def test_a_field_is_read_as_it_is_corrected(
    book: Book, typed: dict[str, str], field: str, read: object
) -> None:
    assert getattr(corrected(book, typed), field) == read


def test_what_was_in_doubt_is_settled_by_a_correction(book: Book) -> None:
    doubtful = READ.model_copy(
        update={"ask": (Doubt.SIDE,), "flags": (Flag.SIDE_CONFLICT, Flag.CANDLE_CLOSE_STOP)}
    )

    call = corrected(book, {}, call=doubtful)

    assert call.ask == ()
    assert call.flags == (Flag.CANDLE_CLOSE_STOP,)  # the form cannot say otherwise


@pytest.mark.parametrize(
    ("typed", "error", "field"),
    [
        ({"trade": "BTCUSDT"}, BadValue, "side"),
        ({"trade": "long short BTCUSDT"}, BadValue, "side"),
        ({"entries": "soon"}, IsocrossError, "entries"),
        ({"entries": "0"}, IsocrossError, "call.entries.0"),
        ({"stop": "0.1; 0.2"}, BadValue, "stop"),
        ({"leverage": "5-10-20x"}, BadValue, "leverage"),
        ({"leverage": "cross isolated"}, BadValue, "leverage"),
    ],
)
def test_a_correction_that_cannot_be_read_names_its_field(
    book: Book, typed: dict[str, str], error: type[IsocrossError], field: str
) -> None:
    with pytest.raises(error) as caught:
        corrected(book, typed)

    assert caught.value.details["field"] == field


def test_a_correction_without_a_contract_asks_for_one(book: Book) -> None:
    with pytest.raises(Missing) as caught:
        corrected(book, {"trade": "long"})

    assert caught.value.details == {"fields": ["symbol"]}
