from collections.abc import Mapping

import pytest

from bot.calls import Lexicon
from bot.errors import RulebookRefused

WORDS = "calls/words.yaml"
NAMES = "calls/names.yaml"


def problems(tables: Mapping[str, str], path: str, old: str, new: str) -> list[str]:
    assert old in tables[path]
    with pytest.raises(RulebookRefused) as refused:
        Lexicon.of({**tables, path: tables[path].replace(old, new, 1)})
    found = refused.value.details["problems"]
    assert isinstance(found, list)
    return found


def test_a_meaning_that_nobody_knows_is_refused(tables: Mapping[str, str]) -> None:
    (line,) = problems(tables, WORDS, "\nlong:", "\nlongish:")

    assert line.startswith("calls/words.yaml: longish.[key]: Input should be 'long', 'short'")


def test_a_phrase_with_two_meanings_is_refused(tables: Mapping[str, str]) -> None:
    assert problems(tables, WORDS, "en: [long, longs", "en: [Shörts, long, longs") == [
        "calls/words.yaml: 'shorts' means both 'long' and 'short'"
    ]


def test_an_empty_phrase_is_refused(tables: Mapping[str, str]) -> None:
    assert problems(tables, WORDS, "en: [long,", 'en: [" ", long,') == [
        "calls/words.yaml: a phrase of 'long' in 'en' is empty"
    ]


def test_a_word_that_yaml_takes_for_a_truth_value_is_refused(tables: Mapping[str, str]) -> None:
    assert problems(tables, WORDS, 'en: ["no",', "en: [no,") == [
        "calls/words.yaml: never.en.0: Input should be a valid string"
    ]


def test_a_table_that_stands_twice_is_refused(tables: Mapping[str, str]) -> None:
    assert problems(tables, WORDS, "\nshort:", "\nlong: {en: [longer]}\nshort:") == [
        "calls/words.yaml: 'long' stands here twice"
    ]


def test_an_unknown_and_a_missing_name_are_both_said(tables: Mapping[str, str]) -> None:
    assert problems(tables, NAMES, "\nsats:", "\nsatz:") == [
        "calls/names.yaml: sats: Field required",
        "calls/names.yaml: satz: Extra inputs are not permitted",
    ]


def test_an_unknown_limit_is_refused(tables: Mapping[str, str]) -> None:
    assert problems(tables, NAMES, "  digits: 30", "  digits: 30\n  fingers: 5") == [
        "calls/names.yaml: limits.fingers: Extra inputs are not permitted"
    ]


def test_what_is_no_yaml_is_refused_with_its_place(tables: Mapping[str, str]) -> None:
    (line,) = problems(tables, NAMES, "exchanges: [", "exchanges: [[")

    assert line.startswith("calls/names.yaml: this is no YAML:")
    assert "line" in line
