import pytest

from bot.chat.views.guiding import chosen
from bot.errors import Expired
from bot.options.interview import Interview
from tests.chat.standins import asked

TOLD = Interview({"market": "usdm"})


def test_the_answer_that_is_to_be_changed_is_the_one_chosen() -> None:
    assert chosen(asked(data={"values": ["market"]}), TOLD) == "market"


@pytest.mark.parametrize("values", [[], ["strategy"], ["\u0000"]])
def test_an_answer_that_was_not_given_cannot_be_changed(values: list[str]) -> None:
    with pytest.raises(Expired) as caught:
        chosen(asked(data={"values": values}), TOLD)

    assert caught.value.details == {"command": "guide"}
