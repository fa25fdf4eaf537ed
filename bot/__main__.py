"""The command line: what cannot start says so in one line and ends with exit code 2."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from io import TextIOWrapper
from time import perf_counter
from typing import Any, Final

from bot import app, checks, data, overlays, terminal
from bot.errors import IsocrossError, NoCheckout, RulebookRefused, StartupError
from bot.options import Desk
from bot.render import plain
from bot.rulebook import load
from bot.settings import Settings

MISTAKE: Final = 1
CANNOT_START: Final = 2
NEWEST: Final = date.max


def parser(words: Callable[[str], str]) -> argparse.ArgumentParser:
    """Return the parser of the command line; its words come from templates/terminal.yaml."""
    root = argparse.ArgumentParser(prog="isocross", description=words("isocross"))
    root.add_argument("--version", action="version", version=f"isocross {version('isocross')}")
    commands = root.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def command(
        name: str,
        run: Callable[..., int] | None = None,
        add: Callable[..., argparse.ArgumentParser] = commands.add_parser,
        about: str = "",
    ) -> argparse.ArgumentParser:
        sub = add(name, help=words(about or name), description=words(about or name))
        sub.set_defaults(run=run)
        return sub

    command("run", run)
    play_ = command("play", play)
    play_.add_argument("--port", type=int, default=0, help=words("port"))
    play_.add_argument("--no-browser", action="store_true", help=words("no-browser"))
    ask_ = command("ask", ask)
    ask_.add_argument("line", help=words("line"))
    ask_.add_argument("--json", action="store_true", help=words("json"))
    for sub in (ask_, command("answer", answer)):
        sub.add_argument("--locale", help=words("locale"))
    brackets = command("brackets", brackets_show)
    brackets.add_argument("action", choices=["show"], help=words("show"))
    brackets.add_argument("symbol", help=words("symbol"))
    database = command("db", db_upgrade)
    database.add_argument("action", choices=["upgrade"], help=words("upgrade"))
    actions = command("rules").add_subparsers(required=True, metavar="ACTION", dest="action")
    check = command("check", rules_check, actions.add_parser, about="prove")
    check.add_argument("path", nargs="?", metavar="PATH", help=words("overlay"))
    explain = command("explain", rules_explain, actions.add_parser)
    explain.add_argument("rule", help=words("rule"))
    docs = command("docs", rules_docs, actions.add_parser)
    docs.add_argument("--check", action="store_true", help=words("check"))
    command("schema", rules_schema, actions.add_parser)
    return root


def run(settings: Settings, _: argparse.Namespace) -> int:
    """Connect to Discord and serve until told to stop."""
    app.run(settings)
    return 0


def play(settings: Settings, given: argparse.Namespace) -> int:
    """Open the playground and serve it until told to stop."""
    app.play(settings, given.port, browser=not given.no_browser)
    return 0


def ask(settings: Settings, given: argparse.Namespace) -> int:
    """Print the answer to one slash command."""
    desk = app.desk(settings)
    locale = given.locale or settings.locale
    return said(desk, locale, lambda: terminal.ask(desk, given.line, locale, as_json=given.json))


def answer(settings: Settings, given: argparse.Namespace) -> int:
    """Answer every line of standard input, whatever bytes are in it."""
    app.log_as_set(settings)
    desk = app.desk(settings)
    lines = TextIOWrapper(
        sys.stdin.buffer, encoding="utf-8", errors="backslashreplace", newline="\n"
    )
    terminal.answer(desk, lines, sys.stdout, given.locale or settings.locale)
    return 0


def brackets_show(_: Settings, given: argparse.Namespace) -> int:
    """Print the brackets of a contract."""
    desk = app.build()
    return said(desk, terminal.SOURCE, lambda: terminal.brackets_shown(desk, given.symbol))


def db_upgrade(settings: Settings, _: argparse.Namespace) -> int:
    """Bring the database up to date and print its revision."""
    revision = asyncio.run(app.upgrade(settings))
    sys.stdout.write(app.terminal_words()["upgraded"].format(revision=revision) + "\n")
    return 0


def rules_check(settings: Settings, given: argparse.Namespace) -> int:
    """Prove the rulebook; print every problem, or the figures and a line that begins with ok."""
    begun = perf_counter()
    files = data.texts("rules", ".yaml")
    try:
        desk = app.build()
        file = overlays.named(given.path) if given.path else None
        house = load(files, desk.book.day, file)
    except RulebookRefused as error:
        sys.stdout.write("\n".join(error.problems) + "\n")
        return MISTAKE
    checked = checks.check(desk, files, house if file else None)
    if file:
        overlays.remember(settings.data, house, file, checked.findings.problems)
    sys.stdout.write(checks.shown(desk, house, checked, perf_counter() - begun))
    return MISTAKE if checked.findings.problems else 0


def rules_explain(_: Settings, given: argparse.Namespace) -> int:
    """Print a rule with everything that stands behind it."""
    desk = app.build()
    return said(desk, terminal.SOURCE, lambda: terminal.rule_explained(desk, given.rule))


def rules_docs(_: Settings, given: argparse.Namespace) -> int:
    """Write what is generated from the rules, or tell what of it is stale; print it in a wheel.

    Raises:
        NoCheckout: There is nothing to compare with.
    """
    desk, root = app.build(NEWEST), data.checkout()
    if root is None and given.check:
        raise NoCheckout
    if root is None:
        sys.stdout.write(terminal.rules_page(desk))
        return 0
    stale = terminal.stale_pages(desk, root)
    line = app.terminal_words()["stale" if given.check else "written"]
    for path, text in stale.items():
        if not given.check:
            (root / path).write_text(text, encoding="utf-8")
        sys.stdout.write(line.format(path=path) + "\n")
    return MISTAKE if given.check and stale else 0


def rules_schema(_: Settings, __: argparse.Namespace) -> int:
    """Print the JSON Schema of rule files and overlays."""
    sys.stdout.write(terminal.rules_schema(app.build(NEWEST)))
    return 0


def said(desk: Desk, locale: str, work: Callable[[], str]) -> int:
    """Print what the work returns, or in one line the mistake that it met."""
    try:
        sys.stdout.write(work() + "\n")
    except IsocrossError as error:
        sys.stderr.write(" ".join(plain(desk.words.error(error, locale=locale)).split()) + "\n")
        return MISTAKE
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    words: Any = app.terminal_words()
    given = parser(words.__getitem__).parse_args(arguments)
    try:
        code: int = given.run(Settings.read(), given)
    except StartupError as error:
        sys.stderr.write(app.startup_words(error) + "\n")
        return CANNOT_START
    return code


if __name__ == "__main__":
    sys.exit(main())
