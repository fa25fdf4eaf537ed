"""How likely is a price to be touched, or an account to be liquidated, within some days?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from bot.advisor import ending, liquidation, moving
from bot.advisor.book import Book
from bot.advisor.brackets import are_old
from bot.advisor.ending import Barrier, Way
from bot.advisor.liquidation import Request as Position
from bot.advisor.request import ASKED, NotNegative, Number, Positive, Side, Strict
from bot.errors import ImpossibleCombination, Missing
from bot.margin.motion import Chance, excess
from bot.margin.precision import exact

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
CERTAIN: Final = Chance(ONE, ZERO)
HORIZONS: Final = (
    "odds_horizon_day",
    "odds_horizon_days",
    "odds_horizon_week",
    "odds_horizon_month",
)
MODEL: Final = ("no_jumps", "margin_constant", "volatility_constant", "watched_continuously")
FORMS: Final = ("barrier", "liquidation", "account")


class Request(Strict):
    """What the trader asks; prices in the quote asset, rates as fractions a year.

    What shall be touched is one of three: a `barrier`, the price that a `liquidation` question
    is answered with, or the end of an `account`. `volatility` is then also that of the positions
    which have none of their own.
    """

    price: Annotated[Positive | None, ASKED] = None
    barrier: Annotated[Positive | None, ASKED] = None
    days: Annotated[NotNegative | None, ASKED] = None
    volatility: Annotated[Positive | None, ASKED] = None
    side: Side | None = None
    drift: Number = ZERO
    liquidation: Position | None = None
    account: moving.Account | None = None


class Method(StrEnum):
    """How a probability was found."""

    CLOSED_FORM = "closed_form"
    SIMULATION = "simulation"


class Horizon(Strict):
    """The same chance within other days; at half the leverage, and for the stop, where known."""

    days: Decimal
    touch_probability: Decimal
    half_leverage_probability: Decimal | None = None
    stop_probability: Decimal | None = None


class Report(Strict):
    """The chance within the days asked about, and within others.

    `barrier` is the price to be touched, `distance` how far it lies from the price now as a
    fraction of that, and `half_leverage_barrier` what the barrier would be for half the quantity
    on the same wallet; None where there is none.
    """

    touch_probability: Decimal
    standard_error: Decimal | None = None
    method: Method
    price: Decimal | None = None
    barrier: Decimal | None = None
    distance: Decimal | None = None
    half_leverage_barrier: Decimal | None = None
    horizons: tuple[Horizon, ...]
    brackets_as_of: date | None = None
    assumptions: tuple[str, ...]


def is_heavy(request: Request) -> bool:
    """Tell whether a question is answered by a simulation."""
    return request.account is not None


@exact
def answer(request: Request, book: Book) -> Report:
    """Return the chance that what is asked about happens within the days.

    Raises:
        Missing: Nothing to be touched, no days, or no volatility; none is ever invented.
        ImpossibleCombination: Several things to be touched, two sides, or two prices.
        IsocrossError: What the liquidation question or the account meets.
    """
    forms = [form for form in FORMS if getattr(request, form) is not None]
    if len(forms) > 1:
        values = [shown(getattr(request, form)) for form in forms[:2]]
        raise ImpossibleCombination(fields=forms[:2], values=values)
    if request.account is not None:
        return account_report(request, request.account, book)
    if request.liquidation is not None:
        return liquidation_report(request, request.liquidation, book)
    return barrier_report(request, book)


def shown(form: Decimal | Position | moving.Account) -> str:
    """Return what names one thing to be touched in an error."""
    if isinstance(form, Position):
        return f"{form.side} {form.symbol}"
    return str(form.wallet if isinstance(form, moving.Account) else form)


def given(request: Request, *fields: str) -> list[Decimal]:
    """Return numbers of a question, asking at once for all that are not there.

    Raises:
        Missing: Some are not.
    """
    found: dict[str, Decimal | None] = {field: getattr(request, field) for field in fields}
    known = [value for value in found.values() if value is not None]
    if len(known) < len(found):
        raise Missing(fields=[field for field, value in found.items() if value is None])
    return known


def barrier_report(request: Request, book: Book) -> Report:
    """Return the chance of touching a typed price, on whichever side of the price now it lies."""
    price, at, days, volatility = given(request, "price", "barrier", "days", "volatility")
    way, barrier = Way(price, volatility, request.drift), Barrier(at)
    return Report(
        touch_probability=way.chance(barrier, days),
        method=Method.CLOSED_FORM,
        price=price,
        barrier=at,
        distance=way.distance(barrier),
        horizons=tuple(
            Horizon(days=other, touch_probability=way.chance(barrier, other))
            for other in horizons(book)
        ),
        assumptions=tuple(model(request)),
    )


def liquidation_report(request: Request, position: Position, book: Book) -> Report:
    """Return the chance of touching the price that liquidates a position.

    A hedge can end at two prices; the nearer one is taken, and the other named as left out.
    """
    days, volatility = given(request, "days", "volatility")
    asked = ending.at_price(position, request.side, request.price)
    found = liquidation.answer(asked, book)
    way = Way(asked.mark or asked.entry, volatility, request.drift)
    barrier, half = ending.barrier(found), ending.half_leverage(asked, found, book)
    return Report(
        touch_probability=way.chance(barrier, days),
        method=Method.CLOSED_FORM,
        price=way.price,
        barrier=barrier.price,
        distance=way.distance(barrier),
        half_leverage_barrier=half.price if half else None,
        horizons=tuple(
            Horizon(
                days=other,
                touch_probability=way.chance(barrier, other),
                half_leverage_probability=way.chance(half, other) if half else None,
                stop_probability=way.chance(Barrier(asked.stop), other) if asked.stop else None,
            )
            for other in horizons(book)
        ),
        brackets_as_of=found.brackets_as_of,
        assumptions=(*model(request), *ending.assumptions(found)),
    )


def account_report(request: Request, account: moving.Account, book: Book) -> Report:
    """Return the chance that a cross account is liquidated; one that is already is not drawn."""
    (days,) = given(request, "days")
    motion = moving.motion(account, request.volatility, request.drift, book)
    spans = dict.fromkeys([days, *horizons(book)])
    reached = excess(motion) <= ZERO
    chances = [CERTAIN] * len(spans) if reached else book.simulated(motion, list(spans))
    found = dict(zip(spans, chances, strict=True))
    return Report(
        touch_probability=found[days].probability,
        standard_error=None if reached else found[days].standard_error,
        method=Method.CLOSED_FORM if reached else Method.SIMULATION,
        horizons=tuple(
            Horizon(days=other, touch_probability=found[other].probability)
            for other in horizons(book)
        ),
        brackets_as_of=book.brackets.as_of if moving.rests_on_table(account) else None,
        assumptions=(*model(request), *of_account(account, book, reached=reached)),
    )


def of_account(account: moving.Account, book: Book, *, reached: bool) -> Iterator[str]:
    """Yield the keys of what a chance of a whole account takes for granted."""
    said = {
        "already_liquidated": reached,
        "correlation_constant": account.correlation is not None,
        "mark_is_entry": any(position.mark is None for position in account.positions),
        "brackets_old": moving.rests_on_table(account) and are_old(book),
    }
    yield from (key for key, holds in said.items() if holds)


def horizons(book: Book) -> list[Decimal]:
    """Return the days within which a chance is told besides those asked about."""
    return [book.rulebook.parameters[name].value for name in HORIZONS]


def model(request: Request) -> Iterator[str]:
    """Yield the keys of what the model of the price takes for granted."""
    yield from MODEL
    if not request.drift:
        yield "no_drift"
