import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from bot.rulebook import schema
from bot.rulebook.filing import FOLDERS, folder
from tests.rulebook.real import BOOK, FILES

SAID = {"legs": "How do they move?", "favours": "The side."}
SCHEMA = schema(BOOK, SAID)
VALIDATOR: Validator = Draft202012Validator(SCHEMA)
WRITTEN = [path for path in FILES if folder(path) in {"parameters", *FOLDERS}]

OVERLAY = """\
schema: 1
overlay: x-harbour
title: House rules of the harbour
params:
  risk_max: {value: "0.01", reason: members start small}
disable:
  - {id: sizing.risk-very-low, reason: distracts our members}
wording:
  isolated.beginner: {because: Fence every trade first.}
rules:
  - id: x-harbour.thin-for-weeks
    kind: mistake
    severity: medium
    when: {liquidity: thin, holding_period: [weeks, months]}
    because: A thin market held for {holding_period} can jump past a stop.
    fix: Hold it shorter, or trade smaller.
    source: house vote of 2026-11
    tests:
      fires: [{liquidity: thin, holding_period: weeks}]
      silent: [{liquidity: deep, holding_period: weeks}]
      open: [{liquidity: thin}]
"""


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, by its version 1.2: days, yes and no are texts."""

    yaml_implicit_resolvers = {  # noqa: RUF012 -- pyyaml's own name and shape
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not (tag.endswith(":timestamp") or (tag.endswith(":bool") and first in "yYnNoO"))
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(text: str) -> Any:  # noqa: ANN401 -- any YAML
    return yaml.load(text, Loader=Editor)  # noqa: S506 -- a safe loader


def refused(text: str) -> bool:
    return not VALIDATOR.is_valid(read(text))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", WRITTEN)
def test_every_shipped_rule_and_number_fits_the_schema(path: str) -> None:
    problems = [error.message for error in VALIDATOR.iter_errors(read(FILES[path]))]

    assert problems == []


def test_rules_of_every_kind_and_all_numbers_are_among_them() -> None:
    assert len(WRITTEN) == len(BOOK.rules) + len(BOOK.parameters)


HEDGE = FILES["modes/cross.offsetting-legs.yaml"]
RISK = FILES["sizing/sizing.risk-too-high.yaml"]
STOP = FILES["mistakes/mistake.stop-beyond-liquidation.yaml"]
BLOCKER = FILES["feasibility/blocker.open-orders.yaml"]
NUMBER = FILES["parameters/risk_max.yaml"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (HEDGE, "when: {legs: offsetting", "when: {legs: offseting"),
        (HEDGE, "when: {legs: offsetting", "when: {leg: offsetting"),
        (HEDGE, "when: {legs: offsetting", "when: {legs: {above: 1}"),
        (HEDGE, "when: {legs: offsetting", "when: {legs: [offsetting, offsetting]"),
        (HEDGE, "fires:  [{legs: offsetting", "fires:  [{legs: offseting"),
        (HEDGE, "at_least: 2", "atleast: 2"),
        (HEDGE, "at_least: 2", "at_least: 2.5"),
        (HEDGE, "strength: strong", "strength: string"),
        (HEDGE, "favours: cross", "favours: crossed"),
        (HEDGE, "theme: hedge\n", ""),
        (HEDGE, "theme: hedge\n", "theme: hedge\nseverity: high\n"),
        (HEDGE, "kind: mode", "kind: modes"),
        (HEDGE, "id: cross.offsetting-legs", "id: mistake.offsetting-legs"),
        (HEDGE, "guide G47", "guide G999"),
        (HEDGE, "guide G47", "fact G47"),
        (HEDGE, "guide G47", "ours"),
        (RISK, "above: $risk_max", "above: $risk_most"),
        (RISK, "above: $risk_max", 'above: "0.02"'),
        (RISK, "locked: true", "locked: yes"),
        (STOP, "{trait: liquidation_distance}", "{trait: leverage}"),
        (STOP, "{trait: liquidation_distance}", "{trait: volatility}"),
        (BLOCKER, "blocks: [switch]", "blocks: [swich]"),
        (BLOCKER, "blocks: [switch]", "blocks: []"),
        (NUMBER, '"0.02"', "0.02"),
        (NUMBER, "2026-11-22", "22.11.2026"),
        (NUMBER, "guide G56", "mine"),
        (OVERLAY, "risk_max", "risk_most"),
        (OVERLAY, "risk_max", "weight_strong"),
        (OVERLAY, "sizing.risk-very-low", "sizing.risk-very-lo"),
        (OVERLAY, "sizing.risk-very-low", "mistake.no-stop"),
        (OVERLAY, "isolated.beginner", "mistake.no-stop"),
        (OVERLAY, "kind: mistake", "kind: blocker"),
        (OVERLAY, "id: x-harbour.", "id: mistake."),
        (OVERLAY, "holding_period: [weeks", "holding_period: [week"),
        (OVERLAY, "overlay: x-harbour", "overlay: harbour"),
        (OVERLAY, "schema: 1", "schema: 2"),
        (OVERLAY, ", reason: members start small", ""),
    ],
)
def test_a_slip_is_refused(text: str, right: str, wrong: str) -> None:
    assert text.count(right) >= 1
    assert not refused(text)

    assert refused(text.replace(right, wrong, 1))


@pytest.mark.parametrize(
    "when",
    [
        "{legs: {not: offsetting}}",
        "{legs: {not: [offsetting, independent]}}",
        "{open_positions: [2, 4]}",
        "{open_positions: {above: 2, at_most: 4}}",
        "{open_positions: {not: {above: 2}}}",
        "{risk: {above: 0, below: $risk_min}}",
        '{risk: "0"}',
        "{risk: $risk_max}",
        "{stop_distance: {trait: liquidation_distance}}",
        "{wants_loss_cap: false}",
        "{all: [{legs: offsetting}, {any: [{risk: 0}, {not: {market: usdm}}]}]}",
    ],
)
def test_all_of_the_condition_language_may_be_written(when: str) -> None:
    (condition,) = [line for line in HEDGE.splitlines() if line.startswith("when: ")]

    assert not refused(HEDGE.replace(condition, f"when: {when}"))


def test_a_community_may_cite_its_house_and_a_rule_of_ours_may_not() -> None:
    assert not refused(OVERLAY)
    assert refused(HEDGE.replace("guide G47 G06", "house vote"))


def test_an_editor_says_what_a_field_or_trait_is() -> None:
    shown = SCHEMA["$defs"]["condition"]["properties"]["legs"]

    assert shown == {"description": "How do they move?", "$ref": "#/$defs/when.legs"}
    mode = SCHEMA["$defs"]["rule"]["allOf"][0]["then"]["properties"]
    assert mode["favours"] == {"description": "The side.", "enum": ["cross", "isolated", "mixed"]}
