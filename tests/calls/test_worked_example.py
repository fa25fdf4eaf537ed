import json
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.advisor import Book
from bot.calls import Lexicon, Reader
from tests.calls.posts import PLAIN, written

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
WORDS = "calls/words.yaml"


def block(kind: str) -> str:
    section = GUIDE.read_text(encoding="utf-8").partition("## Read another channel's calls")[2]
    found = re.search(rf"```{kind}\n(.*?)```", section, re.DOTALL)
    assert found
    return re.sub(r"^   ", "", found[1], flags=re.MULTILINE)


def test_the_worked_example_of_a_channel_is_read_as_told(
    tables: Mapping[str, str], reader: Reader, book: Book
) -> None:
    post, case = block("text"), json.loads(block("json"))
    words = yaml.safe_load(tables[WORDS])
    for meaning, languages in yaml.safe_load(block("yaml")).items():
        words[meaning] |= languages
    taught = Lexicon.of({**tables, WORDS: yaml.safe_dump(words, allow_unicode=True)})

    calls = Reader(taught, book.brackets.symbols).calls(post)

    assert reader.calls(post) == (), "the worked example needs another language: this one is known"
    assert [written(call) for call in calls] == [{**PLAIN, **call} for call in case["calls"]]
