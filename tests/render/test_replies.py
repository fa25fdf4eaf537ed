import re
from collections.abc import Mapping
from itertools import product

import pytest

from bot import data
from bot.advisor import FEATURES, parse
from bot.errors import (
    AmbiguousNumber,
    BadValue,
    BeyondBrackets,
    DiscordUnreachable,
    Expired,
    ImpossibleCombination,
    Internal,
    IsocrossError,
    LeverageAboveBracket,
    Missing,
    NotANumber,
    OutOfRange,
    RulebookRefused,
    SettingWrong,
    StartupError,
    TokenMissing,
    UnknownFeature,
    UnknownSymbol,
)
from bot.options import Desk
from bot.render import Card, plain, startup_error

MODES = re.compile(r"\b(cross|isolated|mixed)\b", re.IGNORECASE)
CARD_WORDS = 130
TEXT_LENGTH = 4000

HEDGE = {"legs": "offsetting", "open_positions": "3", "strategy": "carry_hedge", "market": "usdm"}
BET = {"strategy": "event_driven", "experience": "beginner", "wants_loss_cap": "yes"}
TRADERS: Mapping[str, Mapping[str, str]] = {
    "nothing answered": {},
    "a bet": BET,
    "a hedge": HEDGE,
    "a hedge and a bet": {**HEDGE, "has_high_beta_bet": "yes"},
    "a bet in multi-assets mode": {**BET, "market": "usdm", "account_mode": "multi_assets"},
    "everything wrong": {
        **BET,
        "market": "usdm",
        "current_mode": "cross",
        "legs": "same_direction",
        "open_positions": "5",
        "monitoring": "set_and_forget",
        "volatility": "extreme",
        "liquidity": "thin",
        "whole_account_in_wallet": "yes",
        "uses_stop": "none",
        "leverage": "50x",
        "risk": "20%",
        "has_risk_rules": "no",
        "testing_new_strategy": "yes",
    },
}
POSITION = {"symbol": "btc", "side": "long", "quantity": "0.5", "entry": "65000"}
CONTRACTS = {**POSITION, "symbol": "BTCUSD_PERP", "quantity": "333"}
PLAN = {
    "symbol": "btc",
    "side": "long",
    "balance": "7777",
    "risk": "1%",
    "entry": "65k",
    "stop": "63k",
}
BASKET = {"wallet": "3333", "positions": "long btc 0.1@65000 x10; long eth 2@3400 x5"}
NUMBERS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "an isolated long": ("liquidation", {**POSITION, "mode": "isolated", "wallet": "3333"}),
    "an estimated wallet": ("liquidation", {**POSITION, "mode": "isolated", "leverage": "20x"}),
    "a pool": (
        "liquidation",
        {**POSITION, "mode": "cross", "wallet": "3333", "others": "short eth 2@3400"},
    ),
    "a hedge": (
        "liquidation",
        {**POSITION, "mode": "cross", "wallet": "3333", "others": "short btc 0.2@65000"},
    ),
    "no price": ("liquidation", {**POSITION, "mode": "cross", "wallet": "99999"}),
    "under water": (
        "liquidation",
        {**POSITION, "mode": "isolated", "wallet": "3333", "mark": "57000"},
    ),
    "nothing left": (
        "liquidation",
        {**POSITION, "mode": "isolated", "wallet": "3333", "mark": "50000"},
    ),
    "contracts": (
        "liquidation",
        {**CONTRACTS, "mode": "isolated", "quantity": "3333", "leverage": "20x"},
    ),
    "a pool of contracts": (
        "liquidation",
        {
            **CONTRACTS,
            "mode": "cross",
            "wallet": "0.7777",
            "others": "short btcusd_261225 20@3400",
        },
    ),
    "contracts that the wallet covers": (
        "liquidation",
        {**CONTRACTS, "mode": "cross", "side": "short", "wallet": "0.7777"},
    ),
    "contracts of another coin": (
        "liquidation",
        {
            **CONTRACTS,
            "symbol": "ETHUSD_PERP",
            "mode": "cross",
            "wallet": "0.7777",
            "contract_size": "10",
            "brackets": "0:0.5% 10:1%",
        },
    ),
    "a plan": ("size", {**PLAN, "target": "70k", "daily_range": "4%"}),
    "a plan at high leverage": ("size", {**PLAN, "leverage": "50x"}),
    "a plan on spot": ("size", {**PLAN, "market": "spot_margin"}),
    "less than one lot": ("size", {**PLAN, "lot": "1"}),
    "a basket": ("compare", {**BASKET, "shocks": "-5%, -30%"}),
    "a basket under the usual shocks": ("compare", BASKET),
    "a basket that rises": ("compare", {**BASKET, "shocks": "12%"}),
    "a scenario": ("compare", {**BASKET, "shocks": "BTC -15%, SOL -25%"}),
    "a hedge under a shock": (
        "compare",
        {"wallet": "3333", "positions": "long btc 0.1@65k x10; short btc 0.1@65k x10"},
    ),
    "a long paid in full": ("compare", {"wallet": "99999", "positions": "long btc 0.1@65k x1"}),
    "many shocks": (
        "compare",
        {**BASKET, "shocks": ", ".join(f"-{number}%" for number in range(1, 90))},
    ),
    "many positions": (
        "compare",
        {
            "wallet": "99999",
            "positions": "; ".join(
                f"short {coin} 3@100 x10" for coin in ("eth", "sol", "bnb", "ltc", "xrp", "ada")
            ),
        },
    ),
    "a stop that no leverage reaches": ("size", {**PLAN, "stop": "100"}),
}
TOUCH = {"price": "65000", "barrier": "58700", "days": "7", "volatility": "0.6", "side": "long"}
FORM = {"symbol": "BTCUSDT", "side": "long", "quantity": "0.5", "entry": "65000"}
SWING = {"days": "7", "volatility": "0.6"}
ENDING = {**FORM, "mode": "isolated", "wallet": "3333", "stop": "62000"}
ACCOUNT = {
    "wallet": "9000",
    "positions": [FORM, {**FORM, "symbol": "ETHUSDT", "quantity": "10", "entry": "3400"}],
    "correlation": "0.8",
}
CHANCES: Mapping[str, tuple[Mapping[str, object], str]] = {
    "a touch that hurts": (
        TOUCH,
        "**23.1%** chance that the price touches **58,700** within 7 days.",
    ),
    "a touch that helps": (
        {**TOUCH, "side": "short", "days": "1"},
        "**0.123%** chance that the price touches **58,700** within 1 day.",
    ),
    "a trend": ({**TOUCH, "drift": "-0.2"}, "chance that the price touches **58,700**"),
    "hardly ever": ({**TOUCH, "barrier": "20000"}, "**under 0.01%** chance"),
    "nearly always": ({**TOUCH, "barrier": "64999"}, "**over 99.9%** chance"),
    "there already": ({**TOUCH, "barrier": "65000"}, "**The price is at 65,000 already:**"),
    "a liquidation": (
        {**SWING, "liquidation": ENDING},
        # (3,333 - 32,500) / (0.5 · 0.004 - 0.5) = 58,568.27
        "chance that the price touches **58,568.27** within 7 days.",
    ),
    "no liquidation": (
        {**SWING, "liquidation": {**ENDING, "mode": "cross", "wallet": "99999"}},
        "**0%:** no price liquidates this position",
    ),
    "a liquidation that is over": (
        {**SWING, "liquidation": {**ENDING, "mark": "57000"}},
        "**At these prices it is liquidated already:**",
    ),
    "an account": (
        {**SWING, "account": ACCOUNT},
        "chance that the account is liquidated within 7 days.",
    ),
}


def said(desk: Desk, feature: str, typed: Mapping[str, str], view: str = "card") -> Card:
    question, report = desk.ask(feature, typed, "en")
    return desk.words.reply(feature, question, report, locale="en", view=view)


@pytest.mark.parametrize("trader", TRADERS)
def test_the_recommendation_is_the_first_mode_that_is_named(desk: Desk, trader: str) -> None:
    _, report = desk.ask("mode", TRADERS[trader], "en")
    answer = getattr(report, "wanted", None) or getattr(report, "recommendation", None)

    first = MODES.search(said(desk, "mode", TRADERS[trader]).text)

    assert first is not None
    assert first[0].lower() == answer


@pytest.mark.parametrize(
    ("trader", "view"), [*product(TRADERS, ["card", "share", "why", "flips"])]
)
def test_every_side_of_an_advice_can_be_shown(desk: Desk, trader: str, view: str) -> None:
    card = said(desk, "mode", TRADERS[trader], view)

    assert len(card.text) <= TEXT_LENGTH
    assert "not advice" in card.sections[-1]
    assert "\n\n\n" not in card.text
    assert "---" not in card.text


@pytest.mark.parametrize(("trade", "view"), [*product(NUMBERS, ["card", "share", "why"])])
def test_every_side_of_a_number_can_be_shown(desk: Desk, trade: str, view: str) -> None:
    card = said(desk, *NUMBERS[trade], view)

    assert len(card.text) <= TEXT_LENGTH
    assert "not advice" in card.sections[-1]
    assert "the live value on Binance counts" in card.sections[-1]
    assert "\n\n\n" not in card.text
    assert "---" not in card.text


def test_the_reasons_end_with_what_was_not_checked_and_which_answer_would_allow_it(
    desk: Desk,
) -> None:
    told = said(desk, "mode", {"legs": "independent"}, "why").sections[-2]
    everything = said(desk, "mode", TRADERS["everything wrong"], "why").text

    assert told.startswith("**Not checked yet**\n")
    assert told.splitlines()[2].startswith("- Mode now (`current_mode`): ")  # most wait for it
    assert "`/size` and `/liquidation` check them" in told
    assert "`current_mode`" not in everything


def test_what_cannot_be_done_comes_with_what_to_do_instead_in_the_reasons_too(desk: Desk) -> None:
    for view in ("card", "why"):
        text = said(desk, "mode", TRADERS["a bet in multi-assets mode"], view).text

        assert "Multi-Assets Mode, which knows cross only. Leave Multi-Assets Mode first" in text


def told(desk: Desk, chance: str, view: str = "card") -> Card:
    feature = FEATURES["odds"]
    question = parse(feature.request, CHANCES[chance][0])
    report = feature.answer(question, desk.book)
    return desk.words.reply("odds", question, report, locale="en", view=view)


@pytest.mark.parametrize("chance", CHANCES)
def test_a_chance_is_told_in_the_first_line_and_briefly(desk: Desk, chance: str) -> None:
    text = told(desk, chance).text

    assert CHANCES[chance][1] in text.splitlines()[0]
    assert len(text.split()) <= CARD_WORDS


@pytest.mark.parametrize(("chance", "view"), [*product(CHANCES, ["card", "share", "why"])])
def test_every_side_of_a_chance_can_be_shown(desk: Desk, chance: str, view: str) -> None:
    card = told(desk, chance, view)

    assert "not advice" in card.sections[-1]
    assert not re.search(r"\n\n\n|---|3,333|99,999|9,000|0\.5 BTC", card.text)


def test_a_chance_is_told_with_its_limits_and_for_other_days(desk: Desk) -> None:
    text = told(desk, "a touch that hurts").text

    assert "LONG · from 65,000 down 9.69%, where the trade loses · volatility 60% a year" in text
    assert "- 1 day: 0.123%\n- 3 days: 6.41%\n- 7 days: 23.1%\n- 30 days: 58.2%" in text
    assert "a lower bound: no jumps, margin unchanged" in text


def test_a_touch_on_the_other_side_is_said_to_earn(desk: Desk) -> None:
    assert "where the trade earns" in told(desk, "a touch that helps").text


def test_half_the_leverage_and_the_stop_stand_in_the_same_line(desk: Desk) -> None:
    text = told(desk, "a liquidation").text

    assert re.search(r"- 30 days: [\d.]+%, at half the leverage [\d.]+%, your stop [\d.]+%", text)
    assert "standard error" not in text
    assert "Simulated, with a standard error of 0." in told(desk, "an account").text


@pytest.mark.parametrize("trader", TRADERS)
def test_an_advice_is_short_before_a_button_is_pressed(desk: Desk, trader: str) -> None:
    assert len(said(desk, "mode", TRADERS[trader]).text.split()) <= CARD_WORDS


@pytest.mark.parametrize("trade", NUMBERS)
def test_what_is_shared_holds_no_money_and_no_size(desk: Desk, trade: str) -> None:
    text = said(desk, *NUMBERS[trade], "share").text

    assert not re.search(r"333|7,?777|99,999|0\.5 BTC|77\.77|1,625|3,250|contracts", text)


def test_money_of_contracts_is_in_the_coin_and_their_size_is_said(desk: Desk) -> None:
    text = said(desk, *NUMBERS["contracts"]).text

    # 3,333 · 100 / 65,000 = 5.1277 BTC, a twentieth 0.25638; 5.1277 · 0.005 - 0.005 = 0.020638
    assert "3,333 contracts of 100 USD at 65,000" in text
    assert "maintenance 0.020638 BTC of 0.25638 BTC" in text
    assert "up to 10 BTC of position" in text


def test_both_losses_stand_side_by_side(desk: Desk) -> None:
    text = said(desk, "size", {**PLAN, "leverage": "5x"}).text

    # 77.77 / 2,000 = 0.038885 BTC, 2,527.525 USDT, at 5x a margin of 505.505
    assert "loses 77.77 USDT at the stop" in text
    assert "isolated about 505.50 USDT, cross at most 2,527.52 USDT" in text


def test_words_of_rules_carry_the_values_that_made_them_fire(desk: Desk) -> None:
    text = said(desk, "liquidation", {**NUMBERS["an isolated long"][1], "daily_range": "4%"}).text

    assert "only 2.4" in text
    assert "3 is the least" in text


ERRORS: Mapping[str, tuple[IsocrossError, list[str]]] = {
    "a misspelt command": (
        UnknownFeature(value="moed", did_you_mean=["mode"]),
        ["`moed`", "`mode`"],
    ),
    "an unknown symbol": (UnknownSymbol(value="BTCUSD", did_you_mean=["BTCUSDT"]), ["`BTCUSDT`"]),
    "a wrong choice": (
        BadValue(field="side", value="up", allowed=["long", "short"]),
        ["`up`", "`side`", "`long`", "`short`"],
    ),
    "a stop on the wrong side": (
        ImpossibleCombination(
            fields=["stop", "entry", "side"], values=["6.6E+4", "65000", "long"]
        ),
        ["`66000`", "below the entry"],
    ),
    "a loan on futures": (
        ImpossibleCombination(fields=["market", "borrowed"], values=["usdm", "5000"]),
        ["`borrowed` `5000` does not exist on USDⓈ-M futures", "change `market`"],
    ),
    "a target on the wrong side": (
        ImpossibleCombination(
            fields=["target", "entry", "side"], values=["66000", "65000", "short"]
        ),
        ["For a short the target lies below"],
    ),
    "something out of range": (
        OutOfRange(field="quantity", value="0", bound="above", limit="0"),
        ["`0`", "`quantity`", "more than 0"],
    ),
    "a position too large": (
        BeyondBrackets(symbol="BTCUSDT", notional="3250000000", cap="1800000000"),
        ["3,250,000,000", "1,800,000,000"],
    ),
    "too much leverage": (
        LeverageAboveBracket(symbol="BTCUSDT", leverage="200", largest=150, notional="32500"),
        ["200x", "`leverage:150`"],
    ),
    "two readings": (
        AmbiguousNumber(field="entry", value="65.000", readings=["65000", "65.000"]),
        ["`65000` or `65.000`"],
    ),
    "no number": (NotANumber(field="entry", value="abc"), ["`abc`", "`entry:65000`"]),
    "something missing": (Missing(fields=["wallet"]), ["`wallet:3250`"]),
    "the wrong money": (
        NotANumber(field="wallet", value="500 usdt", unit="BTC"),
        ["`500 usdt`", "`wallet`", "in BTC"],
    ),
    "a coin without a table": (
        Missing(fields=["contract_size", "brackets"], coin="ETH"),
        ["ETH", "only BTC", "`contract_size` and `brackets`", "`contract_size:10`"],
    ),
    "brackets that are missing": (
        Missing(fields=["others.0.brackets"], coin="ETH"),
        ["`others.0.brackets`"],
    ),
    "a pool of two coins": (
        ImpossibleCombination(
            fields=["symbol", "others.0.symbol"],
            values=["BTCUSD_PERP", "ETHUSD_PERP"],
            reason="other_coin",
        ),
        ["one coin", "Leave `ETHUSD_PERP` out"],
    ),
    "an old button": (Expired(command="size"), ["`/size`"]),
    "our own failure": (Internal(id="a1b2c3d4"), ["`a1b2c3d4`"]),
}


@pytest.mark.parametrize("case", ERRORS)
def test_a_mistake_names_the_value_and_what_to_type_instead(desk: Desk, case: str) -> None:
    error, expected = ERRORS[case]

    text = desk.words.error(error, locale="en")

    assert all(part in text for part in expected), text
    assert "\n" not in text


def test_typed_text_can_neither_ping_nor_format_nor_flood(desk: Desk) -> None:
    hostile = "`@everyone` **<@123>** \n# big" + "x" * 5000

    text = desk.words.error(NotANumber(field="entry", value=hostile), locale="en")

    assert text.startswith("`'@everyone' **<@123>** # big")
    assert text.count("`") == 6
    assert len(text) < 400


@pytest.mark.parametrize(
    "error",
    [
        TokenMissing(),
        SettingWrong(name="ISOCROSS_LOG", value="loud"),
        SettingWrong(name="DISCORD_TOKEN"),
        DiscordUnreachable(reason="refused"),
        RulebookRefused(problems=["rules/a.yaml:1:2: [a] wrong"]),
    ],
)
def test_what_keeps_it_from_starting_is_said_before_any_rule_is_loaded(
    error: StartupError,
) -> None:
    said_ = startup_error(data.texts("templates", ".yaml"), error)

    assert said_
    assert all(str(value) in said_ for value in error.details.values() if isinstance(value, str))


def test_a_terminal_shows_no_markup() -> None:
    assert plain("### Use **isolated**\n- `a`\n-# small") == "Use isolated\n• a\nsmall"
