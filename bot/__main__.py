"""The command line: what cannot start says so in one line and ends with exit code 2."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from time import perf_counter
from typing import Any, Final

from bot import app, checks, data, terminal
from bot.errors import IsocrossError, RulebookRefused, StartupError
from bot.options import Desk
from bot.render import plain
from bot.settings import Settings

MISTAKE: Final = 1
CANNOT_START: Final = 2
COMMANDS: Final = "help"


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
    command("check", rules_check, actions.add_parser, about="prove")
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
    desk = app.build()
    locale = given.locale or settings.locale
    return said(desk, locale, lambda: terminal.ask(desk, given.line, locale, as_json=given.json))


def answer(settings: Settings, given: argparse.Namespace) -> int:
    """Answer every line of standard input."""
    terminal.answer(app.build(), sys.stdin, sys.stdout, given.locale or settings.locale)
    return 0


def brackets_show(settings: Settings, given: argparse.Namespace) -> int:
    """Print the brackets of a contract."""
    desk = app.build()
    return said(
        desk, settings.locale, lambda: terminal.brackets_shown(desk, given.symbol, settings.locale)
    )


def db_upgrade(settings: Settings, _: argparse.Namespace) -> int:
    """Bring the database up to date and print its revision."""
    revision = asyncio.run(app.upgrade(settings))
    sys.stdout.write(app.terminal_words()["upgraded"].format(revision=revision) + "\n")
    return 0


def rules_check(_: Settings, __: argparse.Namespace) -> int:
    """Prove the rulebook; print every problem, or the figures and a line that begins with ok."""
    begun = perf_counter()
    try:
        desk = app.build()
    except RulebookRefused as error:
        sys.stdout.write("\n".join(error.problems) + "\n")
        return MISTAKE
    checked = checks.check(desk, data.texts("rules", ".yaml"))
    sys.stdout.write(checks.shown(desk, checked, perf_counter() - begun))
    return MISTAKE if checked.findings.problems else 0


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
