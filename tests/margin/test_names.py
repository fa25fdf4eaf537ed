import pytest

from bot.margin.names import assets, contract, perpetual, settled_in_coin, settled_in_quote


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        ("BTCUSDT", ("BTC", "USDT")),
        ("1000PEPEUSDT", ("1000PEPE", "USDT")),
        ("BTCUSDT_261225", ("BTC", "USDT")),
        ("BTCUSD_PERP", ("BTC", "USD")),
        ("BTCUSD", ("BTC", "USD")),
        ("USDT", ("USDT", "")),
        ("BTC", ("BTC", "")),
    ],
)
def test_a_contract_names_its_base_and_its_quote(symbol: str, parts: tuple[str, str]) -> None:
    assert assets(symbol) == parts


@pytest.mark.parametrize("symbol", ["BTCUSD_PERP", "BTCUSD_261225"])
def test_perpetual_and_delivery_contracts_of_dollars_are_settled_in_the_coin(symbol: str) -> None:
    assert settled_in_coin(symbol)
    assert not settled_in_quote(symbol)


@pytest.mark.parametrize("symbol", ["BTCUSDT", "BTCUSDT_261225", "ETHUSDC"])
def test_contracts_against_a_stable_coin_are_settled_in_it(symbol: str) -> None:
    assert settled_in_quote(symbol)
    assert not settled_in_coin(symbol)


@pytest.mark.parametrize("symbol", ["BTCUSD", "BTC", "BTCUSD_", "BTCUSD_PERPS"])
def test_what_could_be_either_is_said_to_be_neither(symbol: str) -> None:
    assert not settled_in_coin(symbol)
    assert not settled_in_quote(symbol)


def test_a_bare_pair_is_its_perpetual_and_nothing_else_is_renamed() -> None:
    assert contract("BTCUSD") == "BTCUSD_PERP"
    assert contract("BTCUSD_261225") == "BTCUSD_261225"
    assert contract("BTCUSDT") == "BTCUSDT"
    assert perpetual("BTCUSD_261225") == "BTCUSD_PERP"
