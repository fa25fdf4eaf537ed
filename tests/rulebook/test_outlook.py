from decimal import Decimal

import pytest

from bot.rulebook import Fact, Flip, search
from tests.rulebook.sample import BLOCKER, mode_rule, with_rules

ISOLATED = mode_rule("isolated.cap", "{wants_loss_cap: true}", "normal")
HEDGED = mode_rule("cross.hedge", "{legs: offsetting, open_positions: {at_least: 3}}", "strong")
BASKET = mode_rule("cross.basket", "{open_positions: {above: 5, at_most: 9}}", "strong")


def test_a_flip_is_an_answer_that_alone_changes_the_recommendation() -> None:
    book = with_rules(ISOLATED, HEDGED)

    advice = book.recommend({"legs": "offsetting", "account_mode": "single_asset"})

    assert advice.recommendation == "isolated"
    assert advice.flips == (
        Flip("open_positions", 3, "cross"),
        Flip("account_mode", "multi_assets", "unavailable"),
    )


def test_a_given_answer_can_flip_too_but_not_into_what_cannot_be() -> None:
    book = with_rules(ISOLATED, HEDGED)

    advice = book.recommend({"legs": "offsetting", "open_positions": 3})

    assert advice.recommendation == "cross"
    assert advice.flips == (
        Flip("legs", "independent", "isolated"),
        Flip("legs", "same_direction", "isolated"),
        Flip("open_positions", 2, "isolated"),  # 1 cannot be with legs that offset each other
    )


def test_a_count_flips_once_for_each_class_that_the_rules_tell_apart() -> None:
    advice = with_rules(BASKET).recommend({"open_positions": 7, "account_mode": "single_asset"})

    assert advice.flips == (
        Flip("open_positions", 1, "isolated"),  # 1 to 5 and 10 to 50 are one class
    )


def test_a_number_flips_on_either_side_of_its_parameter() -> None:
    book = with_rules(mode_rule("cross.small", "{risk: {at_most: $risk_max}}"))

    small = book.recommend({"risk": Decimal("0.01"), "account_mode": "single_asset"})
    large = book.recommend({"risk": Decimal("0.03"), "account_mode": "single_asset"})

    assert small.flips == (Flip("risk", Decimal(1), "isolated"),)
    assert Flip("risk", Decimal(0), "cross") in large.flips


def test_nothing_that_no_deciding_rule_reads_is_asked_or_flips() -> None:
    book = with_rules(ISOLATED)
    told: dict[str, Fact] = {"wants_loss_cap": True, "account_mode": "single_asset"}

    advice = book.recommend(told)

    assert advice.settled
    assert advice.next_question is None
    assert {flip.trait for flip in advice.flips} == {"account_mode"}


def test_it_is_settled_when_only_two_answers_together_cannot_change_it() -> None:
    book = with_rules(
        mode_rule("cross.hedge", "{legs: offsetting}", "strong"),
        mode_rule("isolated.bets", "{bets: true}", "normal", "bets"),
        mode_rule("isolated.cap", "{wants_loss_cap: true}", "weak", "cap"),
    )
    told = {"legs": "offsetting"}

    assert book.recommend(told).flips == (
        Flip("legs", "independent", "isolated"),
        Flip("legs", "same_direction", "isolated"),
    )
    assert not book.recommend(told).settled  # both bets and a cap: 3 against 2 + 1 is a tie
    assert book.recommend({**told, "bets": False}).settled  # 3 against at most 1


def test_answers_that_exclude_each_other_are_not_added_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = with_rules(
        mode_rule("cross.bets", "{bets: true}", "strong"),
        mode_rule("isolated.here", "{market: usdm}", "normal", "here"),
        mode_rule("isolated.there", "{market: coinm}", "normal", "there"),
    )

    assert book.recommend({"bets": True}).settled  # 3 against 2, on either market

    monkeypatch.setattr(search, "PATIENCE", 0)

    assert not book.recommend({"bets": True}).settled  # never true by mere hope


def test_it_is_not_settled_while_an_answer_would_change_it_for_a_moment() -> None:
    book = with_rules(
        mode_rule("cross.bets", "{bets: true}"),
        mode_rule("isolated.hedge", "{legs: offsetting}", "strong", "one"),
        mode_rule("isolated.other", "{legs: [independent, same_direction]}", "strong", "one"),
    )

    advice = book.recommend({"account_mode": "single_asset"})

    # cross by 2 points to 0 until legs are told, then 2 against 3
    assert Flip("bets", value=True, recommendation="cross") in advice.flips
    assert not advice.settled
    assert advice.next_question == "legs"


def test_the_next_question_is_the_one_that_settles_most() -> None:
    book = with_rules(
        mode_rule("cross.hedge", "{legs: offsetting}", "strong"),
        mode_rule("isolated.bets", "{bets: true}", "weak", "bets"),
    )

    assert book.recommend({"account_mode": "single_asset"}).next_question == "legs"


def test_a_switch_blocker_is_named_but_neither_flips_nor_is_asked() -> None:
    orders = (
        BLOCKER.replace("blocker.assets", "blocker.orders")
        .replace("cross_only", "open_orders")
        .replace("[isolated, mixed]", "[switch]")
        .replace("account_mode: multi_assets", "open_now: orders")
        .replace("account_mode: single_asset", "open_now: nothing")
    )
    book = with_rules(ISOLATED, orders)

    advice = book.recommend({"open_now": "orders", "wants_loss_cap": True})

    assert advice.blockers == ("open_orders",)
    assert advice.recommendation == "isolated"
    assert {flip.trait for flip in advice.flips} == {"account_mode"}
    assert advice.next_question == "account_mode"
