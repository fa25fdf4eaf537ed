import re
from collections.abc import Mapping
from itertools import product

import pytest

from bot.options import Desk
from bot.render import Card

CARD_WORDS = 150
"""With a finding, whose words are the rule's; without one a card has some hundred."""

VIEWS = ("card", "share", "why")
MONEY = re.compile(
    r"(?<![\d,])(3,333|7,777|77\.77|0\.07|0\.5 |32,500|32\.50|29\.25|61\.75|3,250|260|65 )"
)

BARE = {"side": "long", "quantity": "0.5", "entry": "65k", "days": "3"}
HELD = {**BARE, "funding_rate": "0.01%"}
LOAN = {**BARE, "market": "spot_margin", "days": "1"}
CONTRACTS = {
    **HELD,
    "market": "coinm",
    "quantity": "3333",
    "contract_size": "100",
    "days": "10",
}
COSTS: Mapping[str, Mapping[str, str]] = {
    "bare": BARE,
    "funded": HELD,
    "named": {**HELD, "symbol": "btc", "margin": "3333"},
    "received": {**HELD, "side": "short", "days": "30"},
    "above the return": {**HELD, "margin": "7777", "expected_return": "77.77"},
    "within the return": {**HELD, "expected_return": "7777"},
    "above the margin": {**HELD, "margin": "77.77", "days": "30"},
    "fees above the margin": {**HELD, "margin": "1"},
    "no price": {**HELD, "side": "short", "funding_rate": "-99%"},
    "any price": {**HELD, "funding_rate": "-99%"},
    "loan": {**LOAN, "borrowed": "7777", "interest_hourly": "0.001%"},
    "no loan": LOAN,
    "coin": {**CONTRACTS, "symbol": "BTCUSD_PERP", "margin": "0.07777"},
    "coin not named": CONTRACTS,
}


def said(desk: Desk, typed: Mapping[str, str], view: str = "card") -> Card:
    question, report = desk.ask("cost", typed, "en")
    return desk.words.reply("cost", question, report, locale="en", view=view)


@pytest.mark.parametrize(("cost", "view"), [*product(COSTS, VIEWS)])
def test_every_side_of_a_cost_can_be_shown(desk: Desk, cost: str, view: str) -> None:
    text = said(desk, COSTS[cost], view).text

    assert text.splitlines()[-1].startswith("-# Estimate, not advice")
    assert "the live value on Binance counts" in text
    assert not re.search(r"---|\n\n\n|  ", text)


@pytest.mark.parametrize("cost", COSTS)
def test_a_cost_is_short_before_a_button_is_pressed(desk: Desk, cost: str) -> None:
    assert len(said(desk, COSTS[cost]).text.split()) <= CARD_WORDS


@pytest.mark.parametrize("cost", COSTS)
def test_a_shared_cost_holds_no_money_and_no_size(desk: Desk, cost: str) -> None:
    assert not MONEY.search(said(desk, COSTS[cost], "share").text)


def test_a_shared_cost_keeps_rates_prices_and_shares(desk: Desk) -> None:
    text = said(desk, COSTS["named"], "share").text

    assert "Closing at **65,123.56** nets nothing" in text
    assert "Funding 0.01% × 9, every 8 h if the rate stays: paid" in text
    assert "0.878% of the margin" in text


def test_the_first_line_says_what_is_paid_and_from_where_closing_pays(desk: Desk) -> None:
    first = said(desk, COSTS["named"]).text.splitlines()[0]

    # 32.50 + 29.25 = 61.75; 65,091 / 0.9995 = 65,123.56, and 123.56 / 65,000 = 0.19 %
    assert first == (
        "### It costs about **61.75 USDT**. "
        "Closing at **65,123.56** nets nothing, 0.19% above the entry."
    )


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("funded", "LONG USDⓈ-M futures · 0.5 coins · entry 65,000 · held for 3 days\n"),
        ("funded", "Fees 0.05% in and 0.05% out: 32.50\n"),
        ("funded", "Funding 0.01% × 9, every 8 h if the rate stays: 29.25\n"),
        ("funded", "Binance's break-even 65,032.50 counts the opening fee alone"),
        ("funded", "Money in the quote asset"),
        ("bare", "Funding is not in it."),
        ("bare", "type funding_rate"),
        ("received", "You receive about **260**. Closing at **65,519.74** nets nothing"),
        ("received", "292.50 received"),  # 32,500 · 0.0001 · 90
        ("above the return", "Costs take 79.4% of the return"),  # 61.75 / 77.77
        ("within the return", "Together 0.794% of the return"),  # 61.75 / 7,777
        ("named", "LONG BTCUSDT · 0.5 BTC · entry"),
        ("named", "takes 0.878% of the margin"),  # 29.25 / 3,333
        ("named", "use it up in 339 days"),  # 3,300.5 / 9.75 = 338.5
        ("above the margin", "**After 4.64 days, before you close,**"),  # 45.27 / 9.75
        ("fees above the margin", "The fees alone use up the margin"),
        ("no price", "**No price** makes up for that."),
        ("any price", "Closing pays at **any price**."),
        (
            "loan",
            "Interest 0.001% × 25 h if the rate stays: 1.94\n",
        ),  # 7,777 · 0.00001 · 25 = 1.944
        ("loan", "held for 1 day\n"),
        ("no loan", "Interest is not in it."),
        ("coin", "LONG BTCUSD_PERP · 3,333 contracts of 100 USD"),
        ("coin", "Fees 0.05% in and 0.05% out: 0.0051277 BTC\n"),  # 333,300 / 65,000 · 0.001
        ("coin not named", "Money in the coin"),
    ],
)
def test_a_cost_says_what_it_is_made_of(desk: Desk, cost: str, words: str) -> None:
    assert words in said(desk, COSTS[cost]).text


@pytest.mark.parametrize("view", ["card", "why"])
def test_binance_shows_a_break_even_price_of_futures_alone(desk: Desk, view: str) -> None:
    assert "Binance's break-even" in said(desk, COSTS["funded"], view).text
    assert "Binance's break-even" not in said(desk, COSTS["loan"], view).text


def test_what_was_estimated_is_dated(desk: Desk) -> None:
    given = {**HELD, "fee_open": "0.02%", "fee_close": "0.02%"}

    assert "usual fees of Nov 22, 2026" in said(desk, HELD).text
    assert "usual fees" not in said(desk, given).text


@pytest.mark.parametrize("view", VIEWS)
def test_the_largest_numbers_can_be_said(desk: Desk, view: str) -> None:
    large, small = "9" * 30, "0." + "0" * 29 + "1"
    typed = {
        **CONTRACTS,
        **dict.fromkeys(("quantity", "contract_size", "days"), large),
        **dict.fromkeys(("entry", "funding_interval_hours", "expected_return"), small),
    }

    assert "No price" in said(desk, typed, view).text
