"""What is worth asking, and which answers are left to choose from."""

from bot.rulebook import Fact, Kind
from tests.rulebook.real import BOOK

MISTAKES = (Kind.MISTAKE, Kind.SIZING)


def test_the_next_question_comes_first_and_none_is_answered() -> None:
    advice = BOOK.recommend({"legs": "offsetting", "market": "usdm"})

    assert advice.questions[0] == advice.next_question
    assert not {"legs", "market"} & set(advice.questions)
    assert len(set(advice.questions)) == len(advice.questions)


def test_what_stays_unknown_is_not_asked_for_and_settles_nothing() -> None:
    facts: dict[str, Fact] = {
        "market": "usdm",
        "strategy": "event_driven",
        "wants_loss_cap": True,
        "open_positions": 1,
    }

    assert BOOK.recommend(facts).questions == ("account_mode",)
    assert BOOK.questions(facts, {"account_mode"}) == ()
    assert not BOOK.recommend(facts).settled


def test_nothing_unknown_asks_for_the_same() -> None:
    assert BOOK.questions({}, ()) == BOOK.recommend({}).questions


def test_a_count_has_a_choice_for_each_run_that_rules_tell_apart() -> None:
    assert BOOK.offers.choices("open_positions", {}) == (1, 2, 3)
    assert BOOK.offers.run("open_positions", 2) == (2, 2, False)
    assert BOOK.offers.run("open_positions", 7) == (3, 50, True)


def test_choices_that_other_answers_rule_out_are_not_offered() -> None:
    assert BOOK.offers.choices("open_positions", {"legs": "offsetting"}) == (2, 3)
    assert BOOK.offers.choices("legs", {"open_positions": 1}) == ("independent",)
    assert BOOK.offers.choices("wants_loss_cap", {}) == (True, False)


def test_only_what_leaves_no_choice_is_implied() -> None:
    assert BOOK.offers.implied({"open_positions": 1}) == {"legs": "independent"}
    assert BOOK.offers.implied({"open_positions": 2}) == {}
    assert BOOK.offers.implied({"legs": "independent"}) == {}


def test_mistakes_are_looked_for_by_the_worst_first() -> None:
    names = BOOK.further({"market": "usdm"}, MISTAKES, ())

    assert "market" not in names
    assert "stop_distance" not in names  # nobody is asked for what follows from numbers
    assert names.index("uses_stop") < names.index("alerts")  # no stop is worse than no alert


def test_an_answer_that_no_rule_waits_for_any_more_is_not_asked_for() -> None:
    spot = BOOK.further({"market": "spot_margin"}, MISTAKES, ())
    unknown = BOOK.further({"market": "usdm"}, MISTAKES, {"uses_stop"})

    assert "stop_trigger" not in spot  # the rule on last price reads futures alone
    assert "stop_trigger" not in unknown
    assert "stop_trigger" in BOOK.further({"market": "usdm"}, MISTAKES, ())
