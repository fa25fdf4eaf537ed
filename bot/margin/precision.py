"""How many digits the mathematics keeps, whatever the caller's decimal context is."""

from collections.abc import Callable
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import wraps
from typing import Final, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

WORKING_DIGITS: Final = 200
SETTLED_DIGITS: Final = 150  # quantity · price · rate of 40 digits each, summed without loss
REPORTED_DIGITS: Final = 50
TURNED_DIGITS: Final = 48
EXPONENT: Final = 999_999


def context(digits: int) -> Context:
    """Return a decimal context that rounds half to even and never answers with NaN."""
    return Context(
        prec=digits,
        rounding=ROUND_HALF_EVEN,
        Emin=-EXPONENT,
        Emax=EXPONENT,
        traps=[InvalidOperation, DivisionByZero, Overflow],
    )


WORKING: Final = context(WORKING_DIGITS)
SETTLED: Final = context(SETTLED_DIGITS)
REPORTED: Final = context(REPORTED_DIGITS)
TURNED: Final = context(TURNED_DIGITS)


def exact(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make *function* compute in a context of its own, so that small rests of large sums survive.

    A wallet almost as large as the notional leaves a liquidation price in the last digits of a
    product; the sums therefore keep every digit, and only what is reported is rounded.
    """

    @wraps(function)
    def within(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with localcontext(WORKING):
            return function(*args, **kwargs)

    return within


def settled(value: Decimal) -> Decimal:
    """Return *value* without the last digits, in which a quotient that never ends is not exact.

    Three thirds are then one again, so that what cancels out is 0 and not a rest of the division.
    """
    return SETTLED.plus(value)


def reported(value: Decimal) -> Decimal:
    """Return *value* rounded to the digits that a report carries."""
    return REPORTED.plus(value)


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """Return part / whole, rounded once, to the digits that a report carries."""
    return REPORTED.divide(part, whole)


def turned(value: Decimal) -> Decimal:
    """Return 1 / value, to the digits in which a reported quotient is turned back exactly."""
    return TURNED.divide(1, value)


def remainder(whole: Decimal, part: Decimal) -> Decimal:
    """Return whole - part at the digits that a report carries, so that thirds leave no crumbs."""
    return REPORTED.subtract(REPORTED.plus(whole), REPORTED.plus(part))
