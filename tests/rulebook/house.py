# A community's file over the sample, and what becomes of it.
from bot.errors import OverlayRefused
from bot.rulebook import File, Rulebook, load
from tests.rulebook.sample import DAY, FILES, parameter

PATH = "./house/harbour.yaml"
FEE = parameter("fee", "1").replace("source: ours", "source: fact X01")
BASE = {
    **FILES,
    "parameters/lot.yaml": parameter("lot", "1"),
    "parameters/fee.yaml": FEE,
}
HARBOUR = """\
schema: 1
overlay: x-harbour
title: House rules of the harbour
params:
  risk_max: {value: "0.01", reason: Members start small.}
disable:
  - {id: info.futures, reason: Our members know.}
wording:
  cross.hedge: {because: "Your {open_positions} positions are a hedge."}
rules:
  - id: x-harbour.lone-bet
    kind: mistake
    severity: low
    when: {open_positions: 1, bets: true}
    because: A bet is open, and nothing besides it.
    fix: Bet less than {$risk_max}.
    source: house vote of 2026-11
    tests:
      fires: [{open_positions: 1, bets: true}]
      silent: [{open_positions: 2, bets: true}, {open_positions: 1, bets: false}]
      open: [{bets: true}, {open_positions: 1}]
"""


def laid(text: str = HARBOUR) -> Rulebook:
    return load(BASE, DAY, File(PATH, text))


def refusals(text: str) -> list[str]:
    try:
        laid(text)
    except OverlayRefused as error:
        lines = error.details["problems"]
        assert isinstance(lines, list)
        return lines
    return []
