from collections.abc import Mapping
from datetime import date

from bot.errors import RulebookRefused
from bot.rulebook import Rulebook, load

DAY = date(2026, 11, 22)

TRAITS = """\
version: "2026.11"
traits:
  market: {type: enum, values: [usdm, coinm, spot_margin], asked: true}
  legs: {type: enum, values: [independent, same_direction, offsetting], asked: true}
  open_positions: {type: count, min: 1, max: 50, unit: positions, asked: true}
  wants_loss_cap: {type: boolean, asked: true}
  bets: {type: boolean, asked: true}
  account_mode: {type: enum, values: [single_asset, multi_assets], asked: true}
  open_now: {type: enum, values: [nothing, orders], asked: true}
  risk: {type: number, min: "0", max: "1", unit: share, asked: true}
  stop_distance: {type: number, min: "0", unit: share, asked: false}
  liquidation_distance: {type: number, min: "0", unit: share, asked: false}
  buffer: {type: number, unit: share, asked: false}
constraints:
  - {when: {legs: [offsetting, same_direction]}, needs: {open_positions: {at_least: 2}}}
"""

HEDGE = """\
id: cross.hedge
kind: mode
favours: cross
strength: strong
theme: hedge
when: {legs: offsetting, open_positions: {at_least: 2}}
because: Your {open_positions} positions offset each other.
source: guide G01
tests:
  fires: [{legs: offsetting, open_positions: 2}]
  silent: [{legs: independent, open_positions: 2}]
  open: [{legs: offsetting}]
"""

RISK = """\
id: sizing.risk
kind: sizing
severity: high
when: {risk: {above: $risk_max}}
because: This may lose {risk}; {$risk_max} is usual.
fix: Trade smaller.
source: guide G01, fact X01
tests:
  fires: [{risk: "0.021"}]
  silent: [{risk: "0.02"}]
  open: [{}]
"""

STOP = """\
id: mistake.stop
kind: mistake
severity: medium
locked: true
when: {stop_distance: {at_least: {trait: liquidation_distance}}}
because: The stop is {stop_distance} away, liquidation {liquidation_distance}.
fix: Bring it nearer.
source: fact X01
tests:
  fires: [{stop_distance: "0.1", liquidation_distance: "0.1"}]
  silent: [{stop_distance: "0.09", liquidation_distance: "0.1"}]
  open: [{stop_distance: "0.1"}]
"""

BLOCKER = """\
id: blocker.assets
kind: blocker
key: cross_only
blocks: [isolated, mixed]
when: {account_mode: multi_assets}
because: This account knows cross only.
fix: Leave that mode.
source: fact X01
tests:
  fires: [{account_mode: multi_assets}]
  silent: [{account_mode: single_asset}]
  open: [{}]
"""

NOTE = """\
id: info.futures
kind: note
when: {market: [usdm, coinm]}
because: Set the mode near the position panel.
source: guide G01
tests:
  fires: [{market: usdm}]
  silent: [{market: spot_margin}]
  open: [{}]
"""


def parameter(name: str, value: str) -> str:
    return f"""\
name: {name}
unit: points
min: "0"
max: "9"
values: {{2026-11-22: "{value}"}}
source: ours
"""


NUMBERS = {
    "weight_strong": "3",
    "weight_normal": "2",
    "weight_weak": "1",
    "lead_clear": "0.5",
    "lead_leaning": "0.2",
    "risk_max": "0.02",
}

FILES: Mapping[str, str] = {
    "traits.yaml": TRAITS,
    "retired.yaml": "retired: [cross.former]\n",
    "properties.yaml": "properties: {}\n",
    "sources/guide.yaml": "G01: {says: Hedges share a pool.}\n",
    "sources/facts.yaml": 'X01: {says: A fact., at: "https://example.org", read: "2026-11-22"}\n',
    "sources/wrong.yaml": "W01: {says: A rumour., refuted_by: guide G01}\n",
    **{f"parameters/{name}.yaml": parameter(name, value) for name, value in NUMBERS.items()},
    "modes/cross.hedge.yaml": HEDGE,
    "sizing/sizing.risk.yaml": RISK,
    "mistakes/mistake.stop.yaml": STOP,
    "feasibility/blocker.assets.yaml": BLOCKER,
    "notes/info.futures.yaml": NOTE,
}


def mode_rule(name: str, when: str, strength: str = "normal", theme: str = "theme") -> str:
    return f"""\
id: {name}
kind: mode
favours: {name.partition(".")[0]}
strength: {strength}
theme: {theme}
when: {when}
because: Because.
source: guide G01
tests: {{fires: [{{}}], silent: [{{}}], open: [{{}}]}}
"""


def with_rules(*rules: str) -> Rulebook:
    files = {path: text for path, text in FILES.items() if not path.startswith("modes/")}
    for rule in rules:
        _, name, _, kind, *_ = rule.split()
        folder = {"mode": "modes", "blocker": "feasibility"}[kind]
        files[f"{folder}/{name}.yaml"] = rule
    return load(files, DAY)


def problems(files: Mapping[str, str]) -> list[str]:
    try:
        load(files, DAY)
    except RulebookRefused as error:
        lines = error.details["problems"]
        assert isinstance(lines, list)
        return lines
    return []
