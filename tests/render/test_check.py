import re
from collections.abc import Mapping
from itertools import product

import pytest

from bot.options import Desk
from bot.render import Card, plain

CFX = "🟢 Long #CFXUSDT\nLeverage: Cross (20x)\nEntry 0.2066\nTargets: 0.2097, 0.2118\nSL: 0.1859"
MONEY = {"balance": "1000", "risk": "1%"}
ZONE = "SHORT BTCUSDT zone 65000-66000 stop 68000 tp 60000, 65500 leverage 5-50x"
TWO = "LONG BTCUSDT entry 65000 stop 64000 10x\n\nSHORT ETHUSDT entry 3000 stop 3600 10x"
MANY = "\n\n".join(
    f"LONG {coin}USDT entry 100 stop 90 tp 120 5x"
    for coin in ("BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "LTC", "DOT")
)
CALLS: Mapping[str, Mapping[str, str]] = {
    "a stop never reached": {"text": CFX},
    "with money": {"text": CFX, **MONEY},
    "a short with money": {"text": "SHORT ETHUSDT entry 3000 stop 3100 tp 2500 10x", **MONEY},
    "a zone and a range": {"text": ZONE},
    "a zone and a range with money": {"text": ZONE, **MONEY},
    "both ends never reached": {"text": "LONG BTCUSDT entry 65000 stop 60000 30-50x"},
    "no leverage": {"text": "LONG BTCUSDT entry 65000 stop 64000"},
    "past the bracket": {"text": "LONG CFXUSDT entry 0.2066 stop 0.205 100x"},
    "no stop": {"text": "LONG BTCUSDT entry 65000 tp 70000 20x"},
    "a stop in percent": {"text": "LONG BTCUSDT entry 65000 stop -5% tp 70000 20x"},
    "a candle close": {"text": "LONG BTCUSDT entry 65000 stop 4h close below 63000 10x"},
    "a stop on the last price": {"text": CFX, "stop_trigger": "last"},
    "a stop on the mark price": {"text": CFX, "stop_trigger": "mark"},
    "a stop on the wrong side": {"text": "LONG BTCUSDT entry 65000 stop 66000 tp 70000 25x"},
    "a side against its prices": {"text": "LONG BTCUSDT entry 65000 stop 66000 tp 60000 25x"},
    "a target that loses": {"text": "LONG BTCUSDT entry 65000 stop 63000 tp 64000, 67000 5x"},
    "an ambiguous contract": {"text": "LONG BTCUSD entry 45000 stop 44000 25x"},
    "an unknown contract": {"text": "LONG FOOUSDT entry 65 stop 60 tp 70 20x", **MONEY},
    "a spot call": {"text": "LONG BTCUSDT spot entry 65000 stop 64000 tp 70000", **MONEY},
    "gold": {"text": "BUY XAUUSD 2000 - 2010 SL 1990 TP 2050"},
    "too large a position": {"text": CFX, "balance": "1000000000000", "risk": "50%"},
    "more at risk than usual": {"text": CFX, "balance": "1000", "risk": "5%"},
    "less than one lot": {"text": CFX, **MONEY, "lot": "1000"},
    "a leverage that cannot be": {"text": "LONG BTCUSDT entry 65000 stop 64000 300x"},
    "two calls": {"text": TWO},
    "many calls": {"text": MANY},
    "a market order": {"text": "LONG BTCUSDT now stop 60000 tp 70000 5x"},
    "a breakout": {"text": "LONG BTCUSDT above 65000 stop 63000 tp 70000 5x"},
    "no call": {"text": "Good morning"},
}
CARD_WORDS = 135
LONGER = {
    "more at risk than usual",
    "two calls",
    "many calls",
    "a zone and a range",
    "a zone and a range with money",
}


def said(desk: Desk, name: str, view: str = "card") -> Card:
    question, report = desk.ask("check", CALLS[name], "en")
    return desk.words.reply("check", question, report, locale="en", view=view)


@pytest.mark.parametrize(("name", "view"), [*product(CALLS, ["card", "share", "why"])])
def test_every_side_of_a_check_can_be_shown(desk: Desk, name: str, view: str) -> None:
    if (name, view) == ("no call", "why"):
        return
    card = said(desk, name, view)

    assert len(card.text) <= 4_000
    assert "not advice" in card.sections[-1]
    assert "\n\n\n" not in card.text
    assert "---" not in card.text
    assert not re.search(r"None|True|False|\{|\}|\breason\.|\bask\.", card.text)


@pytest.mark.parametrize("name", sorted(set(CALLS) - LONGER))
def test_a_check_is_short_before_a_button_is_pressed(desk: Desk, name: str) -> None:
    assert len(said(desk, name).text.split()) <= CARD_WORDS


@pytest.mark.parametrize("name", CALLS)
def test_a_mark_never_stands_without_words(desk: Desk, name: str) -> None:
    for line in plain(said(desk, name).text).splitlines():
        for mark in re.findall(r"[✓✗?!] ?(.*)", line) if re.match(r"[✓✗!]", line) else []:
            assert re.match(r"\w", mark)


@pytest.mark.parametrize("name", ["with money", "a zone and a range with money"])
def test_what_is_shared_holds_no_money_and_no_size(desk: Desk, name: str) -> None:
    text = said(desk, name, "share").text

    assert not re.search(r"1,000|\b10 USDT|483|99\.8|14\.26|Size|margin at|Fees", text)


def test_the_first_lines_say_what_was_read_and_whether_its_stop_is_reached(desk: Desk) -> None:
    lines = plain(said(desk, "with money").text).splitlines()

    assert lines[0] == (
        "Read as: LONG CFXUSDT · entry 0.2066 · stop 0.1859 (10% away) · 20x · cross"
    )
    assert lines[2] == "✗ In isolated at 20x this stop is never reached."
    assert lines[3] == "Liquidation near 0.19825 (4.04% away), the stop is 10% away."
    assert lines[4] == (
        "✓ Largest leverage at which the stop comes first: 9x; "
        "with 25% more room than it needs, 7x."
    )


def test_both_losses_stand_side_by_side(desk: Desk) -> None:
    text = said(desk, "with money").text

    # 10 / 0.0207 = 483.09 CFX, 99.81 USDT, at 7x a margin of 14.26
    assert "For a loss of 10 USDT at the stop" in text
    assert "Size 483.09 CFX · 99.81 USDT · margin at 7x 14.26 USDT" in text
    assert "isolated about 14.26 USDT, cross at most 99.81 USDT" in text


def test_a_range_is_headed_by_the_end_that_fails(desk: Desk) -> None:
    lines = plain(said(desk, "a zone and a range").text).splitlines()

    assert lines[2] == "✗ In isolated at 50x this stop is never reached."
    assert "✓ In isolated at 5x the stop comes before liquidation." in lines
    assert "from 65,000, the worst entry, 19x" in lines[5]


def test_where_even_the_lower_end_fails_the_upper_one_needs_no_words(desk: Desk) -> None:
    text = said(desk, "both ends never reached").text

    assert "In isolated at **30x** this stop is **never reached**" in text
    assert "50x" not in text.splitlines()[2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no leverage", "It names no leverage."),
        ("no stop", "**No verdict yet.** It names no stop"),
        ("a stop in percent", "**No verdict yet.** Its stop is a percentage"),
        ("a candle close", "✗ The stop waits for a candle to close"),
        ("a stop on the last price", "✗ The stop watches the last price"),
        ("a stop on the wrong side", "✗ **Its stop lies on the winning side of the entry.**"),
        ("a side against its prices", "Long or short? The words and the prices do not agree."),
        ("a side against its prices", "Read as: **? BTCUSDT**"),
        ("a leverage that cannot be", "· 300x?"),
        ("a target that loses", "✗ Named as targets, but on the losing side: 64,000."),
        ("past the bracket", "✗ 100x is more than Binance allows here: at most 75x."),
        ("an ambiguous contract", "**No verdict yet.** Is it the COIN-M contract"),
        ("an unknown contract", "I have no brackets for this contract"),
        ("a spot call", "**No margin mode applies:** a call on spot borrows nothing."),
        ("gold", "**No verdict:** XAUUSD is no coin that I know."),
        ("too large a position", "✗ This risk would need a position larger than Binance allows."),
        ("more at risk than usual", "**! serious:** This trade may lose 5% of the account"),
        ("less than one lot", "**No size fits:** one lot of 1,000 CFX loses more than 10 USDT"),
        ("a leverage that cannot be", "**Please settle:** Which leverage is meant?"),
        ("a breakout", "entry on a break of 65,000"),
        ("many calls", "and 2 more."),
        ("no call", "This is **no trade call** that I can read."),
    ],
)
def test_what_is_wrong_or_open_is_said_in_words(desk: Desk, name: str, words: str) -> None:
    assert words in said(desk, name).text


def test_the_way_to_the_other_calls_is_shown_to_whoever_has_their_buttons(desk: Desk) -> None:
    assert "press its button" in said(desk, "two calls").text
    assert "press its button" not in said(desk, "two calls", "share").text


def test_why_names_each_reward_what_settles_the_mode_and_what_is_assumed(desk: Desk) -> None:
    text = said(desk, "a zone and a range", "why").text

    assert "60,000: 2.2" in text  # 5,500 / 2,500
    assert "From the worst entry, 65,000, at 50x: liquidation near 66,035.86" in text
    assert "(`legs` in `/mode`)" in text
    assert "Taken for granted" in text


def test_a_card_on_which_something_fails_is_coloured_as_a_warning(desk: Desk) -> None:
    assert said(desk, "a stop never reached").tone == "warning"
    assert said(desk, "no leverage").tone == "numbers"
