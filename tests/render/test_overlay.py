from collections.abc import Mapping
from datetime import date

import pytest

from bot import app, data
from bot.options import Desk
from bot.rulebook import File, load

NEWCOMER = {
    "experience": "beginner",
    "liquidity": "thin",
    "holding_period": "weeks",
    "risk": "1.5%",
}
PLAN = {
    "symbol": "btc",
    "side": "long",
    "balance": "10k",
    "risk": "1.5%",
    "entry": "65k",
    "stop": "63k",
}
POSITION = {
    "mode": "isolated",
    "symbol": "btc",
    "side": "long",
    "quantity": "0.5",
    "entry": "65k",
    "wallet": "3250",
}
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "mode": NEWCOMER,
    "size": PLAN,
    "liquidation": POSITION,
}


def said(desk: Desk, feature: str, typed: Mapping[str, str], view: str = "card") -> str:
    question, report = desk.ask(feature, typed, "en")
    return desk.words.reply(feature, question, report, locale="en", view=view).text


@pytest.mark.parametrize("feature", QUESTIONS)
@pytest.mark.parametrize("view", ["card", "share", "why"])
def test_every_answer_names_the_overlay_in_its_last_line(
    house: Desk, feature: str, view: str
) -> None:
    rules = house.book.rulebook

    last = said(house, feature, QUESTIONS[feature], view).splitlines()[-1]

    assert last.endswith(f"rules {rules.version} #{rules.hash} + x-harbour")


@pytest.mark.parametrize("feature", QUESTIONS)
@pytest.mark.parametrize("view", ["card", "share", "why"])
def test_without_an_overlay_none_is_named(desk: Desk, feature: str, view: str) -> None:
    assert "x-" not in said(desk, feature, QUESTIONS[feature], view)


@pytest.mark.parametrize("feature", QUESTIONS)
def test_the_report_names_the_edition_that_answered(desk: Desk, house: Desk, feature: str) -> None:
    for asked, overlay in ((desk, None), (house, "x-harbour")):
        rules = asked.book.rulebook
        _, report = asked.ask(feature, QUESTIONS[feature], "en")

        assert asked.words.written(report, locale="en")["rulebook"] == {
            "version": rules.version,
            "hash": rules.hash,
            "overlay": overlay,
        }


def test_a_number_that_the_overlay_set_is_marked_and_no_other(house: Desk) -> None:
    text = said(house, "size", PLAN)

    assert "0.5% to 1% (x-harbour) is the usual range" in text
    assert "at the stop is within 1% (x-harbour)." in text


def test_the_words_of_the_house_are_marked_and_no_others(house: Desk) -> None:
    text = said(house, "mode", NEWCOMER)
    why = said(house, "mode", NEWCOMER, "why")

    assert "until you know the ropes. (x-harbour)" in text
    assert (
        "A thin market held for weeks can jump past a stop. "
        "Hold it shorter, or trade smaller. (x-harbour)" in why
    )
    assert why.count("(x-harbour)") == 4  # the sentence, the warning, and one number said twice


def test_json_carries_the_new_rule_and_the_marked_number(house: Desk) -> None:
    _, report = house.ask("mode", NEWCOMER, "en")

    mistakes = {
        each["rule"]: each for each in house.words.written(report, locale="en")["mistakes"]
    }

    assert mistakes["x-harbour.thin-for-weeks"]["fix"] == "Hold it shorter, or trade smaller."
    assert "1% (x-harbour)" in mistakes["sizing.risk-too-high"]["because"]


def test_what_looks_like_a_pattern_is_said_as_it_is_written(harbour: str) -> None:
    odd = harbour.replace("A thin market", "A thin 7%% %s %(risk)d market", 1)

    day = date(2026, 11, 22)

    rules = load(data.texts("rules", ".yaml"), day, File("harbour.yaml", odd))
    desk = app.build(day, rules)

    assert "A thin 7%% %s %(risk)d market held for weeks" in said(desk, "mode", NEWCOMER, "why")
