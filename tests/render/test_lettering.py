from decimal import Decimal

import pytest

from bot.render.pictures.lettering import fitting, room


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Funding", 101, "Funding"),  # 7 letters of 14.3 pixels
        ("Funding fees", 101, "Fundi…"),  # 101 less the 26 of the cut hold 5
        ("保证金", 78, "保证金"),
        ("保证金水平", 78, "保证…"),
        ("", 10, ""),
    ],
)
def test_a_text_that_is_too_wide_is_cut_and_says_so(text: str, width: int, shown: str) -> None:
    assert fitting(text, width, 26) == shown


def test_a_wide_letter_takes_all_of_its_size_and_another_less() -> None:
    assert room("保", 24) == 24
    assert room("m", 24) == 24 * Decimal("0.55")
