import pytest

from bot.rulebook import Fact, Recommendation
from tests.rulebook.sample import mode_rule, with_rules

BETS = "{bets: true}"


def say(*rules: str, **facts: Fact) -> Recommendation:
    return with_rules(*rules).recommend({"bets": True, **facts})


def test_nothing_that_fires_is_isolated_by_default() -> None:
    advice = say()

    assert (advice.recommendation, advice.lead, advice.reasons) == ("isolated", "default", ())


def test_the_side_with_more_points_wins() -> None:
    advice = say(
        mode_rule("cross.much", BETS, "strong", "one"),
        mode_rule("isolated.little", BETS, "normal", "one"),
    )

    assert advice.recommendation == "cross"
    assert advice.lead == "leaning"  # (3 - 2) / (3 + 2) = 0.2
    assert advice.reasons == ("cross.much", "isolated.little")


def test_a_tie_is_isolated_and_close() -> None:
    advice = say(mode_rule("cross.one", BETS), mode_rule("isolated.one", BETS))

    assert (advice.recommendation, advice.lead) == ("isolated", "close")


def test_of_one_theme_only_the_strongest_rule_counts() -> None:
    advice = say(
        mode_rule("cross.first", BETS, "normal", "hedge"),
        mode_rule("cross.second", BETS, "normal", "hedge"),
        mode_rule("cross.third", BETS, "weak", "hedge"),
        mode_rule("isolated.one", BETS, "strong", "cap"),
    )

    assert advice.recommendation == "isolated"  # 2 against 3, not 5 against 3
    assert advice.reasons[0] == "isolated.one"  # strongest first


def test_a_theme_counts_once_on_each_side() -> None:
    advice = say(
        mode_rule("cross.first", BETS, "normal", "shared"),
        mode_rule("cross.other", BETS, "weak", "other"),
        mode_rule("isolated.one", BETS, "normal", "shared"),
    )

    assert advice.recommendation == "cross"  # 2 + 1 against 2
    assert advice.lead == "leaning"  # 1 / 5 = 0.2


@pytest.mark.parametrize(
    ("strength", "lead"),
    [("strong", "clear"), ("normal", "leaning"), ("weak", "leaning")],
)
def test_mixed_needs_a_rule_of_its_own_and_reasons_on_both_sides(strength: str, lead: str) -> None:
    mixed = mode_rule("mixed.both", BETS)
    cross = mode_rule("cross.one", BETS, "strong")
    isolated = mode_rule("isolated.one", BETS, strength)

    both = say(mixed, cross, isolated)

    assert both.recommendation == "mixed"
    assert both.lead == lead  # clear from one strong reason on the weaker side
    assert say(mixed, cross).recommendation == "cross"
    assert say(mixed, isolated).recommendation == "isolated"
    assert say(mixed).recommendation == "isolated"
    assert say(mixed).lead == "default"


def test_one_side_alone_is_clear() -> None:
    assert say(mode_rule("cross.one", BETS, "weak")).lead == "clear"  # 1 / 1


@pytest.mark.parametrize(
    ("cross", "lead"),
    [("weak", "close"), ("strong", "leaning")],
)
def test_the_lead_is_said_in_words(cross: str, lead: str) -> None:
    advice = say(
        mode_rule("isolated.one", BETS, "normal", "one"),
        mode_rule("cross.one", BETS, cross, "one"),
        mode_rule("cross.two", BETS, "weak", "two"),
    )

    assert advice.lead == lead  # (2 - 2) / 4 = 0, then (4 - 2) / 6 = 0.33


def test_a_blocked_answer_is_unavailable_and_never_the_other_one_in_silence() -> None:
    advice = say(mode_rule("isolated.one", BETS), account_mode="multi_assets")

    assert (advice.recommendation, advice.wanted) == ("unavailable", "isolated")
    assert advice.blockers == ("cross_only",)
    assert advice.reasons == ("isolated.one",)


def test_a_blocker_leaves_the_other_answer_alone() -> None:
    advice = say(mode_rule("cross.one", BETS), account_mode="multi_assets")

    assert (advice.recommendation, advice.wanted) == ("cross", None)
    assert advice.blockers == ("cross_only",)
