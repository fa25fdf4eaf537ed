import pytest

from bot.advisor import Book
from bot.errors import BadValue
from bot.options import storable, stored


def test_what_is_kept_is_what_the_rules_call_it(book: Book) -> None:
    typed = {"monitoring": " Several daily ", "has_risk_rules": "YES"}

    assert storable(typed, book) == {"monitoring": "several_daily", "has_risk_rules": "yes"}


@pytest.mark.parametrize("trait", ["leverage", "risk", "open_positions", "balance", "strategy"])
def test_nothing_of_a_trade_and_no_sum_is_kept(book: Book, trait: str) -> None:
    with pytest.raises(BadValue) as caught:
        storable({trait: "5"}, book)

    assert caught.value.details["field"] == "trait"
    assert trait not in str(caught.value.details["allowed"]).split("'")


def test_what_the_rules_have_dropped_since_is_told_apart(book: Book) -> None:
    kept = {"monitoring": "daily", "experience": "guru", "star_sign": "lion", "leverage": "5"}

    found = stored(kept, book)

    assert found.known == {"monitoring": "daily"}
    assert found.strange == ("experience", "star_sign", "leverage")


def test_no_stored_answer_can_contradict_what_is_typed(book: Book) -> None:
    personal = {name for name, trait in book.rulebook.traits.items() if trait.personal}
    constrained = {name for rule in book.rulebook.constraints for name in rule.traits}

    assert constrained
    assert personal.isdisjoint(constrained)
