from collections.abc import Mapping
from itertools import product

import pytest

from bot.advisor import Book
from bot.options import Desk

CARD_WORDS = 160
"""Three blockers at once, each with its reason and its remedy; usually it is 100."""
MARKETS = ("usdm", "coinm", "spot_margin")
MODES = ("cross", "isolated")
ACCOUNTS = ("", "single_asset", "multi_assets", "portfolio_margin")
OPEN = ("", "nothing", "orders", "position", "both")
EVERY = [*product(MARKETS, MODES, ACCOUNTS, OPEN)]


def said(desk: Desk, typed: Mapping[str, str], view: str = "line") -> str:
    question, report = desk.ask("switch", typed, "en")
    return desk.words.reply("switch", question, report, locale="en", view=view).text


@pytest.mark.parametrize(("market", "to", "account_mode", "open_now"), EVERY)
def test_every_state_of_an_account_has_words(
    desk: Desk, market: str, to: str, account_mode: str, open_now: str
) -> None:
    typed = {"market": market, "to": to, "account_mode": account_mode, "open_now": open_now}
    given = {name: text for name, text in typed.items() if text}

    text = said(desk, given)

    assert text.startswith("### **")
    assert len(text.split()) <= CARD_WORDS
    for view in ("done", "blocked", "share"):
        assert said(desk, given, view)


def test_each_blocker_is_named_with_what_to_do_instead(desk: Desk, book: Book) -> None:
    typed = {
        "market": "usdm",
        "to": "isolated",
        "account_mode": "multi_assets",
        "open_now": "both",
    }

    text = said(desk, typed)

    assert text.startswith("### **Not now:**")
    for name in ("multi-assets", "open-orders", "open-position"):
        rule = book.rulebook.rules[f"blocker.{name}"]
        assert f"✗ **Blocked:** {rule.because} {rule.fix}" in text
    assert "✓ **OK:** Your account is not in portfolio margin" in text


def test_what_is_missing_is_asked_for_in_words(desk: Desk) -> None:
    text = said(desk, {"market": "usdm", "to": "isolated"})

    assert text.startswith("### **Perhaps:**")
    assert "? **Not known:** Which mode is your account in?" in text
    assert "? **Not known:** Is anything open on this contract now?" in text


def test_the_steps_name_market_and_mode_in_their_order(desk: Desk) -> None:
    futures = said(desk, {"market": "coinm", "to": "isolated"})
    spot = said(desk, {"market": "spot_margin", "to": "isolated"})

    assert "1. Open COIN-M futures" in futures
    assert "2. Tap the margin mode near the position panel, choose isolated" in futures
    assert "3. Set the leverage" in futures
    assert "4. Read fees, maintenance margin and liquidation price" in futures
    assert "3. Move collateral into this pair" in spot
    assert "4. Read interest and margin level" in spot


def test_what_to_look_at_afterwards_depends_on_market_and_mode(desk: Desk) -> None:
    isolated = said(desk, {"market": "usdm", "to": "isolated"}, "done")
    spot = said(desk, {"market": "spot_margin", "to": "cross"}, "done")

    assert "never touched is in cross" in isolated
    assert "the fence moves" in isolated
    assert "margin level" in spot
    assert "fence" not in spot


def test_error_codes_are_explained_for_futures_and_only_there(desk: Desk) -> None:
    futures = said(desk, {"market": "usdm", "to": "isolated"}, "blocked")
    spot = said(desk, {"market": "spot_margin", "to": "isolated"}, "blocked")

    for code in ("-4046", "-4047", "-4048", "-4161", "-4167", "-4168"):
        assert code in futures
        assert code not in spot
