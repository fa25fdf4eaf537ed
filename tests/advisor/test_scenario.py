from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import Book, scenario
from bot.errors import UnknownField, UnknownTopic
from bot.options import pack, request, unpack


def read(book: Book, name: str, **changed: str) -> scenario.Report:
    asked = request("scenario", {"name": name, **changed}, book, "en")
    assert isinstance(asked, scenario.Request)
    return scenario.answer(asked, book)


def part(report: scenario.Report, name: str) -> Any:  # noqa: ANN401 -- one of several reports
    return next(each.report for each in report.parts if each.name == name)


@pytest.mark.parametrize(
    ("name", "recommendation"),
    [
        ("hedger", "cross"),
        ("altcoin", "isolated"),
        ("pair", "cross"),
        ("multi-assets", "unavailable"),
        ("wick", "isolated"),
        ("funding-drain", "isolated"),
    ],
)
def test_the_rules_answer_the_trader_of_each_story(
    book: Book, name: str, recommendation: str
) -> None:
    report = read(book, name)

    assert report.mode
    assert report.mode.recommendation == recommendation
    assert report.mode.reasons


def test_the_careful_hedger_keeps_every_leg_in_cross(book: Book) -> None:
    falls, _ = part(read(book, "hedger"), "shock").rows

    # -30 %: BTC 19,500 · -0.3 = -5,850, ETH 17,000 · 0.3 = +5,100, SOL 1,500 · -0.3 = -450
    assert falls.cross.equity == Decimal(8800)
    assert not falls.cross.liquidated
    assert falls.isolated.liquidated == ("BTCUSDT", "SOLUSDT")


def test_the_capped_bet_can_lose_its_margin_and_not_only_its_stop(book: Book) -> None:
    size = part(read(book, "altcoin"), "size")

    # 300 / (150 - 127.5) = 13.33 SOL, 2,000 USDT; at 4x 500 of margin
    assert round(size.loss_at_stop, 2) == Decimal(300)
    assert round(size.loss_if_stop_fails.isolated, 2) == Decimal(500)


def test_the_pair_is_measured_by_its_level_and_pays_interest(book: Book) -> None:
    report = read(book, "pair")

    # (0.6 · 65,000 + 27,000) / (25,000 + 5 · 3,400) = 66,000 / 42,000
    assert round(part(report, "level").margin_level, 6) == Decimal("1.571429")
    # 25,000 · 0.001 % · 721 hours of the clock
    assert part(report, "interest").interest == Decimal("180.25")


def test_changed_numbers_are_computed_anew(book: Book) -> None:
    falls, _ = part(read(book, "hedger", wallet="20000"), "shock").rows

    assert falls.cross.equity == Decimal(18800)  # 20,000 - 1,200
    assert read(book, "hedger", wallet="20000").changed == ("wallet",)


def test_every_story_comes_out_as_it_says(book: Book) -> None:
    for name in book.library.scenarios:
        outcome = read(book, name).outcome

        assert outcome
        assert all(each.holds for each in outcome)


@pytest.mark.parametrize(
    ("name", "changed", "left"),
    [
        ("wick", {"wallet": "900"}, [True, True, True]),  # cross ends at -13.5 %
        ("wick", {"wallet": "800"}, [False, True, True]),
        ("wick", {"shocks": "-5%"}, [True, False, False]),  # no second move to speak of
        ("altcoin", {"leverage": "1"}, [True, False]),
        ("funding-drain", {"funding_rate": "-0.05%"}, [False, False]),
        ("hedger", {"shocks": "5%"}, [True, False]),
        ("pair", {"debts": "USDT 60000"}, [False, True]),
        ("multi-assets", {"shocks": "-5%; -8%"}, [False]),
    ],
)
def test_other_numbers_say_what_no_longer_comes_out_so(
    book: Book, name: str, changed: dict[str, str], left: list[bool]
) -> None:
    report = read(book, name, **changed)

    assert [each.holds for each in report.outcome] == left


@pytest.mark.parametrize(
    ("name", "picture"),
    [("wick", "shock"), ("altcoin", "size"), ("pair", None), ("funding-drain", None)],
)
def test_what_decides_a_story_is_drawn(book: Book, name: str, picture: str | None) -> None:
    assert read(book, name).picture == picture


def test_of_several_questions_the_one_that_the_outcome_rests_on_is_drawn(book: Book) -> None:
    story = book.library.scenarios["wick"]
    asks = {"size": book.library.scenarios["altcoin"].asks["size"], **story.asks}

    assert scenario.picture(replace(story, asks=asks)) == "shock"
    assert scenario.picture(replace(story, asks=asks, outcome=())) == "size"


def test_a_number_that_a_story_does_not_have_is_refused(book: Book) -> None:
    with pytest.raises(UnknownField) as caught:
        read(book, "hedger", stop="100")

    assert caught.value.details["field"] == "stop"


def test_a_story_that_does_not_exist_is_refused(book: Book) -> None:
    with pytest.raises(UnknownTopic):
        read(book, "qqqq")


def test_without_a_name_all_stories_are_listed(book: Book) -> None:
    report = scenario.answer(scenario.Request(), book)

    assert {each.name for each in report.index} == set(book.library.scenarios)


def test_every_number_that_can_be_changed_comes_back_from_a_button_as_it_was(book: Book) -> None:
    for name, story in book.library.scenarios.items():
        full = scenario.filled(scenario.Request(name=name), book)
        given = full.model_dump(exclude_unset=True)
        back = unpack("scenario", pack("scenario", full, book), book)

        assert set(given) == {"name", *story.change}
        assert len(story.change) <= 5  # fields of a form
        assert back == full
        before, after = read(book, name), scenario.answer(full, book)
        assert [each.report for each in before.parts] == [each.report for each in after.parts]


@pytest.mark.parametrize("name", ["A", "a", "B", "C", "D", "E", "F"])
def test_a_scenario_is_known_by_its_letter_alone(book: Book, name: str) -> None:
    meant = scenario.meant(name, book)

    assert meant.title.startswith(f"{name.upper()}: ")
