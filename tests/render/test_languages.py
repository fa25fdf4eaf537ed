"""What is said in a language is said in it from beginning to end."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from bot import data
from bot.advisor import FEATURES, mode
from bot.options import Desk, read_line
from bot.render import Studio, Words
from bot.render.catalogues import DRAWN
from bot.rulebook.profiles import read_profiles
from tools import catalogue

WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyz"} | {
    ord(letter): ord(letter) + 0xFEE0 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}
PLACE = re.compile(r"(%\(\w+\)s|\{[$\w.]+(?::\w+)?\}|`[^`]*`|<[^>]*>)")
VALUE = re.compile(
    r"`[^`]*`|\*\*/[^*]*\*\*|https?://\S+|\]\([^)]*\)|\b[\w-]+(?:\.[\w-]+)+\b"
    r"|[A-Z][a-z]{2} \d\d?, \d{4}|\b\w*(?:USD|BTC|CFX|ETH|SOL|BNB|ADL|ROE)\w*\b"
    r"|\b[a-z]+_[a-z_]+\b|#[0-9a-f]{7}|\b[\d.]+x\b"
)
WORD = re.compile(r"[A-Za-z]{2,}")
TERMS = frozenset({"App", "COIN-M", "Cross Pro", "beta", "uniMMR", "wallet", "ISO", "Binance"})
"""What Chinese traders call by its English name, and the option that a sentence names."""

LINES = Path(__file__).with_name("lines.txt").read_text(encoding="utf-8").splitlines()
MODES = {
    "en": {"cross": "cross", "isolated": "isolated", "mixed": "mixed"},
    "zh-CN": {"全仓": "cross", "逐仓": "isolated", "混合": "mixed"},
}
VIEWS = ("card", "share", "line", "why", "flips")


def wide(text: str) -> str:
    parts = PLACE.split(text)
    parts[::2] = [part.translate(WIDE) for part in parts[::2]]
    return "".join(parts)


@pytest.fixture(scope="module", name="wide_words")
def _wide_words(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Words:
    """Words in a language whose letters are all wide, so that others give themselves away."""
    folder = tmp_path_factory.mktemp("locale") / "xx"
    folder.mkdir()
    texts = {name: text for name, text in templates().items() if not name.startswith("locale/")}
    for name, messages in catalogue.messages().items():
        if name == "errors":
            continue  # whole templates, read in Chinese below
        said = {
            each.singular: tuple(map(wide, each.id))
            if isinstance(each.id, tuple)
            else wide(each.id)
            for each in messages
        }
        catalogue.update(folder / f"{name}.po", messages, said)
        texts[f"locale/xx/{name}.po"] = (folder / f"{name}.po").read_text().replace(DRAWN, "")
    studio = Studio(data.font().read_bytes(), desk.words.draw)
    return Words(texts, desk.book.rulebook, FEATURES, studio)


def templates() -> dict[str, str]:
    return data.texts("templates", ".yaml", ".j2", ".po")


def replies(words: Words, desk: Desk, line: str, locale: str) -> dict[str, str]:
    """Every side of the answer to a line, by its name."""
    feature, typed = read_line(line, desk.book)
    question, report = desk.ask(feature, typed, "en")
    sides = [
        view
        for view in VIEWS
        if view in VIEWS[:3] or f"replies/{feature}.{view}.md.j2" in templates()
    ]
    return {
        side: words.reply(feature, question, report, locale=locale, view=side).text
        for side in sides
    }


@pytest.mark.parametrize("line", LINES)
def test_no_word_of_a_reply_is_left_untranslated(desk: Desk, wide_words: Words, line: str) -> None:
    for side, text in replies(wide_words, desk, line, "xx").items():
        assert WORD.findall(VALUE.sub("", text)) == [], (side, text)


@pytest.mark.parametrize("line", LINES)
def test_chinese_replies_hold_no_english_words_but_terms(desk: Desk, line: str) -> None:
    for side, text in replies(desk.words, desk, line, "zh-CN").items():
        bare = VALUE.sub("", text)
        for term in TERMS:
            bare = bare.replace(term, "")
        assert WORD.findall(bare) == [], (side, text)


def test_templates_say_nothing_but_what_is_translated() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True)  # noqa: S701 -- parses only
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined] # the extension adds it
    for name, text in templates().items():
        if not name.endswith(".md.j2") or name.startswith(catalogue.ENGLISH_ONLY):
            continue
        for said in environment.parse(text).find_all(nodes.Output):
            parts = [
                part.data if isinstance(part, nodes.TemplateData) else "0" for part in said.nodes
            ]
            bare = VALUE.sub("", "".join(parts))
            assert WORD.findall(re.sub(r"<[^>]*>|(ask|reason)\.0", "", bare)) == [], name


@pytest.mark.parametrize("locale", MODES)
def test_every_recorded_trader_reads_the_recommendation_before_any_other_mode(
    desk: Desk, locale: str
) -> None:
    traders, _ = read_profiles(data.texts("rules", ".yaml"), desk.book.rulebook)
    modes = re.compile("|".join(MODES[locale]), re.IGNORECASE)
    for trader in traders:
        request = mode.Request(trader.answers)
        report = mode.answer(request, desk.book)
        for view in ("card", "share", "why"):
            text = desk.words.reply("mode", request, report, locale=locale, view=view).text
            first = modes.search(text)
            assert first, text
            named = MODES[locale][first[0].lower()]
            assert named == (report.wanted or report.recommendation), (trader.name, text)


def test_no_line_runs_into_the_next_where_a_translation_ends() -> None:
    joined = re.compile(r"^#.*\{% endtrans %\}\n(?:---|- |\{% for)", re.MULTILINE)
    for name, text in templates().items():
        assert not (name.endswith(".md.j2") and joined.search(text)), name
