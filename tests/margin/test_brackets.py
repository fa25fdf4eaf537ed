from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from bot import data
from bot.errors import Missing, OutOfRange, UnknownSymbol
from bot.margin.brackets import Brackets, BracketTable, ladder, parse
from tests.margin.accounts import LADDER, amounts, ladders, summed_maintenance, unhurried


@pytest.fixture(scope="module", name="table")
def _table() -> BracketTable:
    return parse(data.texts("rules/brackets", ".json")["usdm.json"])


def tiers(*pairs: tuple[str, str]) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(floor), Decimal(rate)) for floor, rate in pairs]


def test_the_amounts_make_maintenance_continuous_at_every_floor() -> None:
    # 50,000 · 0.001 = 50 · 50 + 250,000 · 0.005 = 1,300 · 1,300 + 1,000,000 · 0.015 = 16,300
    assert [rung.amount for rung in LADDER.rungs] == [0, 50, 1_300, 16_300]
    for below, above in zip(LADDER.rungs, LADDER.rungs[1:], strict=False):
        edge = above.floor
        assert edge * below.rate - below.amount == edge * above.rate - above.amount


@pytest.mark.parametrize(
    ("notional", "floor"),
    [("0", 0), ("0.01", 0), ("50000", 0), ("50000.01", 50_000), ("9999999999", 1_000_000)],
)
def test_a_bracket_ends_with_its_cap_and_the_last_one_goes_on(notional: str, floor: int) -> None:
    assert LADDER.at(Decimal(notional)).floor == floor


def test_a_position_of_no_size_is_held_to_the_first_bracket() -> None:
    first = LADDER.first

    assert first.rungs == (replace(LADDER.rungs[0], cap=None),)
    assert first.covers(Decimal("1e30"))
    assert first.maintenance(Decimal(100_000)) == 100_000 * LADDER.rungs[0].rate


def test_a_notional_up_to_the_cap_is_covered_and_one_above_is_not() -> None:
    capped = ladder(tiers(("0", "0.01")), cap=Decimal(100))

    assert capped.covers(Decimal(100))
    assert not capped.covers(Decimal("100.00000001"))
    assert LADDER.covers(Decimal("1e30"))


@unhurried
@given(ladders(), amounts("0", "500000", 2))
def test_maintenance_is_what_every_slice_pays_in_its_own_bracket(
    brackets: Brackets, notional: Decimal
) -> None:
    charged = Fraction(brackets.maintenance(notional))

    assert charged == summed_maintenance(brackets, Fraction(notional))


@pytest.mark.parametrize(
    ("rungs", "cap", "details"),
    [
        (
            tiers(("1", "0.01")),
            None,
            {"field": "brackets.0.floor", "value": "1", "bound": "at_most", "limit": "0"},
        ),
        (
            tiers(("0", "0")),
            None,
            {"field": "brackets.0.rate", "value": "0", "bound": "above", "limit": "0"},
        ),
        (
            tiers(("0", "1")),
            None,
            {"field": "brackets.0.rate", "value": "1", "bound": "below", "limit": "1"},
        ),
        (
            tiers(("0", "0.01"), ("5", "0.02"), ("5", "0.03")),
            None,
            {"field": "brackets.2.floor", "value": "5", "bound": "above", "limit": "5"},
        ),
        (
            tiers(("0", "0.02"), ("5", "0.01")),
            None,
            {"field": "brackets.1.rate", "value": "0.01", "bound": "at_least", "limit": "0.02"},
        ),
        (
            tiers(("0", "0.01"), ("5", "0.02")),
            Decimal(5),
            {"field": "brackets.cap", "value": "5", "bound": "above", "limit": "5"},
        ),
    ],
)
def test_a_table_that_cannot_be_is_refused_by_the_number_that_is_wrong(
    rungs: Sequence[tuple[Decimal, Decimal]], cap: Decimal | None, details: dict[str, str]
) -> None:
    with pytest.raises(OutOfRange) as refused:
        ladder(rungs, cap)

    assert refused.value.details == details


def test_a_table_without_brackets_is_missing() -> None:
    with pytest.raises(Missing) as refused:
        ladder([], field="others.3.brackets")

    assert refused.value.details == {"fields": ["others.3.brackets"]}


def test_the_shipped_table_is_dated_and_complete(table: BracketTable) -> None:
    assert table.as_of == date(2026, 9, 29)
    assert len(table.symbols) == 907
    assert sum(len(brackets.rungs) for brackets in table.symbols.values()) == 7_276


@pytest.mark.parametrize("symbol", ["BTCUSD_PERP", "BTCUSD_261225", "BTCUSD"])
def test_every_contract_of_a_coin_has_the_brackets_and_the_size_of_its_perpetual(
    symbol: str,
) -> None:
    table = parse(data.texts("rules/brackets", ".json")["coinm.json"])

    assert table.as_of == date(2024, 7, 28)
    assert table.size_of(symbol) == 100
    assert table.of(symbol).rungs[1].floor == 5
    assert table.of(symbol) == table.of("BTCUSD_PERP")


def test_a_delivery_contract_that_is_not_recorded_is_not_taken_for_the_perpetual(
    table: BracketTable,
) -> None:
    assert table.size_of("BTCUSDT") is None
    with pytest.raises(UnknownSymbol):
        table.of("BTCUSDT_991231")


def test_the_shipped_rates_are_exact_decimals_with_their_largest_leverage(
    table: BracketTable,
) -> None:
    first = table.of("BTCUSDT").rungs[0]

    assert (first.rate, first.leverage) == (Decimal("0.004"), 150)
    assert table.of("牛来USDT").rungs


def test_every_shipped_leverage_leaves_more_than_the_maintenance_margin(
    table: BracketTable,
) -> None:
    for brackets in table.symbols.values():
        for rung in brackets.rungs:
            assert rung.leverage is not None
            assert rung.rate * rung.leverage < 1


def test_an_unknown_contract_is_refused_with_the_nearest_spellings(table: BracketTable) -> None:
    with pytest.raises(UnknownSymbol) as refused:
        table.of("BTCUSTD")

    assert refused.value.details["value"] == "BTCUSTD"
    assert "BTCUSDT" in list(refused.value.details["did_you_mean"])  # type: ignore[arg-type] # a list of names


def test_a_contract_is_found_by_the_middle_of_its_name(table: BracketTable) -> None:
    with pytest.raises(UnknownSymbol) as refused:
        table.of("PEPEUSDT")

    assert "1000PEPEUSDT" in list(refused.value.details["did_you_mean"])  # type: ignore[arg-type] # a list of names
