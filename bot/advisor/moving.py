"""A cross account whose prices move together: as it is typed, and the motion that it makes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, combinations_with_replacement
from typing import Annotated, Final, cast

from pydantic import Field, PlainValidator

from bot.advisor.book import Book
from bot.advisor.brackets import brackets_of
from bot.advisor.positions import Open, at_mark
from bot.advisor.request import TESTS, Number, Positive, Strict, at_most, keyed, number
from bot.errors import BadValue, ImpossibleCombination, Missing, NotANumber, OutOfRange, TooLong
from bot.margin.linear import Position
from bot.margin.motion import Exposure, Matrix, Motion, loadings

MOST_POSITIONS: Final = 50
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
POSITIONS: Final = "account.positions"
CORRELATION: Final = "account.correlation"


def coefficient(value: object) -> Decimal:
    """Return a correlation between -1 and 1."""
    decimal = number(value)
    for bound, limit in (("at_least", -ONE), ("at_most", ONE)):
        if not TESTS[bound](decimal, limit):
            raise keyed(OutOfRange.key, bound=bound, limit=str(limit))
    return decimal


def coefficients(value: object) -> Decimal | Matrix:
    """Return one correlation for all pairs, or the rows of a matrix."""
    if not isinstance(value, list | tuple):
        return coefficient(value)
    rows = cast("Sequence[object]", value)
    if not all(isinstance(row, list | tuple) for row in rows):
        raise keyed(NotANumber.key)
    matrix = cast("Sequence[Sequence[object]]", rows)
    longest = max(map(len, [matrix, *matrix]))
    if longest > MOST_POSITIONS:
        raise keyed(TooLong.key, actual_length=str(longest), max_length=str(MOST_POSITIONS))
    return tuple(tuple(map(coefficient, row)) for row in matrix)


class Moving(Open):
    """An open position whose price moves; `volatility` is a fraction a year."""

    volatility: Positive | None = None


class Account(Strict):
    """A cross account: its balance in the quote asset, and all that is open in it.

    `correlation` is one number for every two symbols, or a matrix in the order of the positions.
    """

    wallet: Number
    positions: Annotated[tuple[Moving, ...], Field(fail_fast=True), at_most(MOST_POSITIONS)]
    correlation: Annotated[Decimal | Matrix | None, PlainValidator(coefficients)] = None


def motion(account: Account, volatility: Decimal | None, drift: Decimal, book: Book) -> Motion:
    """Return the motion of an account.

    Args:
        account: The account.
        volatility: That of the positions which have none of their own, a fraction a year.
        drift: Of every price, a fraction a year.
        book: Where brackets that are not typed stand.

    Raises:
        Missing: The account is empty, a volatility is not known, or the correlation is not.
        ImpossibleCombination: A side of a symbol twice, one price with two volatilities, or a
            matrix that is not symmetric.
        BadValue: The matrix has another size, no 1 where it must, or fits no prices at all.
        UnknownSymbol: The book has no brackets for a symbol, and none were given.
        BeyondBrackets: A position is larger than its last bracket.
    """
    if not account.positions:
        raise Missing(fields=[POSITIONS])
    spreads = volatilities(account, volatility)
    refuse_twins(account, spreads)
    shocks = loadings(correlations(account))
    if shocks is None:
        raise not_correlations(account, "positive_semidefinite")
    parts = zip(held(account, book), spreads, shocks, strict=True)
    return Motion(account.wallet, [Exposure(at, wide, drift, on) for at, wide, on in parts])


def volatilities(account: Account, common: Decimal | None) -> list[Decimal]:
    """Return the volatility of each position, never an invented one."""
    found = [position.volatility or common for position in account.positions]
    known = [volatility for volatility in found if volatility is not None]
    if len(known) < len(found):
        places = [place for place, volatility in enumerate(found) if volatility is None]
        raise Missing(fields=[f"{POSITIONS}.{place}.volatility" for place in places])
    return known


def refuse_twins(account: Account, spreads: Sequence[Decimal]) -> None:
    """Refuse two positions that are one, and two legs of a hedge that move apart."""
    for (one, first), (other, second) in combinations(enumerate(account.positions), 2):
        if first.symbol != second.symbol:
            continue
        if first.side is second.side:
            values = [f"{leg.symbol} {leg.side}" for leg in (first, second)]
            raise contradiction(one, other, "symbol", values)
        if spreads[one] != spreads[other]:
            values = [str(spreads[one]), str(spreads[other])]
            raise contradiction(one, other, "volatility", values)


def contradiction(
    one: int, other: int, field: str, values: Sequence[str]
) -> ImpossibleCombination:
    """Return the error for two positions that cannot both be open."""
    fields = [f"{POSITIONS}.{place}.{field}" for place in (one, other)]
    return ImpossibleCombination(fields=fields, values=values)


def correlations(account: Account) -> Matrix:
    """Return the correlation of every two positions; those of one symbol move as one."""
    given, symbols = account.correlation, [each.symbol for each in account.positions]
    if given is None and len(set(symbols)) > 1:
        raise Missing(fields=[CORRELATION])
    if given is None or isinstance(given, Decimal):
        apart = given or ZERO
        return [[ONE if one == other else apart for other in symbols] for one in symbols]
    if any(len(row) != len(symbols) for row in (given, *given)):
        raise not_correlations(account, f"{len(symbols)}×{len(symbols)}")
    for row, column in combinations_with_replacement(range(len(symbols)), 2):
        place, mirrored = f"{CORRELATION}.{row}.{column}", f"{CORRELATION}.{column}.{row}"
        here, there = given[row][column], given[column][row]
        if here != there:
            raise ImpossibleCombination(fields=[place, mirrored], values=[str(here), str(there)])
        if symbols[row] == symbols[column] and here != ONE:
            raise BadValue(field=place, value=str(here), allowed=[str(ONE)])
    return given


def not_correlations(account: Account, allowed: str) -> BadValue:
    """Return the error for numbers that no prices are correlated by."""
    given = account.correlation
    rows = [[given]] if given is None or isinstance(given, Decimal) else given
    value = "; ".join(", ".join(map(str, row)) for row in rows)
    return BadValue(field=CORRELATION, value=value, allowed=[allowed])


def held(account: Account, book: Book) -> Iterator[Position]:
    """Yield the positions at their marks; the second leg of a hedge has those of the first."""
    first: dict[str, Position] = {}
    for place, typed in enumerate(account.positions):
        leg = first.get(typed.symbol)
        mark = leg.mark if leg else typed.mark or typed.entry
        if leg and typed.brackets is None:
            brackets = leg.brackets
        else:
            field = f"{POSITIONS}.{place}.brackets"
            brackets = brackets_of(typed.symbol, typed.brackets, book, field)
        position = at_mark(typed, mark, brackets)
        first.setdefault(typed.symbol, position)
        yield position


def rests_on_table(account: Account) -> bool:
    """Say whether a position takes its brackets from the shipped table."""
    typed = {position.symbol for position in account.positions if position.brackets is not None}
    return any(position.symbol not in typed for position in account.positions)
