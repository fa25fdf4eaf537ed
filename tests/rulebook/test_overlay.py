from decimal import Decimal

from bot.rulebook import Fact, File, Overlay, Rulebook, load
from tests.rulebook.house import BASE, HARBOUR, PATH, laid
from tests.rulebook.sample import DAY

HOUSE = laid()
PLAIN = load(BASE, DAY)


def fired(rulebook: Rulebook, **facts: Fact) -> tuple[str, ...]:
    return rulebook.evaluate(facts, {"mistake", "sizing", "note", "mode"}).fired


def test_a_number_that_is_set_decides_from_then_on() -> None:
    # 0.015 lies under the shipped 0.02 and above the house's 0.01
    assert fired(PLAIN, risk=Decimal("0.015")) == ()
    assert fired(HOUSE, risk=Decimal("0.015")) == ("sizing.risk",)
    assert fired(HOUSE, risk=Decimal("0.01")) == ()


def test_a_number_that_is_set_names_who_set_it() -> None:
    parameter = HOUSE.parameters["risk_max"]

    assert (parameter.value, parameter.set_by) == (Decimal("0.01"), "x-harbour")
    assert {each.set_by for each in HOUSE.parameters.values() if each is not parameter} == {None}


def test_a_disabled_rule_says_nothing() -> None:
    assert fired(PLAIN, market="usdm") == ("info.futures",)
    assert fired(HOUSE, market="usdm") == ()
    assert "info.futures" not in HOUSE.rules


def test_a_rule_speaks_in_the_words_of_the_house() -> None:
    assert HOUSE.rules["cross.hedge"].because == "Your {open_positions} positions are a hedge."
    assert HOUSE.rules["cross.hedge"].when == PLAIN.rules["cross.hedge"].when


def test_a_reason_and_a_remedy_can_be_reworded_apart() -> None:
    text = HARBOUR.replace("cross.hedge: {because", "sizing.risk: {fix").replace(
        "Your {open_positions} positions are a hedge.", "Risk {$risk_max} at most."
    )

    rule = laid(text).rules["sizing.risk"]

    assert rule.fix == "Risk {$risk_max} at most."
    assert rule.because == PLAIN.rules["sizing.risk"].because


def test_a_new_rule_fires_is_silent_and_waits_like_any_other() -> None:
    assert fired(HOUSE, open_positions=1, bets=True) == ("x-harbour.lone-bet",)
    assert fired(HOUSE, open_positions=2, bets=True) == ()
    assert "x-harbour.lone-bet" in HOUSE.evaluate({"bets": True}, {"mistake"}).open


def test_a_new_mode_rule_takes_part_in_the_answer() -> None:
    text = HARBOUR.replace(
        "kind: mistake\n    severity: low",
        "kind: mode\n    favours: cross\n    strength: weak\n    theme: bet",
    ).replace("    fix: Bet less than {$risk_max}.\n", "")

    house = laid(text)

    assert PLAIN.recommend({"open_positions": 1, "bets": True}).recommendation == "isolated"
    assert house.recommend({"open_positions": 1, "bets": True}).recommendation == "cross"


def test_locked_rules_and_everything_else_stay_as_they_are() -> None:
    touched = {"cross.hedge", "sizing.risk", "info.futures"}

    assert {name: rule for name, rule in HOUSE.rules.items() if name not in touched} == {
        **{name: rule for name, rule in PLAIN.rules.items() if name not in touched},
        "x-harbour.lone-bet": HOUSE.rules["x-harbour.lone-bet"],
    }
    assert (HOUSE.traits, HOUSE.constraints) == (PLAIN.traits, PLAIN.constraints)


def test_the_rulebook_says_what_was_changed_and_why() -> None:
    assert PLAIN.overlay is None
    assert HOUSE.overlay == Overlay(
        name="x-harbour",
        title="House rules of the harbour",
        parameters={"risk_max": "Members start small."},
        disabled={"info.futures": "Our members know."},
        reworded=frozenset({"cross.hedge"}),
        added=frozenset({"x-harbour.lone-bet"}),
    )


def test_the_hash_covers_the_overlay_and_not_where_it_lies() -> None:
    elsewhere = load(BASE, DAY, File("elsewhere.yaml", HARBOUR))

    assert len({PLAIN.hash, HOUSE.hash, laid(HARBOUR + "# new\n").hash}) == 3
    assert elsewhere.hash == HOUSE.hash
    assert PATH not in HOUSE.fingerprint


def test_an_overlay_of_a_name_alone_changes_nothing_but_the_name() -> None:
    bare = laid("schema: 1\noverlay: x-bare\ntitle: Nothing yet\n")

    assert bare.rules == PLAIN.rules
    assert bare.parameters == PLAIN.parameters
    assert bare.overlay
    assert bare.overlay.name == "x-bare"
