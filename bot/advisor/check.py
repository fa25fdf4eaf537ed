"""What is true of a posted trade call: is its stop ever reached, and what is lost if not?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from pydantic import PlainValidator

from bot.advisor import derived, size
from bot.advisor.book import Book
from bot.advisor.brackets import are_old
from bot.advisor.call import Call, taken
from bot.advisor.case import Asker, Case, case_of
from bot.advisor.judging import JUDGES, known
from bot.advisor.request import Finding, Strict, keyed
from bot.advisor.verdicts import Check, Reach, Verdict
from bot.calls import CallMarket
from bot.errors import BadValue, TooLong
from bot.margin.precision import exact
from bot.rulebook import Fact

TEXT_LENGTH: Final = 4_000


def posted(value: object) -> str:
    """Return a text that is short enough to be read."""
    if not isinstance(value, str):
        raise keyed(BadValue.key)
    if len(value) > TEXT_LENGTH:
        raise keyed(TooLong.key, length=str(len(value)), limit=str(TEXT_LENGTH))
    return value


class Request(Asker):
    """The posted text, and what the asker says of their own account.

    `call` is a reading that somebody has looked over: it is judged in place of the text's own.
    """

    text: Annotated[str, PlainValidator(posted)]
    call: Call | None = None


class Report(Strict):
    """What was read, and what is true of it; `findings` and `values` are those of the first call.

    There is no call where the text is something else, and no verdict on what is no coin.
    """

    calls: tuple[Call, ...]
    verdicts: tuple[Verdict, ...]
    brackets_as_of: date | None
    assumptions: tuple[str, ...]
    findings: tuple[Finding, ...]
    values: dict[str, Fact]


def is_heavy(request: Request) -> bool:
    """Tell whether a text has yet to be read, which may take long."""
    return request.call is None


@exact
def answer(request: Request, book: Book) -> Report:
    """Return the calls of a text and the verdicts on each.

    Raises:
        OutOfRange: More at risk than the balance.
        ImpossibleCombination: Both a fraction and an amount at risk.
    """
    read = [request.call] if request.call else map(taken, book.reader.calls(request.text))
    cases = [case_of(call, request, book) for call in read]
    verdicts = [
        verdict
        for place, case in enumerate(cases)
        if not is_elsewhere(case.call)
        for verdict in judged(place, case, book)
    ]
    fired, values = derived.findings(facts(cases[0], verdicts), book) if cases else ((), {})
    return Report(
        calls=tuple(case.call for case in cases),
        verdicts=tuple(verdicts),
        brackets_as_of=book.brackets.as_of if any(case.position for case in cases) else None,
        assumptions=assumptions(cases, book),
        findings=fired,
        values=values,
    )


def is_elsewhere(call: Call) -> bool:
    """Tell whether a call is on gold, a currency or another thing that is no coin."""
    return call.market is CallMarket.UNKNOWN and not call.ask


def judged(place: int, case: Case, book: Book) -> Iterator[Verdict]:
    """Yield every verdict on one call."""
    for check, judge in JUDGES.items():
        if check is Check.REACHABLE_AT_LARGEST and case.call.leverage_max is None:
            continue
        passed, details = judge(case, book)
        yield Verdict(call=place, check=check, passed=passed, details=details)


def facts(case: Case, verdicts: Sequence[Verdict]) -> dict[str, Fact]:
    """Return what is known of the first call for the rules, isolated at the largest leverage."""
    first = [verdict.details for verdict in verdicts if not verdict.call]
    found = known(case, case.asker.mode or case.call.margin_mode)
    for reach in (details for details in first if isinstance(details, Reach)):
        found |= derived.known(
            stop_distance=reach.stop_distance,
            liquidation_distance=reach.liquidation_distance,
            stop_liquidation_ratio=derived.ratio(reach.stop_distance, reach.liquidation_distance),
        )
        found["under_water"] = reach.under_water
    return found


def assumptions(cases: Sequence[Case], book: Book) -> tuple[str, ...]:
    """Return the keys of what the answer takes for granted."""
    judged_ = [case for case in cases if case.position]
    sized = [case for case in judged_ if isinstance(case.size, size.Report)]
    said = {
        "first_bracket": len(sized) < len(judged_),
        "nothing_else_open": bool(sized),
        "lot_default": any(case.asker.lot is None for case in sized),
        "fees_estimated": bool(sized),
        "fees_not_in_size": bool(sized),
        "single_asset_mode": bool(judged_),
        "auto_add_margin_off": bool(judged_),
        "brackets_old": bool(judged_) and are_old(book),
    }
    return tuple(key for key, holds in said.items() if holds)
