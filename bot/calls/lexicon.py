"""The words, names and signs of posted calls, from the tables of rules/calls/."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

import yaml

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS: Final = "calls/words.yaml"
NAMES: Final = "calls/names.yaml"
GLUED_LENGTH: Final = 4


class Mark(StrEnum):
    """What a word or phrase means in a call."""

    LONG = "long"
    SHORT = "short"
    BUY = "buy"
    SELL = "sell"
    ENTRY = "entry"
    AVERAGE = "average"
    ZONE = "zone"
    PRICE = "price"
    STOP = "stop"
    TARGET = "target"
    LEVERAGE = "leverage"
    TIMES = "times"
    CROSS = "cross"
    ISOLATED = "isolated"
    NOW = "now"
    ABOVE = "above"
    BELOW = "below"
    CLOSE = "close"
    SYMBOL = "symbol"
    SPOT = "spot"
    ASIDE = "aside"
    PLAIN = "plain"
    END = "end"
    EVEN = "even"
    DONE = "done"
    MANAGE = "manage"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are no contracts: exchanges, quote assets, other names of coins."""

    exchanges: frozenset[str]
    quotes: tuple[str, ...]
    dollars: frozenset[str]
    usual_quote: str
    contract_quote: str
    other_names: Mapping[str, str]
    elsewhere: frozenset[str]
    no_coins: frozenset[str]
    sats: frozenset[str]
    limits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, longest first; words that are written without a space."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Mark], ...]]
    glued: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, Mark]
    names: Names

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Return the lexicon of the files of rules/, by their paths in it."""
        words = yaml.load(texts[WORDS], Loader=LOADER)  # noqa: S506 -- a safe loader
        names = yaml.load(texts[NAMES], Loader=LOADER)  # noqa: S506 -- a safe loader
        signs = names.pop("signs")
        found = {
            tuple(phrase.split()): Mark(mark)
            for mark, languages in words.items()
            for phrases in languages.values()
            for phrase in phrases
        }
        return cls(
            by_first_word(found),
            {"".join(phrase): phrase for phrase in found if is_glueable(phrase)},
            {sign: Mark(mark) for mark, listed in signs.items() for sign in listed},
            Names(
                exchanges=frozenset(names["exchanges"]),
                quotes=tuple(names["quotes"]),
                dollars=frozenset(names["dollars"]),
                usual_quote=names["usual_quote"],
                contract_quote=names["contract_quote"],
                other_names=names["other_names"],
                elsewhere=frozenset(names["elsewhere"]),
                no_coins=frozenset(names["no_coins"]),
                sats=frozenset(names["sats"]),
                limits=names["limits"],
            ),
        )


def by_first_word(
    phrases: Mapping[tuple[str, ...], Mark],
) -> dict[str, tuple[tuple[tuple[str, ...], Mark], ...]]:
    """Return phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Mark]]] = {}
    for phrase, mark in sorted(phrases.items(), key=lambda item: -len(item[0])):
        found.setdefault(phrase[0], []).append((phrase, mark))
    return {word: tuple(listed) for word, listed in found.items()}


def is_glueable(phrase: Iterable[str]) -> bool:
    """Tell whether a phrase is found inside a run of letters without spaces."""
    joined = "".join(phrase)
    return len(joined) >= GLUED_LENGTH or not joined.isascii()
