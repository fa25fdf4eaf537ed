from decimal import Decimal

import pytest

from bot.calls import Call, Reader

REST = "LONG BTCUSDT {} entry 65000 TP 68000 {}"


def read(reader: Reader, leverage: str, stop: str) -> Call:
    (call,) = reader.calls(REST.format(leverage, stop))
    return call


@pytest.mark.parametrize(
    "text",
    [
        "SL 63000",
        "sl:63000",
        "SL@63000",
        "SL=63000",
        "SL → 63000",
        "SL63000",
        "S/L 63000",
        "SL 63 000",
        "SL 63,000",
        "SL 63'000",
        "SL 63k",
        "SL $63,000.00",
        "SL 63000 USDT",
        "SL 63000USDT",
        "SL \uff16\uff13\uff10\uff10\uff10",
        "SL \u0666\u0663\u0660\u0660\u0660",
        "SL 63\u200b000",
        "\u202eSL 63000\u202c",
        "**SL** `63000`",
        "SL ||63000||",
        "SL 63000²",
        "SL (hard) 63000",
        "SL 63000 (-3.1%)",
        "SL1 63000",
        "Stop Loss 1) 63000",
        "SL 63000 (risk 500)",
        "SL 63000\nMove SL to 64000 after TP1",
        "trailing stop 500, SL 63000",
        "liquidation 61000, SL 63000",
    ],
)
def test_a_stop_is_read_however_it_is_written(text: str, reader: Reader) -> None:
    call = read(reader, "10x", text)

    assert (call.stop, call.ask) == (Decimal(63000), ())


@pytest.mark.parametrize(
    "text",
    [
        "SL 63000 SL 62000",
        "SL 63000 or 62000",
        "SL 63000 / 62000",
        "SL1 63000 SL2 62000",
        "SL: 63000\n62000",
        "~~SL 63000~~ SL 62000",
        "SL changed from 63000 to 64000",
        "SL 62-63k",
        "SL 63.000",
        "SL 63.00.0",
        "SL 63,5 or 63.5",
        "SL 63",
        "SL 630000",
        "SL 63000pts",
        "SL 500 points",
        "SL 0.5R",
        "SL 6.3e4",
        "SL 6.3万",
        "SL 0.0₅63",
        "SL 6З000",  # noqa: RUF001 -- a Cyrillic letter for the 3
        "SL 5 - 10%",
        "SL 1.5% or 63000",
        "no SL, 5000 members",
        "Stop losing money, join 5000 traders",
        "Stop overthinking 63000",
        "63000 stop, join us",
        "SL/liquidation 63000",
        "SL 2x ATR, 63000 is the low",
    ],
)
def test_a_stop_that_may_be_another_is_asked(text: str, reader: Reader) -> None:
    assert "stop" in read(reader, "10x", text).ask


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20x", "20", ""),
        ("20 x", "20", ""),
        ("x20", "20", ""),
        ("x 20", "20", ""),
        ("X20", "20", ""),
        ("20\u0445", "20", ""),
        ("20\u00d7", "20", ""),
        ("20倍", "20", ""),
        ("lev: 20", "20", ""),
        ("Leverage 20", "20", ""),
        ("20X Isolated", "20", ""),
        ("Cross (20.0X)", "20", ""),
        ("20xIsolated", "20", ""),
        ("10-20x", "10", "20"),
        ("10x - 20x", "10", "20"),
        ("10 – 20x", "10", "20"),  # noqa: RUF001 -- a dash as people type it
        ("10x to 20x", "10", "20"),
        ("10/20x", "10", "20"),
        ("x10-x20", "10", "20"),
        ("lev 10 - 20", "10", "20"),
    ],
)
def test_a_leverage_is_read_however_it_is_written(
    text: str, low: str, high: str, reader: Reader
) -> None:
    call = read(reader, text, "SL 63000")

    assert (call.leverage, call.ask) == (Decimal(low), ())
    assert call.leverage_max == (Decimal(high) if high else None)


@pytest.mark.parametrize(
    "text",
    [
        "10x or 20x",
        "10x isolated 5x cross",
        "5x (max 10x)",
        "up to 20x",
        "max 20x",
        "could do 20x",
        "20x gains",
        "RR: 3x",
        "potential: 5x",
        "500x",
        "0x",
        "Leverage 1:20",
        "2x position 10x leverage",
    ],
)
def test_a_leverage_that_may_be_another_is_asked(text: str, reader: Reader) -> None:
    assert "leverage" in read(reader, text, "SL 63000").ask


@pytest.mark.parametrize(
    "text",
    [
        "LONG BTCUSDT entry 65000 SL 63000 TP 68000 ... no wait SHORT",
        "LONG/SHORT signal BTCUSDT entry 65000 SL 63000 TP 68000",
        "Direction: LONG (not SHORT) BTCUSDT entry 65000 SL 63000 TP 68000",
        "don't long BTCUSDT, entry 65000 SL 63000 TP 68000",
        "never short BTCUSDT, entry 65000 SL 66000 TP 62000",
        "BTCUSDT short squeeze! entry 65000 SL 63000 TP 68000",
        "Close your shorts. BTCUSDT entry 65000 SL 63000 TP 68000",
        "> LONG BTCUSDT entry 65000 SL 63000 TP 68000\nI'd rather short this",
        "Sell 68000 BTCUSDT, buy 65000",
        "LONG BTCUSDT 65000 SL 63000 TP 68000 | SHORT ETHUSDT 3400 SL 3500 TP 3200",
    ],
)
def test_a_side_that_may_be_the_other_is_asked(text: str, reader: Reader) -> None:
    (call,) = reader.calls(text)

    assert "side" in call.ask


@pytest.mark.parametrize(
    "text",
    [
        "LARGO BTCUSDT entrada 65.100 stop 63.250 objetivo 68.300",
        "LONG BTCUSDT entry 65.000 SL 63.500 TP 68.000",
        "LONG ADAUSDT entry 1.25 SL 1,20 TP 1,234",
    ],
)
def test_points_and_commas_that_may_mean_two_things_are_asked(text: str, reader: Reader) -> None:
    (call,) = reader.calls(text)

    assert "stop" in call.ask


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("#SOL\nLong\nEntry 150\nSL 140\nTP 170\n#BTC #ETH #crypto", "SOLUSDT"),
        ("ETH/USDT short entry 3400 SL 3500 TP 3200, BTCUSDT looks weak too", "ETHUSDT"),
        ("SIGNAL #0042 #VIP\nSOLUSDT long entry 150 SL 140 TP 170", "SOLUSDT"),
        ("btc: long now, high conviction, entry 65000 SL 63000 TP 68000", "BTCUSDT"),
    ],
)
def test_other_coins_in_the_text_are_not_the_contract(
    text: str, symbol: str, reader: Reader
) -> None:
    (call,) = reader.calls(text)

    assert (call.symbol, call.ask) == (symbol, ())


@pytest.mark.parametrize(
    "text",
    [
        "BTCUSDT or ETHUSDT long, entry 65000 SL 63000 TP 68000",
        "#BTC #ETH long, entry 65000 SL 63000 TP 68000",
    ],
)
def test_two_contracts_at_once_are_asked(text: str, reader: Reader) -> None:
    (call,) = reader.calls(text)

    assert call.ask == ("symbol",)


def test_a_currency_is_read_and_known_to_be_no_contract(reader: Reader) -> None:
    (call,) = reader.calls("LONG #EUR entry 1.08 SL 1.07 TP 1.10")

    assert (call.symbol, call.market, call.flags) == ("EUR", "unknown", ("symbol_unknown",))
