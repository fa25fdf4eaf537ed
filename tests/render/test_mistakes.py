"""Every mistake, in every language and for every reason that it can have."""

import re
from collections.abc import Iterator, Mapping

import pytest
import yaml

from bot import data
from bot.errors import IsocrossError, StartupError
from bot.options import Desk

WORDS = re.compile(r"[A-Za-z]{2,}")
VALUES = re.compile(r"`[^`]*`|<[^>]*>|\bBTC\b|\bCOIN-M\b|\bJSON\b|docs/rules\.md|\b[\d.]+x\b")
REASON = re.compile(r'reason == "(\w+)"')
CHINESE = re.compile("[\u4e00-\u9fff]")

DETAILS: Mapping[str, object] = {
    "value": "12",
    "field": "entry",
    "fields": ["stop", "entry"],
    "values": ["1", "2"],
    "limit": "3",
    "bound": "at_least",
    "symbol": "BTCUSDT",
    "notional": "5000",
    "cap": "4000",
    "leverage": "20",
    "largest": 10,
    "length": 5000,
    "readings": ["65000", "65"],
    "channels": ("1", "2"),
    "command": "size",
    "until": 1,
    "id": "a1b2c3d4",
    "reason": "",
    "feature": "learn",
}
OTHERS: tuple[Mapping[str, object], ...] = (
    {},
    {"did_you_mean": ["mode", "size"]},
    {"allowed": ["long", "short"]},
    {"feature": "scenario"},
    {"feature": ""},
    {"coin": "BTC"},
    {"unit": "BTC"},
    {"unit": "contracts"},
    {"value": "coinm"},
    {"value": "spot_margin"},
    {"fields": ["stop", "entry", "side"], "values": ["1", "2", "long"]},
    {"fields": ["target", "entry", "side"], "values": ["1", "2", "short"]},
    {"values": ["1", "1"]},
    {"fields": ["side", "side"]},
    {"fields": ["market", "borrowed"], "values": ["usdm", "5"]},
)


def heirs(kind: type[IsocrossError]) -> Iterator[type[IsocrossError]]:
    for heir in kind.__subclasses__():
        if not issubclass(heir, StartupError):
            yield heir
            yield from heirs(heir)


def cases() -> list[tuple[type[IsocrossError], Mapping[str, object]]]:
    texts = yaml.safe_load(data.texts("templates", ".yaml")["errors.yaml"])
    found = list[tuple[type[IsocrossError], Mapping[str, object]]]()
    for kind in heirs(IsocrossError):
        if "key" in vars(kind):
            reasons = [{"reason": reason} for reason in REASON.findall(texts[kind.key])]
            found += [(kind, {**DETAILS, **other}) for other in (*OTHERS, *reasons)]
    return found


@pytest.mark.parametrize(("kind", "details"), cases())
def test_a_mistake_is_told_in_the_language_of_the_asker_alone(
    desk: Desk, kind: type[IsocrossError], details: Mapping[str, object]
) -> None:
    error = kind(**details)  # type: ignore[arg-type] # details of every kind

    english = desk.words.error(error, locale="en-GB")
    chinese = desk.words.error(error, locale="zh-CN")

    assert not CHINESE.search(english)
    assert WORDS.findall(VALUES.sub("", english))
    assert CHINESE.search(chinese)
    assert WORDS.findall(VALUES.sub("", chinese)) == [], chinese
    assert "\n" not in chinese
