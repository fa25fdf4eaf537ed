from collections.abc import Mapping, Sequence

import pytest

from bot.advisor import Book, parse, switch
from bot.errors import BadValue, Missing

FREE: Mapping[str, object] = {"account_mode": "single_asset", "open_now": []}
OPEN: Sequence[tuple[object, tuple[str, ...]]] = [
    (["orders"], ("open_orders",)),
    (["position"], ("open_position",)),
    (["position", "orders"], ("open_orders", "open_position")),
    ("both", ("open_orders", "open_position")),
    ("nothing", ()),
]
NOTHING: Sequence[str] = ()


def report(book: Book, **given: object) -> switch.Report:
    request = parse(switch.Request, {"market": "usdm", "to": "isolated", **given})
    return switch.answer(request, book)


@pytest.mark.parametrize("market", ["usdm", "coinm", "spot_margin"])
@pytest.mark.parametrize("to", ["cross", "isolated"])
def test_nothing_in_the_way_allows_the_switch(book: Book, market: str, to: str) -> None:
    told = report(book, market=market, to=to, **FREE)

    assert (told.allowed, told.blockers, told.asks) == (True, (), ())
    assert all(check.passed for check in told.checks)


@pytest.mark.parametrize(("open_now", "blockers"), OPEN)
def test_what_is_open_on_a_contract_blocks_either_way(
    book: Book, open_now: object, blockers: tuple[str, ...]
) -> None:
    for to in ("cross", "isolated"):
        told = report(book, to=to, account_mode="single_asset", open_now=open_now)

        assert told.blockers == blockers
        assert told.allowed is not bool(blockers)


def test_what_is_open_does_not_matter_on_spot_margin(book: Book) -> None:
    told = report(
        book, market="spot_margin", account_mode="single_asset", open_now=["orders", "position"]
    )

    assert told.allowed is True
    assert [check.key for check in told.checks] == ["portfolio_margin"]


def test_multi_assets_mode_blocks_isolated_on_usdm_alone(book: Book) -> None:
    account = {"account_mode": "multi_assets", "open_now": NOTHING}

    assert report(book, **account).blockers == ("multi_assets_cross_only",)
    assert report(book, market="coinm", **account).blockers == ()
    assert report(book, market="spot_margin", **account).blockers == ()


@pytest.mark.parametrize("market", ["usdm", "coinm", "spot_margin"])
def test_portfolio_margin_blocks_isolated_everywhere(book: Book, market: str) -> None:
    told = report(book, market=market, account_mode="portfolio_margin", open_now=NOTHING)

    assert (told.allowed, told.blockers) == (False, ("portfolio_margin",))


@pytest.mark.parametrize("account_mode", ["multi_assets", "portfolio_margin"])
def test_an_account_without_a_choice_has_nothing_to_switch_to_cross(
    book: Book, account_mode: str
) -> None:
    told = report(book, to="cross", account_mode=account_mode, open_now=NOTHING)

    assert told.steps == ("no_choice",)
    assert told.blockers == ()


def test_what_is_not_told_is_not_known_and_is_asked_for(book: Book) -> None:
    told = report(book)

    assert told.allowed is None
    assert told.asks == ("account_mode", "open_now")
    assert {check.passed for check in told.checks} == {None}
    assert report(book, to="cross").asks == ("open_now",)
    assert report(book, account_mode="multi_assets").allowed is False


def test_isolated_takes_a_step_more_on_spot_and_a_look_more_on_futures(book: Book) -> None:
    spot = {to: report(book, market="spot_margin", to=to, **FREE) for to in ("cross", "isolated")}
    usdm = {to: report(book, to=to, **FREE) for to in ("cross", "isolated")}

    assert spot["isolated"].steps == (
        "open_margin",
        "pick_mode",
        "move_collateral",
        "read_interest",
    )
    assert spot["cross"].steps == ("open_margin", "pick_mode", "read_interest")
    assert usdm["cross"].steps == usdm["isolated"].steps
    assert set(usdm["isolated"].verify) - set(usdm["cross"].verify) == {"auto_add_margin"}
    assert spot["cross"].verify == ("pair_mode_shown", "interest", "margin_level")


def test_something_else_that_is_open_is_refused_by_name(book: Book) -> None:
    with pytest.raises(BadValue) as caught:
        report(book, open_now=["orders", "loans"])
    with pytest.raises(Missing):
        parse(switch.Request, {"market": "usdm"})

    assert caught.value.details["value"] == "loans, orders"
