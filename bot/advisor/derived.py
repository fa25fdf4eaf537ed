"""Traits that follow from the numbers of a trade, and the findings that rules make of them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from bot.advisor.book import Book
from bot.advisor.request import Finding
from bot.margin.precision import quotient
from bot.rulebook import Fact

Facts: TypeAlias = dict[str, Fact]

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
JUDGING: Final = ("mistake", "sizing")


def findings(facts: Mapping[str, Fact], book: Book) -> tuple[tuple[Finding, ...], Facts]:
    """Return the mistake and sizing rules that fired, and the values that they read."""
    evaluation = book.rulebook.evaluate(facts, JUDGING)
    rules = book.rulebook.rules
    fired = tuple(Finding(rule=id_, severity=str(rules[id_].severity)) for id_ in evaluation.fired)
    return fired, dict(evaluation.values)


def distances(
    sign: int,
    entry: Decimal,
    stop: Decimal | None,
    liquidation: Decimal | None,
    daily_range: Decimal | None,
) -> Facts:
    """Return how far stop and liquidation lie from the entry, and what that is in daily ranges.

    stop_distance = |E - S| / E and liquidation_distance = |E - P| / E. A stop that locks a
    profit in has no distance; one on the other side of the entry than the liquidation price
    (the other leg of a hedge makes such a price) is not compared with it.

    Args:
        sign: +1 long, -1 short.
        entry: Entry price, above 0.
        stop: Stop price.
        liquidation: Liquidation price.
        daily_range: The ordinary range of a day, a fraction of the price, above 0.
    """
    to_stop, to_end = losing_share(sign, entry, stop), losing_share(sign, entry, liquidation)
    if to_stop is not None and to_stop <= ZERO:
        to_stop = None
    comparable = to_stop if to_end is None or to_end > ZERO else None
    away = None if to_end is None else abs(to_end)
    return known(
        stop_distance=comparable,
        liquidation_distance=away,
        daily_range=daily_range,
        stop_liquidation_ratio=ratio(comparable, away),
        stop_noise_ratio=ratio(to_stop, daily_range),
        liquidation_noise_ratio=ratio(away, daily_range),
    )


def losing_share(sign: int, entry: Decimal, price: Decimal | None) -> Decimal | None:
    """Return the loss from the entry to a price as a fraction of the entry; a gain is negative."""
    return None if price is None else quotient(sign * (entry - price), entry)


def leverage_need(notional: Decimal, money: Decimal, leverage: Decimal) -> Facts:
    """Return the leverage that a position needs, at least 1, and how many times that it has.

    Args:
        notional: Of the position, in the quote asset.
        money: What is set aside for it, in the quote asset: wallet in cross, margin in isolated.
        leverage: The leverage chosen.
    """
    share = ratio(notional, money) if money > ZERO else None
    needed = None if share is None else max(share, ONE)
    return known(needed_leverage=needed, leverage_excess=ratio(leverage, needed))


def buffer(balance: Decimal, initial: Decimal) -> Facts:
    """Return the share of a margin balance that no initial margin binds."""
    return known(buffer=ratio(balance - initial, balance) if balance > ZERO else None)


def stop_failure(loss: Decimal, planned: Decimal) -> Facts:
    """Return how many times the planned loss is gone when the stop fails."""
    return known(stop_failure_ratio=ratio(loss, planned))


def cost_share(total: Decimal, expected: Decimal | None) -> Facts:
    """Return what costs take of the expected return, both amounts of the same money."""
    return known(cost_share=ratio(total, expected))


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return part / whole; None when one is not known or nothing is there to divide by."""
    return quotient(part, whole) if part is not None and whole else None


def known(**traits: Decimal | None) -> Facts:
    """Return the traits that could be computed."""
    return {name: value for name, value in traits.items() if value is not None}
