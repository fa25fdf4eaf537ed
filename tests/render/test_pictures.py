import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot import app, data
from bot.advisor import FEATURES, Book, parse
from bot.advisor.charts import CHARTS, session
from bot.errors import FontUnusable
from bot.options import Desk
from bot.render import Picture, Studio, Words
from bot.render.catalogues import DRAWN
from bot.render.pictures.glyphs import characters, table
from bot.render.pictures.png import png
from bot.worker import Worker
from tools.pictures import picture

FOLDER = Path(__file__).parents[1] / "pictures"
LINES = (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
CASES = {case["name"]: case for case in map(json.loads, LINES)}
FONT = str(data.font())
HOSTILE = ("<image href='/etc/passwd'/>", "A&B", '"><script>alert(1)</script>')
LONG = "長" * 40


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
        assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {
            "#gone",
            "#day",
            "#half",
            "#stop",
            "#before",
            "#first",
        }


def test_the_font_has_every_letter_of_the_listed_symbols(book: Book) -> None:
    glyphs = characters(data.font().read_bytes())

    assert set("".join([*book.brackets.symbols, *book.coinm.symbols])) <= glyphs
    assert set("牛来USDT龙虾") <= glyphs


def test_nothing_starts_with_a_font_that_lacks_what_a_translation_draws(desk: Desk) -> None:
    said = f'#. {DRAWN}\nmsgid "Entry"\nmsgstr "鑫"\n\nmsgid "Why"\nmsgstr "龘"\n'
    studio = Studio(data.font().read_bytes(), desk.words.draw)

    with pytest.raises(FontUnusable) as raised:
        Words({"locale/zh_CN/words.po": said}, desk.book.rulebook, FEATURES, studio)

    assert raised.value.details["value"] == "鑫"


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


def results(desk: Desk, **values: object) -> Picture:
    return picture({"feature": "session", "request": values}, desk)


def test_before_and_after_differ_by_a_pattern_as_well_as_by_their_order(desk: Desk) -> None:
    svg = picture(CASES["session"], desk).svg

    assert svg.count('fill="url(#before)"') == 4  # three topics and what it means
    assert svg.count('fill="url(#first)"') == 5  # four options and what it means


def test_a_class_of_which_nobody_answered_is_told_so(desk: Desk) -> None:
    found = results(desk, topics=[{"title": "Funding"}])

    assert "nobody answered both times" in found.svg
    assert "Funding: nobody answered it both times" in found.card.text
    assert "voted" not in found.svg


def test_one_person_is_one_person(desk: Desk) -> None:
    topic = {"title": "Funding", "before": "0", "after": "1", "people": "1"}

    assert "0% → **100%**, 1 person\n" in results(desk, topics=[topic]).card.text


def test_more_topics_than_fit_stand_in_the_card_alone(desk: Desk) -> None:
    topics = [{"title": f"Topic {number}"} for number in range(20)]

    found = results(desk, topics=topics)

    assert "Topic 7" in found.svg
    assert "Topic 8" not in found.svg
    assert "Topic 19" in found.card.text


def test_a_session_without_results_has_nothing_to_draw(desk: Desk) -> None:
    report = parse(session.Report, {})

    assert CHARTS["session"](report, report, desk.book) is None
    assert "Nobody was asked" in results(desk).card.text


@pytest.mark.parametrize("name", ["compare", "compare_hedged", "compare_many"])
def test_no_sum_beside_the_axis_reaches_into_the_curves(name: str, desk: Desk) -> None:
    svg = picture(CASES[name], desk).svg

    ends = re.findall(r'<text x="(\d+)" y="[\d.]+" [^>]*text-anchor="end"[^>]*>[\d,]+<', svg)
    starts = re.findall(r'<polyline points="([\d.]+),', svg)
    assert ends
    assert max(map(int, ends)) < min(map(float, starts))


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
