from collections.abc import Mapping
from random import Random

import pytest
import yaml

from bot.calls import Call, CallMarket, Flag, Reader
from tests.calls.posts import posts

SEED = 2026
SIGNS = ".,:;=-/|()[]{}<>#$@%?!*_~`'\"\\+&→•✅❌🟢🔴📈📉🎯1️⃣①²½\n\n  "
LETTERS = (
    "abxkmhdSLTPXK\u0448\u043e\u0440\u0442\u043b\u043d\u0433\u0445\u0130\u0131\u00df\u00e9\u00f1"
    "多空单倍逐仓止损\u200b\u202e\ue000\u0663\uff13\u3164\x00"
)
NUMBERS = ("65000", "63,000", "68.000", "1.234", "0.0013", "10", "20", "3", "000", "1,2", ".5")
CHATTER = (
    "the market looks strong today and BTC may reach new highs this week with volume rising",
    "across ETH SOL DOGE charts while traders watch funding fees news from the exchange listing",
    "airdrop giveaway members join our free group for daily updates reviews and opinions bullish",
    "bearish support resistance moving average weekly monthly candle fear greed index macro data",
)
TICKERS = ("BTCUSDT", "#ETH", "$SOL", "ETH/USDT", "#crypto", "BTC.D")


def noise(dice: Random) -> str:
    return "".join(dice.choices(SIGNS + LETTERS + "0123456789", k=dice.randint(0, 120)))


def soup(dice: Random, words: list[str]) -> str:
    pieces = dice.choices((*words, *NUMBERS, *TICKERS, *SIGNS), k=dice.randint(1, 25))
    return "".join(piece + dice.choice((" ", " ", "", "\n")) for piece in pieces)


def torn(dice: Random, texts: list[str]) -> str:
    first, second = dice.choice(texts), dice.choice(texts)
    return first[dice.randrange(len(first)) :] + second[: dice.randrange(len(second))]


def chatter(dice: Random) -> str:
    words = [word for line in CHATTER for word in line.split()]
    pieces = (*words, *TICKERS, "65000", "4%", "$70,000", "10x", "1.2", "🚀", "?", "!", "\n")
    return " ".join(dice.choices(pieces, k=dice.randint(3, 30)))


@pytest.fixture(scope="module", name="words")
def _words(tables: Mapping[str, str]) -> list[str]:
    marks = yaml.safe_load(tables["calls/words.yaml"])
    return [phrase for words in marks.values() for listed in words.values() for phrase in listed]


def contradictions(call: Call) -> list[str]:
    prices = (*call.entries, *call.targets, call.stop or 1)
    stop_said = {Flag.NO_STOP, Flag.STOP_PERCENT} & {*call.flags}
    quiet = call.market is CallMarket.SPOT or Flag.SYMBOL_UNKNOWN in call.flags
    low, high = call.leverage or 1, call.leverage_max or call.leverage or 1
    promises = {
        "prices are positive": all(price > 0 for price in prices),
        "entries ascend": list(call.entries) == sorted({*call.entries}),
        "a missing symbol is asked": call.symbol or "symbol" in call.ask,
        "a missing side is asked": call.side or "side" in call.ask,
        "missing entries are asked": call.entries or "entries" in call.ask,
        "a missing stop is said": call.stop or stop_said,
        "a missing leverage is said": call.leverage or quiet or Flag.NO_LEVERAGE in call.flags,
        "an odd leverage is asked": 1 <= low <= high <= 150 or "leverage" in call.ask,
    }
    return [promise for promise, kept in promises.items() if not kept]


def test_ten_thousand_hostile_texts_raise_nothing_and_contradict_nothing(
    reader: Reader, words: list[str]
) -> None:
    dice = Random(SEED)  # noqa: S311 -- the same texts every time
    texts = [post["text"] for post in posts()]
    found = 0

    for number in range(10_000):
        text = (noise(dice), soup(dice, words), torn(dice, texts))[number % 3]
        for call in reader.calls(text):
            found += 1
            assert contradictions(call) == [], text

    assert found > 100  # torn posts are calls often enough for this to mean something


def test_no_call_is_invented_from_chatter(reader: Reader) -> None:
    dice = Random(SEED)  # noqa: S311 -- the same texts every time

    for _ in range(5_000):
        text = chatter(dice)
        assert reader.calls(text) == (), text


@pytest.mark.parametrize("text", [*"\n\x00🚀?1#$x|\ud800\ufdfa", "", " ", "\n\n"])
def test_next_to_nothing_is_no_call(text: str, reader: Reader) -> None:
    assert reader.calls(text) == ()
