import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import pytest

from bot.advisor import Book, lesson
from bot.advisor.charts import CHARTS
from bot.library import PLACEHOLDER, Ask, Lesson
from bot.options import Desk

LESSONS: Final = (
    "cross-and-isolated",
    "reading-liquidation",
    "sizing-and-leverage",
    "hedges-and-pairs",
    "costs",
)
HELD: Final = re.compile(r'"-?(\d+(?:\.\d+)?)"')
WRITTEN: Final = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?%?")
RIGHT: Final = {
    "add-margin": "Liquidation moves away, and more can be lost",
    "bigger-bracket": "100 BTC",
    "both-fall-hedged": "Nearly all of it",
    "break-even-shown": "Higher",
    "careful-hedger": "Cross",
    "clearance": "{$spot_clearance_fee} of what is liquidated, at 3x and at 5x alike",
    "cross-at-most": (
        "{fall.rows.0.cross.equity:amount} USDT are left, far less than after losing only the "
        "margin"
    ),
    "event-trade": "Isolated",
    "fails-at-high-leverage": "At 5x: more margin stands in the position",
    "fees-on-notional": "The same: fees are a share of the position, not of the margin",
    "funding-closer": "It comes nearer",
    "funding-sign": "Longs pay shorts",
    "hedge-and-bet": "A mix: the hedge in cross, the bet in isolated",
    "hedge-drifts": "It loses more than half of the wallet",
    "hundred-times": "Nearer than 1%",
    "interest-grows": "More interest",
    "interest-hours": "Two",
    "isolated-stop-fails": "About {trade.margin:amount} USDT, the margin in the position",
    "leg-alone": "In isolated only",
    "longer-life": "Cross",
    "lower-leverage": "It stays",
    "more-leverage": "Neither: the limit comes from the bracket, which is the same in both",
    "multi-assets": (
        "Isolated is not on offer there: leave the mode, or fence the money in a small wallet"
    ),
    "negative-funding": "It receives funding",
    "nothing-speaks": "Isolated, until something speaks for cross",
    "rising-ratio": "Liquidation is nearer",
    "same-loss-at-stop": "At both the same",
    "same-shock": "Isolated",
    "size-from-risk": "0.005 BTC",
    "stop-on-last": ("A mistake: liquidation goes by the mark price, so the stop can be passed"),
    "stop-twice-as-far": "It shrinks",
    "switch-open": "No: Binance refuses while a position is open on the contract",
    "unreachable-stop": "Liquidation",
    "which-gauge": "It falls, which is bad",
}
LONG: Final = {"symbol": "BTCUSDT", "side": "long", "quantity": "0.1", "entry": "65000"}


def shipped(book: Book, name: str) -> Lesson:
    return book.library.lessons[name]


def guess(book: Book, shock: str, **held: str) -> Lesson:
    request = {"wallet": "3000", "shocks": [shock], "positions": [{**LONG, **held}]}
    return replace(shipped(book, "costs"), ask=Ask("compare", request))


def numbers(ask: Ask) -> Iterator[Decimal]:
    """Yield every number that a question holds, without its sign."""
    yield from map(Decimal, HELD.findall(json.dumps(ask.request)))


def written(text: str) -> Iterator[Decimal]:
    """Yield every number that a text holds beside its places."""
    for match in WRITTEN.findall(PLACEHOLDER.sub("", text)):
        number = Decimal(match.rstrip("%").replace(",", ""))
        yield number / 100 if match.endswith("%") else number


def test_every_shipped_lesson_is_named_here(book: Book) -> None:
    assert tuple(book.library.lessons) == LESSONS


@pytest.mark.parametrize("name", LESSONS)
def test_what_is_right_in_a_quiz_is_what_a_trader_should_know(book: Book, name: str) -> None:
    outline = lesson.outline(shipped(book, name), book)

    for item in (*outline.before, *outline.quiz):
        question = book.library.questions[item.id]
        assert question.options[item.right].says == RIGHT[item.id], item.id
        assert item.options == len(question.options)


@pytest.mark.parametrize(
    ("name", "vote", "survivor"),
    [
        # 0.1 BTC at 65,000, -4 %: 260 of 1,500 in cross, more than the 150 that are left behind it
        ("costs", "isolated", "cross"),
        # -20 %: 1,300 of 3,000 in cross, more than a margin of 650
        ("cross-and-isolated", "mixed", "cross"),
        # +30 %: 1,950 - 5,100 = -3,150, more than 3,000 in cross and than a margin of 1,700
        ("hedges-and-pairs", "cross", "neither"),
        # -9 %: 585 of a margin of 650 leave more than 0.4 % of 5,915; 306 of 680 as well
        ("reading-liquidation", "isolated", "both"),
        # -55 % of 6,000: 3,300, more than the margin of 1,500 and more than the wallet of 3,000
        ("sizing-and-leverage", "isolated", "neither"),
    ],
)
def test_the_rules_answer_a_vote_and_the_mathematics_a_guess(
    book: Book, name: str, vote: str, survivor: str
) -> None:
    outline = lesson.outline(shipped(book, name), book)

    assert lesson.VOTES[outline.vote.right] == vote
    assert lesson.SURVIVORS[outline.shock.right] == survivor


def test_where_the_rules_are_not_sure_it_depends(book: Book) -> None:
    tale = replace(book.library.scenarios["wick"], traits={"market": "usdm"})
    open_end = replace(book, library=replace(book.library, scenarios={"wick": tale}))

    right = lesson.voted(shipped(book, "reading-liquidation"), open_end)

    assert lesson.VOTES[right] == "depends"


@pytest.mark.parametrize(
    ("shock", "survivor"),
    # in isolated 650 USDT are behind 6,500, in cross 3,000
    [("-0.05", "both"), ("-0.3", "cross"), ("-0.6", "neither")],
)
def test_a_mode_survives_while_nothing_is_liquidated(
    book: Book, shock: str, survivor: str
) -> None:
    assert lesson.survivor(guess(book, shock, leverage="10"), book) == survivor


def test_a_question_with_two_right_options_makes_no_outline(book: Book) -> None:
    question = book.library.questions["funding-sign"]
    twice = replace(question, options=(*question.options, question.options[0]))
    doubled = replace(book.library, questions={**book.library.questions, twice.id: twice})

    with pytest.raises(ValueError, match="too many values"):
        lesson.outline(shipped(book, "costs"), replace(book, library=doubled))


@pytest.mark.parametrize("name", LESSONS)
def test_each_topic_asked_before_is_asked_again_by_other_questions(book: Book, name: str) -> None:
    outline = lesson.outline(shipped(book, name), book)

    assert {item.topic for item in outline.before} == {item.topic for item in outline.quiz}
    assert not {item.id for item in outline.before} & {item.id for item in outline.quiz}


def test_every_wrong_statement_is_asked_about_in_a_class(book: Book) -> None:
    library = book.library
    asked = {name for each in library.lessons.values() for name in each.questions}

    refuted = {library.questions[name].citing.refutes for name in asked}
    assert refuted - {None} == {f"W0{number}" for number in range(1, 9)}


@pytest.mark.parametrize("name", LESSONS)
def test_a_number_in_a_card_or_guess_is_computed_or_stands_in_its_question(
    book: Book, name: str
) -> None:
    taught = shipped(book, name)
    texts = [(card.text, card.asks) for card in taught.cards]

    for text, asks in (*texts, (taught.shock, {"shock": taught.ask})):
        known = {number for ask in asks.values() for number in numbers(ask)}
        assert set(written(text)) <= known, text


@pytest.mark.parametrize("name", LESSONS)
def test_every_picture_of_a_lesson_can_be_drawn(desk: Desk, name: str) -> None:
    taught = shipped(desk.book, name)
    drawn: list[Any] = [lesson.shock(taught, desk.book).part]
    for place in range(len(taught.cards)):
        card = lesson.card(taught, place, desk.book)
        drawn += [card.part] if card.part else []

    for part in drawn:
        chart = CHARTS[part.feature](part.request, part.report, desk.book)
        picture = desk.words.picture(part.feature, part.request, part.report, chart, locale="en")
        assert chart
        assert "</svg>" in picture.svg
