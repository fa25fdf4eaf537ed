"""The command line's doors to the answers: one question typed, or a stream of them."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TextIO, cast
from uuid import uuid4

import structlog

from bot.advisor import FEATURES, Feature, parse
from bot.errors import (
    Internal,
    IsocrossError,
    Missing,
    NotJson,
    TooLong,
    UnknownFeature,
    UnknownField,
    places,
)
from bot.options import Desk, read_line, symbol_from
from bot.render import plain
from bot.rulebook import explanation, schema
from bot.rulebook.proof import share_decided

FIELDS: Final = ("feature", "request")
SOURCE: Final = "en"
RULES_PAGE: Final = "docs/rules.md"
SCHEMA: Final = "rules/schema.json"
LINE_LENGTH: Final = 2_000_000
"""Fifty positions with a hundred brackets each, every number as long as can be read, fit."""

NAME_LENGTH: Final = 100

log = structlog.get_logger()


def ask(desk: Desk, line: str, locale: str, *, as_json: bool) -> str:
    """Return the answer to one slash command as typed, in words or as the report's JSON.

    Raises:
        Mistake: The line cannot be read or answered.
    """
    feature, typed = read_line(line, desk.book)
    question, report = desk.ask(feature, typed, locale)
    if as_json:
        return dumped(desk.words.written(report, locale=locale), indent=2)
    return plain(desk.words.reply(feature, question, report, locale=locale, view="line").text)


def answer(desk: Desk, lines: Iterable[str], out: TextIO, locale: str) -> None:
    """Write one answer for each line of JSON, in order, flushed line by line."""
    for line in lines:
        out.write(dumped(answered(desk, line, locale)) + "\n")
        out.flush()


def answered(desk: Desk, line: str, locale: str) -> dict[str, Any]:
    """Return the answer to one line of JSON, or the error that it meets."""
    feature: object = None
    try:
        asked = asked_in(line)
        feature = asked.get("feature")
        known, request = question_in(asked)
        report = known.answer(parse(known.request, request), desk.book)
        return {"feature": feature, "report": desk.words.written(report, locale=locale)}
    except IsocrossError as error:
        return {"feature": feature, "error": written_error(desk, error, locale)}
    except Exception as error:  # noqa: BLE001 -- one line in, one line out, whatever happens
        number = uuid4().hex[:8]
        log.error("failed", id=number, error=type(error).__name__, trace=places(error))  # noqa: TRY400 -- a traceback would show what was asked
        return {"feature": feature, "error": written_error(desk, Internal(id=number), locale)}


def asked_in(line: str) -> Mapping[str, object]:
    """Return the JSON object of one line, every number in it as the text that it is.

    Raises:
        NotJson: The line is no JSON object.
        TooLong: No question is as long as the line.
    """
    if len(line) > LINE_LENGTH:
        raise TooLong(field="line", length=len(line), limit=LINE_LENGTH)
    try:
        asked = json.loads(line, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(asked, dict):
        raise NotJson
    return cast("Mapping[str, object]", asked)


def question_in(asked: Mapping[str, object]) -> tuple[Feature, object]:
    """Return the feature asked for and its request.

    Raises:
        UnknownField: The object holds something besides a feature and a request.
        Missing: It lacks one of them.
        UnknownFeature: There is no such feature.
    """
    if strange := next((name[:NAME_LENGTH] for name in asked if name not in FIELDS), None):
        raise UnknownField(field=strange, did_you_mean=get_close_matches(strange, FIELDS, n=1))
    if missing := [name for name in FIELDS if name not in asked]:
        raise Missing(fields=missing)
    name = str(asked["feature"])[:NAME_LENGTH]
    if name not in FEATURES:
        raise UnknownFeature(value=name, did_you_mean=get_close_matches(name, FEATURES, n=1))
    return FEATURES[name], asked["request"]


def written_error(desk: Desk, error: IsocrossError, locale: str) -> dict[str, Any]:
    """Return an error as JSON values: its key, its details, its words."""
    text = plain(desk.words.error(error, locale=locale))
    return {"key": error.key, "details": error.details, "text": text}


def brackets_shown(desk: Desk, typed: str) -> str:
    """Return the brackets of a contract as a table.

    Raises:
        UnknownSymbol: No shipped table has it.
    """
    usdm, coinm = desk.book.brackets, desk.book.coinm
    symbol, inverse = symbol_from(typed, usdm), symbol_from(typed, coinm)
    table = coinm if coinm.listed(inverse) and not usdm.listed(symbol) else usdm
    shown = symbol_from(typed, table)
    return desk.words.page(
        "brackets",
        locale=SOURCE,
        symbol=shown,
        brackets=table.of(shown),
        size=table.size_of(shown),
        as_of=table.as_of,
    )


def rule_explained(desk: Desk, name: str) -> str:
    """Return a rule in words, with its statements, numbers and tests.

    Raises:
        UnknownRule: There is no rule of that id.
    """
    rulebook = desk.book.rulebook
    told = explanation(rulebook, name)
    share = share_decided(rulebook, told.rule)
    page = desk.words.page("rules/explain", locale=SOURCE, told=told, share=share)
    return plain(page).rstrip()


def stale_pages(desk: Desk, root: Path) -> dict[str, str]:
    """Return what the rules now give for the files of a checkout that say otherwise, by path."""
    pages = {RULES_PAGE: rules_page(desk), SCHEMA: rules_schema(desk)}
    return {path: text for path, text in pages.items() if text != text_in(root / path)}


def text_in(path: Path) -> str:
    """Return a file's text; empty where there is no file."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def rules_page(desk: Desk) -> str:
    """Return the page of all rules, in markdown."""
    rulebook = desk.book.rulebook
    told = [explanation(rulebook, name) for name in rulebook.rules]
    return desk.words.page("rules/docs", locale=SOURCE, rulebook=rulebook, rules=told).lstrip()


def rules_schema(desk: Desk) -> str:
    """Return the JSON Schema of rule files and overlays."""
    return dumped(schema(desk.book.rulebook, desk.words.hints()), indent=1) + "\n"


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON text; characters of every script stay readable, half of one is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.encode(errors="backslashreplace").decode()
