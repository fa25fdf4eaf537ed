from collections.abc import Mapping
from decimal import Decimal

import pytest

from bot.advisor import FEATURES, Book
from bot.advisor.size import Report
from bot.errors import Forbidden
from bot.options import EVERYWHERE, House, request
from bot.render import territory

SIZE = {"symbol": "btc", "side": "long", "balance": "10k", "entry": "65000", "stop": "60000"}


def sized(book: Book, house: House, risk: str) -> Report:
    asked = request("size", {**SIZE, "risk": risk}, book, "en")
    report = house.permitted("size", asked, FEATURES["size"].answer(asked, book))
    assert isinstance(report, Report)
    return report


def house(book: Book, **kept: str) -> House:
    return House.of(kept, book)


def test_a_server_that_set_nothing_refuses_to_size_above_a_tenth(book: Book) -> None:
    assert sized(book, house(book), "10%").risk == Decimal("0.1")
    with pytest.raises(Forbidden) as caught:
        sized(book, house(book), "10.1%")

    assert caught.value.details == {"reason": "risk", "value": "10.1%", "limit": "10%"}


def test_outside_servers_there_is_no_limit(book: Book) -> None:
    assert sized(book, EVERYWHERE, "50%").risk == Decimal("0.5")
    assert EVERYWHERE.warned("size", sized(book, EVERYWHERE, "50%")) is None


def test_a_risk_at_the_limit_is_neither_warned_of_nor_refused(book: Book) -> None:
    strict = house(book, risk_warn="0.01", risk_refuse="0.01")

    report = sized(book, strict, "1%")

    assert strict.warned("size", report) is None


def test_a_larger_leverage_is_never_named_even_where_the_stop_allows_it(book: Book) -> None:
    free = sized(book, EVERYWHERE, "1%").leverage_largest_stop_reachable
    capped = sized(book, house(book, leverage_max="5"), "1%").leverage_largest_stop_reachable

    assert free == Decimal(12)  # 65,000 / 12 is more than the 5,000 to the stop
    assert capped == Decimal(5)


def test_an_allowed_channel_counts_for_its_threads_too(book: Book) -> None:
    lessons = house(book, channels="21 22")

    lessons.admits("mode", (22, None))
    lessons.admits("mode", (99, 21))
    with pytest.raises(Forbidden) as caught:
        lessons.admits("mode", (99, None))

    assert caught.value.details == {"reason": "channel", "channels": ("21", "22")}


@pytest.mark.parametrize(
    ("kept", "hidden"),
    [
        ({}, set[str]()),
        ({"replies": "private"}, {"share"}),
        ({"leverage_max": "5"}, {"picture"}),
        ({"features_off": "compare odds"}, {"chance"}),
    ],
)
def test_what_a_server_does_not_show_has_no_button(
    book: Book, kept: Mapping[str, str], hidden: set[str]
) -> None:
    assert house(book, **kept).hidden("size") == hidden


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        (" de ", "DE"),
        ("UK", "GB"),
        ("gb", "GB"),
        ("united  kingdom", "GB"),
        ("England", None),
        ("world", None),
        ("001", None),
        ("", None),
    ],
)
def test_a_country_goes_by_its_name_or_its_two_letters(text: str, code: str | None) -> None:
    assert territory(text) == code
