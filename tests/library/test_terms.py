"""Which terms a text speaks of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.terms import Terms

NAMES = {
    "Liquidation": "liquidation",
    "liquidation price": "liquidation-price",
    "funding": "funding",
    "mark": "mark-price",
    "SL": "stop-loss",
    "全仓": "cross",
    "标记价格": "mark-price",
    "爆仓": "liquidation",
}
TERMS = Terms(NAMES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My liquidation price moved", ("liquidation-price",)),
        ("LIQUIDATIONS everywhere, then funding!", ("liquidation", "funding")),
        ("funding, funding, funding", ("funding",)),
        ("a remarkable bookmark", ()),
        ("crowdfunding", ()),
        ("(mark)", ("mark-price",)),
        ("sl", ()),
        ("全仓爆仓了", ("cross", "liquidation")),
        ("看标记价格就行", ("mark-price",)),
        ("", ()),
    ],
)
def test_a_term_is_found_as_a_whole_word_in_the_order_of_the_text(
    text: str, found: tuple[str, ...]
) -> None:
    assert TERMS.found(text, 5) == found


def test_no_more_terms_are_found_than_are_asked_for() -> None:
    assert TERMS.found("mark, funding, liquidation, 全仓", 2) == ("mark-price", "funding")


@given(st.text(max_size=200))
@settings(deadline=None)
def test_whatever_is_written_only_known_cards_are_found(text: str) -> None:
    found = TERMS.found(text, 5)

    assert set(found) <= set(NAMES.values())
    assert len(found) == len(set(found)) <= 5
