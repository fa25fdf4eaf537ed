"""Draw the pictures in tests/pictures anew, to be looked at before they are committed.

    python -m tools.pictures

A test compares them with what is drawn, byte for byte.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from bot import app
from bot.advisor import FEATURES, parse
from bot.advisor.charts import CHARTS, session
from bot.options import Desk
from bot.render import Picture

FOLDER: Final = Path(__file__).parent.parent / "tests" / "pictures"
SESSION: Final = "session"
DAY: Final = date(2026, 11, 22)


def cases() -> list[dict[str, Any]]:
    """Return the questions whose pictures are kept."""
    lines = (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def picture(case: dict[str, Any], desk: Desk) -> Picture:
    """Return the picture of a case, not yet drawn."""
    name = case["feature"]
    request, report = asked(name, case["request"], desk)
    chart = CHARTS[name](request, report, desk.book)
    locale = case.get("locale", "en")
    return desk.words.picture(name, request, report, chart, locale=locale)


def asked(name: str, values: dict[str, Any], desk: Desk) -> tuple[BaseModel, BaseModel]:
    """Return the question of a case and its answer; the results of a session are both."""
    if name == SESSION:
        results = parse(session.Report, values)
        return results, results
    request = parse(FEATURES[name].request, values)
    return request, FEATURES[name].answer(request, desk.book)


def main() -> None:
    """Write every picture."""
    desk = app.build(DAY)
    for case in cases():
        png = desk.words.draw(picture(case, desk).svg)
        (FOLDER / f"{case['name']}.png").write_bytes(png)


if __name__ == "__main__":
    main()
