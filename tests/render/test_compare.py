import re
from collections.abc import Mapping

import pytest

from bot.advisor import FEATURES, parse
from bot.errors import OutOfRange
from bot.options import Desk

WORDS = 130
BASKET = {"wallet": "3333", "positions": "long btc 0.1@65000 x10; long eth 2@3400 x5"}
HEDGE = {"wallet": "3333", "positions": "long btc 0.1@65k x10; short btc 0.1@65k x10"}


def said(desk: Desk, typed: Mapping[str, str], view: str = "card") -> str:
    question, report = desk.ask("compare", typed, "en")
    return desk.words.reply("compare", question, report, locale="en", view=view).text


def test_a_shock_is_answered_in_the_first_line_for_both_modes(desk: Desk) -> None:
    first, *_ = said(desk, {**BASKET, "shocks": "-5%, -30%"}).splitlines()

    # 3,333 - 13,300 · 0.3 is below 0; 3,333 - 650 - 1,360 = 1,323
    assert first == (
        "### Under **-30%** cross loses everything; isolated loses every position and keeps "
        "**1,323 USDT**."
    )


@pytest.mark.parametrize(
    ("shocks", "expected"),
    [
        ("-5%", "neither mode loses a position; both keep **2,668 USDT**"),  # 3,333 - 665
        ("-12%", "cross holds every position and keeps **1,737 USDT**"),  # 3,333 - 1,596
        ("-12%", "isolated loses BTCUSDT long and keeps **1,867 USDT**"),  # - 650 - 816
        ("-5%", "-5%** cross 2,668 · isolated 2,668"),
        ("-12%", "-12%** cross 1,737 · isolated 1,867, 1 of 2 gone"),
        ("-40%", "-40%** cross 0, all gone · isolated 1,323, 2 of 2 gone"),
        ("-5%", "cross holds to **-24.7%**, isolated to **-9.63%** (first BTCUSDT long)"),
        ("-5%", "only each one's margin, with 1,323 USDT outside"),
        ("BTC 5.25%", "Under **BTCUSDT +5.25%**"),
    ],
)
def test_what_is_left_and_what_is_survived_is_said(desk: Desk, shocks: str, expected: str) -> None:
    assert expected in said(desk, {**BASKET, "shocks": shocks})


def test_the_move_that_is_survived_is_never_said_larger_than_it_is(desk: Desk) -> None:
    # 650 + 6,500 x = 0.004 · 6,500 (1 + x) at -9.6386 %
    text = said(desk, BASKET)

    assert "-9.63%" in text
    assert "-9.64%" not in text


def test_a_mode_that_nothing_ends_says_so(desk: Desk) -> None:
    paid = {"wallet": "9999", "positions": "long btc 0.1@65k x1"}

    assert "cross holds at any move from -100% to +1,000%, isolated to" in said(desk, HEDGE)
    assert "no move from -100% to +1,000% liquidates anything" in said(desk, paid)


def test_what_is_liquidated_already_is_said(desk: Desk) -> None:
    feature = FEATURES["compare"]
    held = {"symbol": "BTCUSDT", "side": "long", "quantity": "1", "entry": "65000"}
    positions = [{**held, "mark": "58000", "leverage": "10"}]
    question = parse(feature.request, {"wallet": "9000", "positions": positions})

    report = feature.answer(question, desk.book)

    text = desk.words.reply("compare", question, report, locale="en").text
    assert "isolated **not even now** (first BTCUSDT long)" in text


@pytest.mark.parametrize("shocks", ["-5%, -10%, -20%", "-30%", "12%", "BTC -15%, SOL -25%"])
@pytest.mark.parametrize("account", [BASKET, HEDGE])
def test_a_comparison_is_short_before_a_button_is_pressed(
    desk: Desk, account: Mapping[str, str], shocks: str
) -> None:
    words = re.findall(r"\S*\w\S*", said(desk, {**account, "shocks": shocks}))

    assert len(words) <= WORDS


def test_a_long_list_of_shocks_or_positions_says_what_it_leaves_out(desk: Desk) -> None:
    shocks = ", ".join(f"-{number}%" for number in range(1, 90))
    coins = ("eth", "sol", "bnb", "ltc", "xrp", "ada")
    positions = "; ".join(f"short {coin} 3@100 x10" for coin in coins)

    assert "77 more shocks are not shown" in said(desk, {**BASKET, "shocks": shocks})
    assert "and 2 more positions" in said(desk, {**BASKET, "positions": positions})


def test_why_names_the_margin_behind_each_position(desk: Desk) -> None:
    text = said(desk, BASKET, "why")

    assert "- BTCUSDT long: 650 USDT" in text
    assert "- ETHUSDT long: 1,360 USDT" in text
    assert "- behind none of them: 1,323 USDT" in text


def test_too_small_a_wallet_is_told_why(desk: Desk) -> None:
    with pytest.raises(OutOfRange) as caught:
        said(desk, {**BASKET, "wallet": "2000"})

    text = desk.words.error(caught.value, locale="en")
    assert text.startswith("`2000` is too little for `wallet`")
    assert "come to 2,010 together" in text  # 650 + 1,360
