import pytest

from bot.chat.memory import Memory
from bot.chat.state import KINDS, LETTERS, State, custom_ids, question, read
from bot.errors import Expired


def only(action: str, feature: str, packed: str, memory: Memory) -> str:
    return custom_ids([action], feature, packed, memory)[action]


async def test_all_buttons_of_an_answer_share_what_is_kept_for_them() -> None:
    memory = Memory()

    ids = custom_ids(["why", "share"], "liquidation", "x" * 200, memory)

    assert len(memory) == 1
    assert {question(read(text), memory) for text in ids.values()} == {"x" * 200}


async def test_a_button_carries_its_question() -> None:
    text = only("why", "liquidation", "7f~k2~0BTCUSDT~465000", Memory())

    assert text == "1w:liquidation:7f~k2~0BTCUSDT~465000"
    assert read(text) == State("why", "liquidation", "7f~k2~0BTCUSDT~465000")


async def test_a_question_too_long_for_a_button_is_kept_for_it() -> None:
    memory = Memory()
    others = "short ETHUSDT 2@3400;" * 20

    text = only("share", "liquidation", others, memory)

    assert len(text) == 28  # "1s:liquidation:=" has 16 letters, the token 12
    assert question(read(text), memory) == others


async def test_a_hundred_letters_still_fit() -> None:
    packed = "x" * (100 - len("1w:size:"))

    assert only("why", "size", packed, Memory()) == f"1w:size:{packed}"


async def test_a_kept_question_that_is_gone_names_the_command_to_type() -> None:
    text = only("why", "liquidation", "x" * 200, Memory())

    with pytest.raises(Expired) as caught:
        question(read(text), Memory())

    assert caught.value.details == {"command": "liquidation"}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("0w:size:abc", "size"),
        ("1q:size:abc", "size"),
        ("2w:unheard:x", "mode"),
        ("hello", "mode"),
    ],
)
def test_a_button_of_another_version_names_the_command_to_type(text: str, command: str) -> None:
    with pytest.raises(Expired) as caught:
        question(read(text), Memory())

    assert caught.value.details == {"command": command}


def test_no_two_buttons_are_told_by_the_same_letter() -> None:
    assert len(KINDS) == len(LETTERS)
