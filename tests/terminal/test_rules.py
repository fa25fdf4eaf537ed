import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot import app, data, terminal
from bot.__main__ import main
from bot.options import Desk
from bot.render import plain
from bot.rulebook import explanation


@pytest.fixture(scope="module", name="newest")
def _newest() -> Desk:
    return app.build(date.max)


def explained(desk: Desk, name: str) -> list[str]:
    told = explanation(desk.book.rulebook, name)
    page = desk.words.page("rules/explain", locale="en", told=told, share=None)
    return plain(page).splitlines()


def test_a_rule_is_told_in_words_with_what_it_rests_on_and_its_tests(desk: Desk) -> None:
    told = explained(desk, "sizing.risk-too-high")

    assert told[0] == "sizing.risk-too-high · size and buffers, serious, locked"
    assert "• risk per trade: more than 2% ($risk_max)" in told
    # the first test for which it fires is 0.021
    assert "• This trade may lose 2.1% of the account; 0.5% to 2% is the usual range." in told
    assert "• Trade smaller until the loss at the stop is within 2%." in told
    assert any(line.startswith("• G56: ") for line in told)
    assert "• fires: risk:0.021" in told
    assert "• open: nothing answered" in told
    assert any(
        line.startswith("• risk_max: 0.02 (share of account), between 0.001 and 0.05")
        for line in told
    )


def test_a_fact_is_told_with_its_address_and_the_day_it_was_read(desk: Desk) -> None:
    (fact,) = [line for line in explained(desk, "mistake.stop-on-last-price") if "X07" in line[:6]]

    assert "https://www.binance.com/" in fact
    assert fact.endswith("(read on 2026-11-22)")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("cross.neutral-strategy", "• strategy: a pair trade, a market-neutral basket, a carry"),
        ("isolated.whole-account-exposed", "• how the positions move together: not against each"),
        ("isolated.event", "• at least one of these"),
        ("isolated.event", "  - strategy: a trade on an event"),
        ("mistake.cross-as-shield", "  - mode now: cross and written risk rules: no"),
        ("mistake.stop-beyond-liquidation", "• distance to the stop: at least the distance to li"),
        ("isolated.single-position", "• open positions: at most 1"),
        ("cross.offsetting-legs", "• cross.neutral-strategy (normal)"),
        ("mixed.capped-hedger", "These lead to a mixed set-up too"),
        ("blocker.open-orders", "blocker.open-orders · stops the switch, locked"),
    ],
)
def test_conditions_are_told_in_plain_words(desk: Desk, name: str, line: str) -> None:
    assert any(told.startswith(line) for told in explained(desk, name))


def test_every_rule_can_be_told(desk: Desk) -> None:
    for name in desk.book.rulebook.rules:
        text = "\n".join(explained(desk, name))

        assert text.startswith(name)
        assert "\n\n\n" not in text
        assert not set("{}*") & set(text)


def test_a_rule_tells_for_whom_it_is_not(desk: Desk) -> None:
    told = explanation(desk.book.rulebook, "isolated.beginner")
    warned = replace(told, rule=replace(told.rule, not_for="whoever only hedges."))

    page = desk.words.page("rules/explain", locale="en", told=warned, share=None)

    assert "\nNot for: whoever only hedges.\n" in page


def test_a_rule_that_decides_is_told_with_how_often_and_another_without(desk: Desk) -> None:
    strong = terminal.rule_explained(desk, "isolated.hard-cap")
    weak = terminal.rule_explained(desk, "cross.experienced-basket")
    blocker = terminal.rule_explained(desk, "blocker.multi-assets")
    mistake = terminal.rule_explained(desk, "mistake.no-stop")

    assert share(strong) > share(weak) > 0
    assert re.search(r"Makes [0-9.]+% of all recommendations", blocker)
    assert "complete sets" not in mistake


def share(told: str) -> Decimal:
    found = re.search(r"Decides ([0-9.]+)% of all", told)
    assert found
    return Decimal(found[1])


def test_the_command_line_tells_a_rule_and_mends_a_slip(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "explain", "isolated.beginner"]) == 0
    assert capsys.readouterr().out.startswith("isolated.beginner · ")

    assert main(["rules", "explain", "isolated.begginer"]) == 1
    told = capsys.readouterr().err
    assert told == "There is no rule isolated.begginer. Did you mean isolated.beginner?\n"


def test_what_is_written_from_the_rules_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    fresh = main(["rules", "docs", "--check"])

    assert (capsys.readouterr().out, fresh) == ("", 0)


def test_a_stale_page_is_named_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(data, "checkout", lambda: tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "docs" / "rules.md").write_text("# The rules of last year\n")

    assert main(["rules", "docs", "--check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["docs/rules.md", "rules/schema.json"]
    assert "isocross rules docs" in told[0]
    assert not (tmp_path / "rules" / "schema.json").exists()

    assert main(["rules", "docs"]) == 0
    assert main(["rules", "docs", "--check"]) == 0


def test_an_installed_package_prints_the_page_and_has_nothing_to_compare(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(data, "checkout", lambda: None)

    assert main(["rules", "docs"]) == 0
    assert capsys.readouterr().out.startswith("# The rules\n")
    assert main(["rules", "docs", "--check"]) == 2
    assert "nothing to compare" in capsys.readouterr().err


def test_the_page_tells_every_rule_number_and_answer(newest: Desk) -> None:
    page = terminal.rules_page(newest)
    rulebook = newest.book.rulebook

    assert all(f"\n### {name}\n" in page for name in rulebook.rules)
    assert all(f"\n| `{name}` | " in page for name in [*rulebook.parameters, *rulebook.traits])
    assert "| strong | 3 |\n| normal | 2 |\n| weak | 1 |" in page
    assert "\n\n\n" not in page


def test_the_schema_is_printed_with_words_for_editors(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "schema"]) == 0

    fields = json.loads(capsys.readouterr().out)["$defs"]["answers"]["properties"]
    assert fields["legs"]["description"] == "How do your positions move together?"
    assert fields["buffer"]["description"] == "Free margin"
