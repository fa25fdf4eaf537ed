import pytest

from bot.render.pictures.lettering import fitting, room


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Funding", 100, "Funding"),  # 7 letters of 13 pixels
        ("Funding fees", 100, "Fundi…"),  # 100 less the 26 of the cut hold 5
        ("保证金", 78, "保证金"),
        ("保证金水平", 78, "保证…"),
        ("", 10, ""),
    ],
)
def test_a_text_that_is_too_wide_is_cut_and_says_so(text: str, width: int, shown: str) -> None:
    assert fitting(text, width, 26) == shown


def test_a_wide_letter_takes_twice_the_room_of_another() -> None:
    assert room("保", 24) == 2 * room("m", 24)
