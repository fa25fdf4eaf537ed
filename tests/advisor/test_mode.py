import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from bot.advisor import Book, mode, parse
from bot.calls import Lexicon, Reader
from bot.data import texts
from bot.errors import BadValue, ImpossibleCombination, UnknownTrait
from bot.margin.brackets import BracketTable
from bot.margin.motion import Chance, Motion
from bot.rulebook import load

DAY = date(2026, 11, 23)


def not_simulated(_: Motion, __: Sequence[Decimal]) -> Sequence[Chance]:
    return []


NONE = BracketTable(DAY, {})
RULES = texts("rules", ".yaml")
READER = Reader(Lexicon.of(RULES), ())
BOOK = Book(load(RULES, DAY), NONE, DAY, NONE, not_simulated, READER)

HEDGER = {
    "market": "usdm",
    "strategy": "carry_hedge",
    "legs": "offsetting",
    "open_positions": 3,
    "rebalancing": "active",
    "prefers_fewer_liquidations": True,
    "experience": "intermediate",
    "account_mode": "single_asset",
}


def report(**traits: object) -> mode.Report:
    return mode.answer(mode.Request(traits), BOOK)


def test_the_hedger_of_the_guide_is_told_cross_and_why() -> None:
    told = report(**HEDGER)

    assert (told.recommendation, told.wanted, told.lead) == ("cross", None, "clear")
    assert told.reasons[0] == mode.Reason(
        rule="cross.offsetting-legs", favours="cross", strength="strong"
    )
    assert told.values["open_positions"] == 3
    assert told.values["legs"] == "offsetting"


def test_the_hedger_with_a_high_beta_bet_is_told_mixed_as_the_flips_said() -> None:
    flips = {(flip.trait, flip.value): flip.recommendation for flip in report(**HEDGER).flips}

    assert flips["has_high_beta_bet", True] == "mixed"
    assert report(**HEDGER, has_high_beta_bet=True).recommendation == "mixed"


def test_an_event_trade_is_isolated_until_the_account_mode_is_known() -> None:
    told = report(market="usdm", strategy="event_driven", wants_loss_cap=True, open_positions=1)

    assert told.recommendation == "isolated"
    assert not told.settled
    assert told.next_question == "account_mode"
    assert {flip.trait for flip in told.flips} == {"account_mode"}
    assert "mistake.no-alerts" in told.unchecked


def test_multi_assets_mode_makes_isolated_unavailable_and_says_what_was_wanted() -> None:
    told = report(market="usdm", account_mode="multi_assets", experience="beginner")

    assert (told.recommendation, told.wanted) == ("unavailable", "isolated")
    assert told.blockers == ("multi_assets_cross_only",)


def test_mistakes_come_worst_first_and_are_no_longer_unchecked() -> None:
    told = report(current_mode="cross", uses_stop="none", alerts="none", risk="0.05")

    severities = [finding.severity for finding in told.mistakes]
    assert severities == sorted(severities, key=["high", "medium", "low", "info"].index)
    assert {"mistake.no-stop", "mistake.no-alerts", "sizing.risk-too-high"} <= {
        finding.rule for finding in told.mistakes
    }
    assert "mistake.no-stop" not in told.unchecked


def test_each_unchecked_rule_names_the_answers_that_would_check_it() -> None:
    told = report(market="usdm", current_mode="isolated", uses_stop="order")

    assert tuple(told.answers_needed) == told.unchecked
    assert told.answers_needed["mistake.no-alerts"] == ("alerts",)
    assert told.answers_needed["mistake.stop-on-last-price"] == ("stop_trigger",)
    assert told.answers_needed["cross.rules-and-monitoring"] == ("monitoring", "has_risk_rules")
    # a stop is there, so of the three slips of someone who leaves it alone two are left
    assert told.answers_needed["mistake.isolated-set-and-forget"] == (
        "monitoring",
        "has_adverse_plan",
    )


def test_notes_are_kept_apart() -> None:
    assert report(market="spot_margin").notes == ("info.switch-spot",)


def test_nothing_answered_is_isolated_by_default() -> None:
    told = report()

    assert (told.recommendation, told.lead, told.settled) == ("isolated", "default", False)
    assert told.reasons == ()


def test_null_is_unknown_not_no() -> None:
    assert report(wants_loss_cap=None) == report()


def test_the_report_is_json_with_decimals_as_text() -> None:
    told = json.loads(report(risk="0.05", wants_loss_cap="yes").model_dump_json())

    assert told["values"] == {"risk": "0.05", "wants_loss_cap": True}
    assert told["rulebook"] == {
        "version": BOOK.rulebook.version,
        "hash": BOOK.rulebook.hash,
        "overlay": None,
    }
    assert set(told) == {
        "recommendation",
        "wanted",
        "lead",
        "settled",
        "reasons",
        "mistakes",
        "unchecked",
        "answers_needed",
        "flips",
        "next_question",
        "asks",
        "steps_left",
        "blockers",
        "values",
        "notes",
        "rulebook",
    }


def test_values_keep_their_type() -> None:
    assert report(risk="0.05").values == {"risk": Decimal("0.05")}


@pytest.mark.parametrize(
    ("traits", "error"),
    [
        ({"strategie": "carry_hedge"}, UnknownTrait),
        ({"strategy": "carry_hegde"}, BadValue),
        ({"legs": "offsetting", "open_positions": 1}, ImpossibleCombination),
    ],
)
def test_a_wrong_answer_is_an_error_with_a_key(
    traits: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        report(**traits)


def test_a_request_that_is_no_table_of_traits_is_named() -> None:
    with pytest.raises(BadValue):
        parse(mode.Request, ["usdm"])
