import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bot import app, data
from bot.advisor import FEATURES, Book, parse
from bot.advisor.charts import CHARTS
from bot.errors import FontUnusable
from bot.options import Desk
from bot.render import Picture, Studio, Words
from bot.render.pictures.glyphs import characters, table
from bot.render.pictures.png import png
from bot.worker import Worker

FOLDER = Path(__file__).parents[1] / "pictures"
LINES = (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
CASES = {case["name"]: case for case in map(json.loads, LINES)}
FONT = str(data.font())
HOSTILE = ("<image href='/etc/passwd'/>", "A&B", '"><script>alert(1)</script>')
LONG = "長" * 40


def picture(case: dict[str, Any], desk: Desk) -> Picture:
    feature = FEATURES[case["feature"]]
    request = parse(feature.request, case["request"])
    report = feature.answer(request, desk.book)
    chart = CHARTS[feature.name](request, report, desk.book)
    return desk.words.picture(feature.name, request, report, chart, locale="en")


def unread(desk: Desk, symbol: str) -> Picture:
    """Draws a symbol that no question could hold."""
    feature, values = FEATURES["liquidation"], CASES["liquidation"]["request"]
    request = parse(feature.request, values)
    report = feature.answer(request, desk.book)
    chart = CHARTS["liquidation"](request, report, desk.book)
    forged = request.model_copy(update={"symbol": symbol})
    return desk.words.picture("liquidation", forged, report, chart, locale="en")


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_the_same_byte_for_byte(name: str, desk: Desk) -> None:
    drawn = png(FONT, picture(CASES[name], desk).svg)

    assert drawn == (FOLDER / f"{name}.png").read_bytes()


@pytest.mark.parametrize("name", CASES)
def test_the_numbers_of_a_picture_stand_in_its_card_and_in_its_words(
    name: str, desk: Desk
) -> None:
    found = picture(CASES[name], desk)

    prices = re.findall(r"\d[\d,.]*\d%?", found.description)
    assert prices
    assert all(price in found.card.text for price in prices)
    assert 0 < len(found.description) <= 1024  # as much as Discord takes


@pytest.mark.parametrize("symbol", HOSTILE)
def test_what_is_no_symbol_stays_text_in_a_picture(symbol: str, desk: Desk) -> None:
    svg = unread(desk, symbol).svg

    tags = {element.tag.partition("}")[2] for element in ET.fromstring(svg).iter()}  # noqa: S314 -- our own SVG
    known = {"svg", "defs", "pattern", "rect", "circle", "line", "path", "text"}
    assert tags <= known


def test_a_symbol_the_font_cannot_draw_shows_question_marks(desk: Desk) -> None:
    svg = unread(desk, LONG).svg

    assert "長" not in svg
    assert "LONG ???" in svg


def test_a_long_symbol_is_cut_and_stays_on_the_picture(desk: Desk) -> None:
    svg = unread(desk, "A" * 40).svg

    assert "A" * 23 + "…" in svg
    assert "A" * 24 not in svg


def test_no_picture_names_a_file_or_an_address(desk: Desk) -> None:
    for case in CASES.values():
        svg = picture(case, desk).svg
        assert "href" not in svg
        assert set(re.findall(r"https?://\S+", svg)) == {'http://www.w3.org/2000/svg"'}
        assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {"#gone", "#day", "#half", "#stop"}


def test_the_font_has_every_letter_of_the_listed_symbols(book: Book) -> None:
    glyphs = characters(data.font().read_bytes())

    assert set("".join([*book.brackets.symbols, *book.coinm.symbols])) <= glyphs
    assert set("牛来USDT龙虾") <= glyphs


def test_a_font_that_lists_its_letters_in_another_way_counts_as_lacking_them() -> None:
    font = bytearray(data.font().read_bytes())
    start = table(bytes(font))
    font[start : start + 2] = (12).to_bytes(2, "big")

    assert characters(bytes(font)) == frozenset()


@pytest.mark.parametrize("font", [b"", b"no font", bytes(400)])
def test_nothing_starts_with_a_font_that_lacks_letters(font: bytes, desk: Desk) -> None:
    with pytest.raises(FontUnusable):
        Words(
            {"pictures/odds.svg.j2": "A"},
            desk.book.rulebook,
            FEATURES,
            Studio(font, desk.words.draw),
        )


def test_nothing_starts_without_its_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(data, "font", lambda: tmp_path / "gone.otf")

    with pytest.raises(FontUnusable) as raised:
        app.studio(Worker())

    text = app.startup_words(raised.value)
    assert "gone.otf" in text


def test_a_trader_who_sees_colours_alike_reads_the_modes_off_marks(desk: Desk) -> None:
    svg = picture(CASES["compare"], desk).svg

    assert 'stroke-dasharray="14 8"' in svg  # isolated is dashed, cross is not
    assert "<circle" in svg  # cross
    assert "<rect x=" in svg  # isolated


@pytest.mark.parametrize(
    ("values", "words"),
    [({"market": "spot_margin"}, "spot"), ({"lot": "10"}, "one lot")],
)
def test_a_size_that_nothing_liquidates_says_so_instead(
    values: dict[str, str], words: str, desk: Desk
) -> None:
    case = {**CASES["size"], "request": {**CASES["size"]["request"], **values, "leverage": "1"}}

    assert words in picture(case, desk).card.text


def test_the_ends_of_the_modes_are_written_on_the_picture(desk: Desk) -> None:
    found = picture(CASES["compare"], desk)

    assert "cross ends at -12.7%" in found.svg
    assert "isolated first loses at -9.63%" in found.svg
