from collections.abc import Mapping
from itertools import product

import pytest

from bot.errors import BadValue, ImpossibleCombination, Missing
from bot.options import Desk
from bot.render import Card

CARD_WORDS = 120
LONG = {"mode": "cross_3x", "assets": "BTC 1@30000", "debts": "USDT 20000", "coin": "BTC"}
SHORT = {**LONG, "assets": "USDT 24680", "debts": "BTC 1@20000", "mode": "cross_5x"}
PRO = {
    "mode": "cross_pro",
    "assets": "BTC 2@10000 95%; USDC 79928",
    "debts": "BTC 1 2%; USDC 79928 +24680 3%",
    "coin": "BTC",
}
ACCOUNTS: Mapping[str, Mapping[str, str]] = {
    "a long": LONG,
    "a short": SHORT,
    "an isolated pair": {**LONG, "mode": "isolated", "leverage": "10x"},
    "isolated with typed levels": {
        **LONG,
        "mode": "isolated",
        "liquidation_ratio": "1.15",
        "call_ratio": "1.2",
    },
    "in the call": {**LONG, "assets": "BTC 1@24680"},
    "at liquidation": {**LONG, "assets": "BTC 1@21500"},
    "less than it owes": {**LONG, "assets": "BTC 1@15000"},
    "no debt": {**LONG, "debts": "USDT 0"},
    "no price liquidates": {**LONG, "assets": "BTC 1@30000; ETH 10@3000"},
    "a dollar coin moves": {**LONG, "coin": "USDT"},
    "always in the call": {
        **LONG,
        "assets": "BTC 1.2@100; ETH 115@1",
        "debts": "BTC 1; USDT 100",
    },
    "always at liquidation": {
        **LONG,
        "assets": "BTC 1.05@100; ETH 105@1",
        "debts": "BTC 1; USDT 100",
    },
    "no dollar coin": {**LONG, "debts": "ETH 10@2000"},
    "cross pro": {**PRO, "debts": "BTC 1 2%; USDC 79928 3%"},
    "cross pro at liquidation": PRO,
    "cross pro with a typed call": {**PRO, "call_ratio": "1.5"},
    "fifty coins": {
        **LONG,
        "assets": "BTC 1@30000;" + ";".join(f"C{number} 1@1" for number in range(49)),
    },
}


def said(desk: Desk, typed: Mapping[str, str], view: str = "card") -> Card:
    question, report = desk.ask("level", typed, "en")
    return desk.words.reply("level", question, report, locale="en", view=view)


@pytest.mark.parametrize(("account", "view"), [*product(ACCOUNTS, ["card", "share", "why"])])
def test_every_side_of_a_level_can_be_shown(desk: Desk, account: str, view: str) -> None:
    card = said(desk, ACCOUNTS[account], view)

    assert "the live value on Binance counts" in card.sections[-1]
    assert "not advice" in card.sections[-1]
    assert "\n\n\n" not in card.text
    assert "---" not in card.text
    assert "None" not in card.text
    assert len(card.text.split()) <= CARD_WORDS + (60 if view == "why" else 0)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_no_reply_promises_anything(desk: Desk, account: str) -> None:
    text = " ".join(said(desk, ACCOUNTS[account], view).text for view in ("card", "why")).lower()

    assert not any(word in text for word in ("safe", "guarantee", "profit"))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_a_shared_level_holds_no_money(desk: Desk, account: str) -> None:
    text = said(desk, ACCOUNTS[account], "share").text

    assert not any(money in text for money in ("20,000 USDT", "24,680 USDT", "repay", "add"))


def test_the_level_comes_first_with_the_direction_that_is_bad(desk: Desk) -> None:
    card = said(desk, LONG)

    first, summary = card.sections[0].splitlines()[:2]
    assert first == (
        "### Margin level **1.5**: above the margin call at 1.3. "
        "Low is bad here; liquidation starts at 1.1."
    )
    assert summary == "Cross 3x · BTC at 30,000 · assets 30,000 USDT / debts 20,000 USDT"
    assert "Liquidation at 1.1: with BTC at **22,000.00**, 26.7% below now" in card.text
    assert "Margin call at 1.3: with BTC at **26,000.00**, 13.3% below now" in card.text
    assert card.tone == "numbers"


def test_a_short_ends_above(desk: Desk) -> None:
    # 24,680 / 1.1 = 22,436.36, 24,680 / 1.16 = 21,275.86
    text = said(desk, SHORT).text

    assert "Liquidation at 1.1: with BTC at **22,436.36**, 12.2% above now" in text
    assert "Margin call at 1.16: with BTC at **21,275.86**, 6.38% above now" in text


def test_in_the_call_what_to_repay_or_add_is_said_before_the_prices(desk: Desk) -> None:
    card = said(desk, ACCOUNTS["in the call"])

    # 26,000 - 24,680 = 1,320; 1,320 / 0.3 = 4,400
    assert "in the margin call, at or below 1.3" in card.sections[0]
    assert card.sections[1] == (
        "**!** To get above 1.3, repay more than **4,400 USDT** out of the account's own assets, "
        "or add more than 1,320 USDT."
    )
    assert "Back at 1.3 with BTC at **26,000.00**, 5.35% above now" in card.text
    assert card.tone == "warning"


def test_at_liquidation_the_price_is_the_one_that_leads_back(desk: Desk) -> None:
    card = said(desk, ACCOUNTS["at liquidation"])

    assert "at or below 1.1, where Binance liquidates" in card.sections[0]
    assert "Back at 1.1 with BTC at **22,000.00**, 2.33% above now" in card.text
    assert "Liquidation at" not in card.text


def test_a_repayment_that_cannot_help_is_not_advised(desk: Desk) -> None:
    text = said(desk, ACCOUNTS["less than it owes"]).text

    assert "add more than **11,000 USDT**" in text  # 26,000 - 15,000
    assert "repaying out of the account itself does not get it there" in text


def test_what_does_not_exist_is_said_in_words(desk: Desk) -> None:
    assert "nothing is borrowed" in said(desk, ACCOUNTS["no debt"]).sections[0]
    alone = said(desk, ACCOUNTS["no price liquidates"]).text
    assert "No price of BTC alone liquidates this account" in alone
    assert "No price of BTC alone brings the margin call" in alone
    called = said(desk, ACCOUNTS["always in the call"]).text  # between 1.15 and 1.2
    assert "No price of BTC alone liquidates this account" in called
    assert "No price of BTC alone lifts the level above 1.3" in called
    lost = said(desk, ACCOUNTS["always at liquidation"]).text  # 1.05
    assert "No price of BTC alone lifts the level above 1.1" in lost
    assert "No price of BTC alone lifts the level above 1.3" in lost


def test_sums_without_a_dollar_coin_are_in_the_money_of_the_prices(desk: Desk) -> None:
    text = said(desk, ACCOUNTS["no dollar coin"]).text

    assert "assets 30,000 / debts 20,000 in the money of your prices" in text


def test_cross_pro_says_that_its_call_is_not_known(desk: Desk) -> None:
    text = said(desk, ACCOUNTS["cross pro"]).text

    # 19,000 + 79,928 - 89,928 = 9,000; 9,000 / 2,597.84 = 3.4644
    assert "Margin level **3.4644**: above 1, where liquidation starts" in text
    assert "The call level of Cross Pro is not known to us" in text


def test_cross_pro_never_says_that_repaying_does_not_help(desk: Desk) -> None:
    # 24,680 USDC of interest: 98,928 - 114,608 = -15,680, and maintenance of 3,338.24
    below = said(desk, {**PRO, "call_ratio": "1.5"}).text
    unknown = said(desk, PRO).text

    assert (
        "add collateral that counts for more than **20,687.36 USDC**" in below
    )  # 1.5 · 3,338.24 + 15,680
    assert "How much lifts the level is not computed for Cross Pro" in unknown
    assert "repaying" not in below + unknown


def test_the_largest_numbers_that_can_be_typed_can_be_said(desk: Desk) -> None:
    most = "1" + "0" * 30
    typed = {**LONG, "assets": f"BTC {most}@{most}", "debts": f"USDT 0.{'0' * 29}1"}

    for view in ("card", "share", "why"):
        assert said(desk, typed, view).text.count("Low is bad") == (view != "why")


def test_the_arithmetic_of_a_repayment_stands_behind_why(desk: Desk) -> None:
    text = said(desk, ACCOUNTS["in the call"], "why").text

    assert "assets 24,680 USDT / debts 20,000 USDT = 1.234" in text
    assert "(1.3 · 20,000 - 24,680) / (1.3 - 1) = 4,400" in text
    assert "A liquidation costs 2% of what is liquidated on top" in text


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            Missing(fields=["assets.1.price"], value="ETH"),
            "need `assets.1.price` for `ETH`. For example `assets:BTC 1@30000; USDT 5000`.",
        ),
        (
            Missing(fields=["debts.0.brackets"], value="BTC"),
            "`debts:BTC 13@30000 5% 50000:7% 100000:8%`",
        ),
        (
            ImpossibleCombination(
                fields=["assets.0.coin", "assets.1.coin"], values=["BTC", "BTC"]
            ),
            "`BTC` stands twice, as `assets.0.coin` and `assets.1.coin`. Name it once.",
        ),
        (
            BadValue(field="assets.0.coin", value="B-C"),
            "`B-C` does not fit `assets.0.coin`. Type it like `assets:BTC 1@30000; USDT 5000`.",
        ),
        (Missing(fields=["leverage"]), "`leverage:5x`"),
    ],
)
def test_a_mistake_says_what_to_type_instead(
    desk: Desk, error: Missing | ImpossibleCombination | BadValue, expected: str
) -> None:
    assert expected in desk.words.error(error, locale="en")
