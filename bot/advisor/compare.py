"""What does the same shock leave in cross, and what in isolated?"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

from bot.advisor import derived
from bot.advisor.book import Book
from bot.advisor.brackets import are_old
from bot.advisor.edition import Edition, edition
from bot.advisor.holdings import Holding, stakes
from bot.advisor.request import Finding, Market, Positive, Strict
from bot.advisor.shocks import Shock, Shocks, moves, names_nothing_held, usual_shocks
from bot.margin.linear import pool
from bot.margin.names import assets
from bot.margin.precision import exact, remainder, reported
from bot.margin.stress import Outcome, Stake, Survival, shocked, survival
from bot.rulebook import Fact

MOST_POSITIONS: Final = 50
QUICK: Final = 500
"""So many outcomes of a position under a shock are computed in less than five milliseconds."""

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


class Request(Strict):
    """What the trader tells us; `wallet` is all money of the account, in the quote asset.

    A shock is a fraction by which everything moves, or one for each symbol; without any, dated
    ones are tried.
    """

    wallet: Positive
    positions: Annotated[tuple[Holding, ...], Field(min_length=1, max_length=MOST_POSITIONS)]
    shocks: Shocks | None = None


class Pooled(Strict):
    """What a shock leaves in cross, in the quote asset: 0 once it is liquidated."""

    equity: Decimal
    liquidated: bool


class Fenced(Strict):
    """What a shock leaves in isolated, in the quote asset, and what it liquidates.

    `liquidated` holds symbols, `positions` the places of the same positions in the request.
    """

    equity: Decimal
    liquidated: tuple[str, ...]
    positions: tuple[int, ...]


class Row(Strict):
    """One shock in both modes."""

    shock: Shock
    cross: Pooled
    isolated: Fenced


class Survives(Strict):
    """The largest common move, a signed fraction, before something is liquidated.

    None where none from -100 % to +1,000 % does so, 0 where something is liquidated already.
    """

    cross: Decimal | None
    isolated: Decimal | None


class Report(Strict):
    """What each shock leaves in each mode; money in the quote asset.

    `worst` is the place of the row that costs most, `first` the places of the positions that
    isolated loses first, `unfenced` what no isolated wallet holds.
    """

    rows: tuple[Row, ...]
    worst: int
    survives: Survives
    first: tuple[int, ...]
    equity: Decimal
    isolated_wallets: tuple[Decimal, ...]
    unfenced: Decimal
    brackets_as_of: date | None
    assumptions: tuple[str, ...]
    findings: tuple[Finding, ...]
    values: dict[str, Fact]
    rulebook: Edition


@exact
def answer(request: Request, book: Book) -> Report:
    """Return what the same positions are worth in both modes under the same shocks.

    Raises:
        ImpossibleCombination: A side of a symbol is named twice, a symbol has two marks, or
            contracts in coins stand beside contracts in dollars.
        UnknownSymbol: The book has no brackets for a symbol, and none were given.
        BeyondBrackets: A position is larger than its last bracket.
        Missing: A position has neither an isolated wallet nor a leverage.
        LeverageAboveBracket: A position cannot have its leverage.
        OutOfRange: The isolated wallets together exceed the wallet, a position's share of a shock
            is -1 or less, or brackets that are no table.
    """
    staked = stakes(request.positions, request.wallet, book)
    shocks = request.shocks or usual_shocks(request.positions, book)
    moved = [moves(shock, request.positions, place) for place, shock in enumerate(shocks)]
    outcomes = [shocked(request.wallet, staked, each) for each in moved]
    survived = survival(request.wallet, staked)
    own = [stake.wallet for stake in staked]
    equity = request.wallet + pool(stake.position for stake in staked).profit
    fired, values = derived.findings(facts(request, staked, equity, survived), book)
    return Report(
        rows=tuple(row(*pair, request) for pair in zip(shocks, outcomes, strict=True)),
        worst=min(range(len(outcomes)), key=lambda place: severity(outcomes[place])),
        survives=Survives(cross=survived.cross, isolated=survived.isolated),
        first=survived.first,
        equity=reported(equity),
        isolated_wallets=tuple(map(reported, own)),
        unfenced=remainder(request.wallet, sum(own, ZERO)),
        brackets_as_of=book.brackets.as_of if rests_on_table(request) else None,
        assumptions=assumptions(request, staked, [*moved, *edges(survived, staked)], book),
        findings=fired,
        values=values,
        rulebook=edition(book.rulebook),
    )


def is_heavy(request: Request) -> bool:
    """Tell whether a question has so many positions and shocks that its answer takes long."""
    return len(request.positions) * len(request.shocks or ()) > QUICK


def reshocked(request: Request, change: Callable[[Shock], Shock], book: Book) -> Request:
    """Return the question with every shock that it tries changed."""
    tried = request.shocks or usual_shocks(request.positions, book)
    return request.model_copy(update={"shocks": tuple(map(change, tried))})


def row(shock: Shock, outcome: Outcome, request: Request) -> Row:
    """Return one shock as it is reported."""
    symbols = [request.positions[place].symbol for place in outcome.lost]
    return Row(
        shock=shock,
        cross=Pooled(equity=outcome.cross, liquidated=outcome.cross_liquidated),
        isolated=Fenced(
            equity=outcome.isolated, liquidated=tuple(symbols), positions=outcome.lost
        ),
    )


def severity(outcome: Outcome) -> tuple[bool, bool, Decimal]:
    """Order outcomes, the worst first: cross is lost, a position is lost, least is left."""
    least = min(outcome.cross, outcome.isolated)
    return not outcome.cross_liquidated, not outcome.lost, least


def edges(survived: Survival, staked: Sequence[Stake]) -> list[list[Decimal]]:
    """Return how far each price moves where the modes end."""
    ends = (survived.cross, survived.isolated)
    return [[end * stake.beta for stake in staked] for end in ends if end is not None]


def rests_on_table(request: Request) -> bool:
    """Say whether a position takes its brackets from the shipped table."""
    typed = {held.symbol for held in request.positions if held.brackets is not None}
    return any(held.symbol not in typed for held in request.positions)


def facts(
    request: Request, staked: Sequence[Stake], equity: Decimal, survived: Survival
) -> derived.Facts:
    """Return what is known for the rules, in whichever mode the positions are held."""
    known: derived.Facts = {"market": Market.USDM.value, "open_positions": len(staked)}
    initial = [
        stake.position.notional / held.leverage
        for stake, held in zip(staked, request.positions, strict=True)
        if held.leverage is not None
    ]
    if len(initial) == len(staked):
        known |= derived.buffer(equity, sum(initial, ZERO))
    if survived.cross == ZERO:
        known["under_water"] = True
    return known


def assumptions(
    request: Request, staked: Sequence[Stake], moved: Sequence[Sequence[Decimal]], book: Book
) -> tuple[str, ...]:
    """Return the keys of what the answer takes for granted."""
    held, shocks = request.positions, request.shocks or ()
    symbols = [holding.symbol for holding in held]
    estimated = any(holding.isolated_wallet is None for holding in held)
    common = request.shocks is None or any(isinstance(shock, Decimal) for shock in shocks)
    said = {
        "shocks_usual": request.shocks is None,
        "isolated_wallets_estimated": estimated,
        "betas_are_one": common and all(holding.beta == ONE for holding in held) and len(held) > 1,
        "unnamed_stay": any(not isinstance(shock, Decimal) for shock in shocks),
        "shock_not_held": names_nothing_held(shocks, held),
        "quotes_counted_alike": len({assets(symbol)[1] for symbol in symbols}) > 1,
        "liquidated_counts_nothing": True,
        "last_bracket_extended": any(map(beyond_cap, staked, zip(*moved, strict=True))),
        "brackets_old": rests_on_table(request) and are_old(book),
        "fee_not_deducted": estimated,
        "marks_are_entries": any(holding.mark is None for holding in held),
        "hedge_mark_shared": len(set(symbols)) < len(symbols),
        "only_these_open": True,
        "single_asset_mode": True,
        "auto_add_margin_off": True,
        "brackets_given": any(holding.brackets is not None for holding in held),
    }
    return tuple(key for key, holds in said.items() if holds)


def beyond_cap(stake: Stake, moved: Sequence[Decimal]) -> bool:
    """Say whether the largest of some moves takes a position past its last bracket."""
    position = stake.position
    return not position.brackets.covers(position.notional * (ONE + max(moved)))
