import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from bot.margin.brackets import parse

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "brackets.py"

MADE = """\
{"market":"usdm","as_of":"2026-09-29","read_on":"2026-11-22","read_from":"a recording","tables":[
{"symbols":["AAAUSDT","龙虾USDT"],"cap":"500","brackets":[["0","0.1","5"],["100","0.1667","3"]]},
{"symbols":["ZETUSDT"],"cap":"10000","brackets":[["0","0.01","50"]]}
]}
"""


MADE_IN_COINS = """\
{"market":"coinm","as_of":"2026-09-29","read_on":"2026-11-22","read_from":"a recording","tables":[
{"symbols":["AAAUSD_PERP"],"contract_size":"10","cap":null,"brackets":[["0","0.01"],["5","0.025"]]}
]}
"""
IN_COINS: Final[dict[str, Any]] = {
    "market": "coinm",
    "tables": [{"contract_size": 10, "cap": None, "tiers": [[0, 0.01], [5, 0.025]]}],
    "symbols": {"AAAUSD_PERP": 0},
}


def recording() -> dict[str, Any]:
    return {
        "market": "usdm",
        "as_of": "2026-09-29",
        "read_on": "2026-11-22",
        "read_from": "a recording",
        "tables": [
            {"cap": 500, "tiers": [[0, 0.10, 5], [100, 0.1667, 3]]},
            {"cap": 1e4, "tiers": [[0, 0.01, 50]]},
        ],
        "symbols": {"龙虾USDT": 0, "ZETUSDT": 1, "AAAUSDT": 0},
    }


def made(tmp_path: Path, text: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    source, target = tmp_path / "recording.json", tmp_path / "usdm.json"
    source.write_text(text, encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    return done, target


def test_a_recording_becomes_a_dated_file_with_one_table_a_line(tmp_path: Path) -> None:
    done, target = made(tmp_path, json.dumps(recording()))

    assert done.returncode == 0
    assert done.stdout.endswith("usdm.json: 3 contracts, 5 brackets\n")
    assert target.read_text(encoding="utf-8") == MADE


def test_what_was_made_is_what_the_mathematics_reads(tmp_path: Path) -> None:
    _, target = made(tmp_path, json.dumps(recording()))
    table = parse(target.read_text(encoding="utf-8"))

    assert list(table.symbols) == ["AAAUSDT", "ZETUSDT", "龙虾USDT"]
    assert table.of("龙虾USDT").cap == 500


def test_contracts_of_dollars_keep_their_size_and_what_is_not_known_is_left_out(
    tmp_path: Path,
) -> None:
    done, target = made(tmp_path, json.dumps(recording() | IN_COINS))
    table = parse(target.read_text(encoding="utf-8"))

    assert done.returncode == 0
    assert target.read_text(encoding="utf-8") == MADE_IN_COINS
    assert table.size_of("AAAUSD_PERP") == 10
    assert table.of("AAAUSD_PERP").cap is None
    assert table.of("AAAUSD_PERP").rungs[0].leverage is None


@pytest.mark.parametrize(
    ("flaw", "said"),
    [
        ({"contract_size": 0}, "a contract size that is not above 0: 0"),
        ({"tiers": [[0, 0.01], [5, 0.025, 20]]}, "tiers of [2, 3] numbers"),
    ],
)
def test_contracts_of_dollars_with_a_flaw_are_refused(
    tmp_path: Path, flaw: dict[str, Any], said: str
) -> None:
    tables = [IN_COINS["tables"][0] | flaw]
    done, target = made(tmp_path, json.dumps(recording() | IN_COINS | {"tables": tables}))

    assert said in done.stderr
    assert not target.exists()


def test_the_order_of_a_recording_changes_nothing(tmp_path: Path) -> None:
    turned = recording()
    turned["tables"].reverse()
    turned["symbols"] = {"AAAUSDT": 1, "ZETUSDT": 0, "龙虾USDT": 1}
    _, first = made(tmp_path, json.dumps(recording()))
    text = first.read_text(encoding="utf-8")

    _, second = made(tmp_path, json.dumps(turned))
    assert second.read_text(encoding="utf-8") == text


FLAWS: Final[list[tuple[dict[str, Any], str]]] = [
    ({"market": "options"}, "a recording of options"),
    ({"market": "coinm"}, "not laid out like a recording (KeyError('contract_size'))"),
    ({"as_of": "yesterday"}, "Invalid isoformat string: 'yesterday'"),
    ({"symbols": {"AAAUSDT": 2}}, "AAAUSDT: there is no table 2"),
    ({"symbols": {"AAAUSDT": -1}}, "AAAUSDT: there is no table -1"),
    ({"symbols": {"aaa-usdt": 0}}, "no symbol: 'aaa-usdt'"),
    ({"tables": [{"cap": 5, "tiers": [[1, 0.1, 5]]}]}, "brackets.0.floor"),
    ({"tables": [{"cap": 5, "tiers": [[0, 0.1, 5], [1, 0.05, 3]]}]}, "brackets.1.rate"),
    ({"tables": [{"cap": 1, "tiers": [[0, 0.1, 5], [1, 0.2, 3]]}]}, "brackets.cap"),
    ({"tables": [{"cap": 5, "tiers": [[0, 0.1, 2.5]]}]}, "no whole number"),
    ({"tables": [{"cap": 5, "tiers": [[0, 0.1, 3], [1, 0.2, 5]]}]}, "rises"),
    ({"tables": [{"cap": 5, "tiers": [[0, 0.1]]}]}, "tiers of [2] numbers"),
    ({"tables": [{"cap": None, "tiers": [[0, 0.1, 5]]}]}, "not laid out like a recording"),
    ({"tables": [{"cap": "much", "tiers": []}]}, "Conversion"),
    ({"tables": None}, "not laid out like a recording"),
]


@pytest.mark.parametrize(("flaw", "said"), FLAWS)
def test_a_recording_with_a_flaw_is_refused_and_nothing_is_written(
    tmp_path: Path, flaw: dict[str, Any], said: str
) -> None:
    done, target = made(tmp_path, json.dumps(recording() | flaw))

    assert done.returncode == 1
    assert said in done.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "Expecting"), ("[]", "not laid out"), ('{"a": 1, "a": 2}', "a stands there twice")],
)
def test_what_is_no_recording_at_all_is_refused(tmp_path: Path, text: str, said: str) -> None:
    done, target = made(tmp_path, text)

    assert done.returncode == 1
    assert said in done.stderr
    assert not target.exists()


@pytest.mark.parametrize("market", ["usdm", "coinm"])
def test_the_shipped_file_is_written_the_way_the_script_writes(
    tmp_path: Path, market: str
) -> None:
    shipped = (ROOT / "rules" / "brackets" / f"{market}.json").read_text(encoding="utf-8")
    table = json.loads(shipped)
    again = {
        **{name: table[name] for name in table if name != "tables"},
        "tables": [
            row | {"tiers": [[*map(float, rung)] for rung in row["brackets"]]}
            for row in table["tables"]
        ],
        "symbols": {
            symbol: place for place, row in enumerate(table["tables"]) for symbol in row["symbols"]
        },
    }
    _, target = made(tmp_path, json.dumps(again))

    assert target.read_text(encoding="utf-8") == shipped
