from typing import Any

import pytest

from bot.calls import Reader
from tests.calls.posts import PLAIN, posts, written


@pytest.mark.parametrize("post", [pytest.param(post, id=post["id"]) for post in posts()])
def test_a_post_is_read_field_by_field(post: dict[str, Any], reader: Reader) -> None:
    assert [written(call) for call in reader.calls(post["text"])] == [
        {**PLAIN, **call} for call in post["calls"]
    ]
