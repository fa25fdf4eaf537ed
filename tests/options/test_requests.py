from decimal import Decimal

import pytest

from bot.advisor import Book, cost, liquidation, mode, odds, size
from bot.advisor.request import Market
from bot.errors import (
    AmbiguousNumber,
    BadValue,
    ImpossibleCombination,
    Missing,
    NotANumber,
    TooLong,
    UnknownFeature,
    UnknownField,
    UnknownTrait,
)
from bot.options import fields, read_line, request

LONG = {
    "mode": "isolated",
    "symbol": "btc",
    "side": "long",
    "quantity": "0.5",
    "entry": "65k",
    "wallet": "3250 usdt",
}


def asked(book: Book, **typed: str) -> liquidation.Request:
    question = request("liquidation", {**LONG, **typed}, book, "en")
    assert isinstance(question, liquidation.Request)
    return question


def test_a_typed_position_becomes_a_question(book: Book) -> None:
    question = asked(book)

    assert (question.symbol, question.quantity) == ("BTCUSDT", Decimal("0.5"))
    assert (question.entry, question.wallet) == (Decimal(65000), Decimal(3250))


@pytest.mark.parametrize("leverage", ["20x", "x20", "20", "20х", "20 x"])
def test_leverage_is_read_in_every_spelling(book: Book, leverage: str) -> None:
    assert asked(book, leverage=leverage).leverage == 20


def test_other_positions_are_read_from_a_list(book: Book) -> None:
    others = asked(book, mode="cross", others="short ETHUSDT 2@3400; long sol 40@150 x5").others

    assert [(other.symbol, str(other.side), other.quantity) for other in others] == [
        ("ETHUSDT", "short", Decimal(2)),
        ("SOLUSDT", "long", Decimal(40)),
    ]


def test_a_list_that_is_none_is_quoted_with_an_example(book: Book) -> None:
    with pytest.raises(BadValue) as caught:
        asked(book, mode="cross", others="short ETHUSDT 2@3400; some sol")

    assert caught.value.details["value"] == "some sol"


def test_a_quantity_in_dollars_is_not_taken_for_coins(book: Book) -> None:
    with pytest.raises(NotANumber):
        asked(book, quantity="5000 usdt")


def test_a_quantity_may_name_its_own_coin(book: Book) -> None:
    assert asked(book, quantity="0.5 BTC").quantity == Decimal("0.5")


CONTRACTS = {**LONG, "symbol": "btcusd perp", "quantity": "100", "wallet": "0.05"}


@pytest.mark.parametrize("symbol", ["BTCUSD_PERP", "btcusd perp", "BTCUSD.P"])
def test_a_symbol_that_is_coin_margined_says_so_alone(book: Book, symbol: str) -> None:
    question = request("liquidation", {**CONTRACTS, "symbol": symbol}, book, "en")

    assert isinstance(question, liquidation.Request)
    assert (question.market, question.symbol) == (Market.COINM, "BTCUSD_PERP")


@pytest.mark.parametrize("symbol", ["btc", "BTCUSD", "BTCUSDT_261225", "BTCUSDT.P"])
def test_any_other_symbol_leaves_the_market_open(book: Book, symbol: str) -> None:
    assert asked(book, symbol=symbol).market is Market.USDM


def test_with_the_market_a_bare_coin_is_its_perpetual(book: Book) -> None:
    others = "short btcusd_261225 50@66000; short btc 2 cont@64000"
    typed = {**CONTRACTS, "market": "COINM", "symbol": "btc", "mode": "cross", "others": others}
    question = request("liquidation", typed, book, "en")

    assert isinstance(question, liquidation.Request)
    assert question.symbol == "BTCUSD_PERP"
    assert [(other.symbol, other.quantity) for other in question.others] == [
        ("BTCUSD_261225", Decimal(50)),
        ("BTCUSD_PERP", Decimal(2)),
    ]


@pytest.mark.parametrize(
    ("field", "typed", "number"),
    [
        ("quantity", "100 cont", "100"),
        ("quantity", "1,000 Contracts", "1000"),
        ("wallet", "0.05 BTC", "0.05"),
        ("contract_size", "100 usd", "100"),
        ("entry", "$65k", "65000"),
    ],
)
def test_contracts_and_coins_may_be_named(book: Book, field: str, typed: str, number: str) -> None:
    question = request("liquidation", {**CONTRACTS, field: typed}, book, "en")

    assert getattr(question, field) == Decimal(number)


@pytest.mark.parametrize(
    ("field", "typed", "unit"),
    [("quantity", "0.5 btc", "contracts"), ("wallet", "500 usdt", "BTC")],
)
def test_what_counts_in_something_else_is_refused_with_its_unit(
    book: Book, field: str, typed: str, unit: str
) -> None:
    with pytest.raises(NotANumber) as caught:
        request("liquidation", {**CONTRACTS, field: typed}, book, "en")

    assert caught.value.details == {"field": field, "value": typed, "unit": unit}


@pytest.mark.parametrize(
    "typed",
    [
        "0:0.5% 50k:1% 1,000,000:2.5%",
        "0: 0.5%; 50000 usdt: 1%, 1m:2.5 %",
        "0:0.5%,50k:1%,1m:2.5%;",
    ],
)
def test_brackets_are_read_from_a_list(book: Book, typed: str) -> None:
    tiers = asked(book, brackets=typed).brackets

    assert tiers
    assert [(tier.floor, tier.rate) for tier in tiers] == [
        (Decimal(0), Decimal("0.005")),
        (Decimal(50_000), Decimal("0.01")),
        (Decimal(1_000_000), Decimal("0.025")),
    ]


@pytest.mark.parametrize("typed", ["0:0.005", "0 0.5%", "0:0.5%:1%", "0.5%", "0:0.5% 1:"])
def test_a_bracket_without_floor_or_percent_is_quoted(book: Book, typed: str) -> None:
    with pytest.raises(BadValue) as caught:
        asked(book, brackets=typed)

    assert str(caught.value.details["value"]) in typed


def test_percent_is_a_fraction(book: Book) -> None:
    assert asked(book, daily_range="4%").daily_range == Decimal("0.04")


TOUCH = {"price": "65k", "barrier": "$58,700", "days": "7", "volatility": "60%"}


def test_a_touch_is_read_as_it_is_typed(book: Book) -> None:
    question = request("odds", {**TOUCH, "days": "1.5 days", "drift": "-20%"}, book, "en")

    assert isinstance(question, odds.Request)
    assert question.model_dump(exclude_unset=True) == {
        "price": Decimal(65_000),
        "barrier": Decimal(58_700),
        "days": Decimal("1.5"),
        "volatility": Decimal("0.6"),
        "drift": Decimal("-0.2"),
    }


@pytest.mark.parametrize(
    ("field", "typed", "readings"),
    [
        ("volatility", "60", ["60%", "6000%"]),
        ("volatility", "1.2", ["1.2%", "120%"]),
        ("drift", "-5", ["-5%", "-500%"]),
    ],
)
def test_a_bare_number_above_one_is_neither_taken_for_percent_nor_for_a_multiple(
    book: Book, field: str, typed: str, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        request("odds", {**TOUCH, field: typed}, book, "en")

    assert caught.value.details["readings"] == readings


def test_a_bare_daily_range_above_one_is_asked_too(book: Book) -> None:
    typed = {"symbol": "btc", "mode": "isolated", "side": "long", "quantity": "1"}

    with pytest.raises(AmbiguousNumber) as caught:
        request("liquidation", {**typed, "entry": "65k", "daily_range": "4"}, book, "en")

    assert caught.value.details["readings"] == ["4%", "400%"]


def test_what_a_touch_cannot_do_without_is_required_of_people(book: Book) -> None:
    required = {name for name, field in fields("odds", book).items() if field.required}

    assert required == {"price", "barrier", "days", "volatility"}
    assert fields("odds", book)["side"].choices == ("long", "short")


def test_someone_who_groups_with_dots_is_asked_what_a_dot_means(book: Book) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        request("liquidation", {**LONG, "entry": "65.000", "quantity": "1"}, book, "de")

    assert caught.value.details["readings"] == ["65000", "65.000"]


def test_another_number_answers_what_a_dot_means(book: Book) -> None:
    typed = {**LONG, "entry": "65.000", "wallet": "3250", "quantity": "0,5"}

    question = request("liquidation", typed, book, "de")

    assert isinstance(question, liquidation.Request)
    assert question.entry == 65000


@pytest.mark.parametrize(
    ("typed", "fraction", "amount"),
    [
        ("1%", "0.01", None),
        ("0,5 %", "0.005", None),
        ("10 usdt", None, "10"),
        ("$100", None, "100"),
        ("250", None, "250"),
    ],
)
def test_risk_is_a_share_or_a_sum(
    book: Book, typed: str, fraction: str | None, amount: str | None
) -> None:
    plan = {"symbol": "btc", "side": "long", "balance": "1000", "entry": "65000", "stop": "63000"}

    question = request("size", {**plan, "risk": typed}, book, "en")

    assert isinstance(question, size.Request)
    assert question.model_dump(exclude_none=True)["risk"] == {
        name: Decimal(value)
        for name, value in {"fraction": fraction, "amount": amount}.items()
        if value is not None
    }


@pytest.mark.parametrize("typed", ["1", "0.5", "0.01"])
def test_a_bare_small_risk_is_asked_never_guessed(book: Book, typed: str) -> None:
    plan = {"symbol": "btc", "side": "long", "balance": "1000", "entry": "65000", "stop": "63000"}

    with pytest.raises(AmbiguousNumber) as caught:
        request("size", {**plan, "risk": typed}, book, "en")

    assert caught.value.details["readings"] == [f"{typed}%", f"{typed} usdt"]


def costed(book: Book, **typed: str) -> cost.Request:
    plan = {"side": "long", "quantity": "0.5", "entry": "65k", "days": "3", **typed}
    question = request("cost", plan, book, "en")
    assert isinstance(question, cost.Request)
    return question


@pytest.mark.parametrize("typed", ["3", "3d", "3 days", "3,0"])
def test_days_are_read_in_every_spelling(book: Book, typed: str) -> None:
    assert costed(book, days=typed).days == 3


@pytest.mark.parametrize("typed", ["8", "8h", "8 hours"])
def test_hours_are_read_in_every_spelling(book: Book, typed: str) -> None:
    assert costed(book, funding_interval_hours=typed).funding_interval_hours == 8


def test_hours_are_not_taken_for_days(book: Book) -> None:
    with pytest.raises(NotANumber):
        costed(book, days="12h")


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("0.01%", "0.0001"), ("-0,005 %", "-0.00005"), ("0.0001", "0.0001"), ("0.001", "0.001")],
)
def test_a_small_rate_is_percent_or_a_fraction(book: Book, typed: str, rate: str) -> None:
    assert costed(book, funding_rate=typed).funding_rate == Decimal(rate)


@pytest.mark.parametrize(
    ("field", "typed", "readings"),
    [
        ("funding_rate", "0.01", ["0.01%", "1%"]),
        ("funding_rate", "-0.01", ["-0.01%", "-1%"]),
        ("fee_open", "0.05", ["0.05%", "5%"]),
        ("interest_hourly", "1", ["1%", "100%"]),
    ],
)
def test_a_bare_rate_that_may_be_percent_is_asked_never_guessed(
    book: Book, field: str, typed: str, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        costed(book, **{field: typed})

    assert caught.value.details["readings"] == readings


def test_traits_are_read_in_words_and_numbers(book: Book) -> None:
    question = request(
        "mode", {"strategy": "Event driven", "open_positions": "3", "risk": "1%"}, book, "en"
    )

    assert isinstance(question, mode.Request)
    assert question.root == {
        "strategy": "event_driven",
        "open_positions": "3",
        "risk": Decimal("0.01"),
    }


def test_an_unknown_option_names_the_nearest(book: Book) -> None:
    with pytest.raises(UnknownTrait) as trait:
        request("mode", {"stratgy": "learning"}, book, "en")
    with pytest.raises(UnknownField) as field:
        request("size", {"balnce": "1000"}, book, "en")

    assert trait.value.details["did_you_mean"] == ["strategy"]
    assert field.value.details["did_you_mean"] == ["balance"]


def test_all_that_is_missing_is_named_at_once(book: Book) -> None:
    with pytest.raises(Missing) as caught:
        request("size", {"symbol": "btc", "side": "long", "balance": "1000"}, book, "en")

    assert caught.value.details["fields"] == ["risk", "entry", "stop"]


def test_a_whole_line_is_taken_apart(book: Book) -> None:
    others = "short ETHUSDT 2@3400; long SOLUSDT 4@150"
    line = f"/liquidation mode:cross symbol:BTC/USDT others:{others} side:long share:yes"

    assert read_line(line, book) == (
        "liquidation",
        {
            "mode": "cross",
            "symbol": "BTC/USDT",
            "others": others,
            "side": "long",
        },
    )


def test_a_line_without_a_known_command_names_the_nearest(book: Book) -> None:
    with pytest.raises(UnknownFeature) as caught:
        read_line("/liqidation symbol:btc", book)

    assert caught.value.details == {"value": "liqidation", "did_you_mean": ["liquidation"]}


def test_a_line_with_a_stray_word_or_a_doubled_option_is_refused(book: Book) -> None:
    with pytest.raises(UnknownField):
        read_line("/mode usdm", book)
    with pytest.raises(ImpossibleCombination):
        read_line("/mode market:usdm market:coinm", book)
    with pytest.raises(TooLong):
        read_line("/mode market:" + "x" * 4000, book)
