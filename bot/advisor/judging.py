"""How a case is judged: one function a check, each with its verdict and its numbers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from bot.advisor import derived, size
from bot.advisor.book import Book
from bot.advisor.call import Doubt
from bot.advisor.case import Case, lack, room, wrong_side
from bot.advisor.request import Market
from bot.advisor.verdicts import (
    Advice,
    Cap,
    Check,
    Details,
    End,
    Firing,
    Geometry,
    Largest,
    Money,
    Reach,
    Reason,
    Reward,
    Rewards,
    Trigger,
    Why,
)
from bot.calls import CallMarket, Flag
from bot.margin import sizing
from bot.margin.linear import Account, Position, account
from bot.margin.precision import quotient
from bot.rulebook import Fact

Judgement: TypeAlias = tuple[bool | None, Details]

ZERO: Final = Decimal(0)
SERIOUS: Final = "high"


def reachable(case: Case, book: Book) -> Judgement:
    """Judge whether isolated reaches the stop at the leverage stated."""
    return reached(case, case.call.leverage, book)


def reachable_at_largest(case: Case, book: Book) -> Judgement:
    """Judge the same at the upper end of a range of leverages."""
    return reached(case, case.call.leverage_max, book)


def reached(case: Case, leverage: Decimal | None, book: Book) -> Judgement:
    """Judge whether isolated reaches the stop, from the average and from the worst entry."""
    lacking = case.lacking or lack(case.call, [Doubt.LEVERAGE], book)
    if lacking or leverage is None or case.position is None or case.call.stop is None:
        return None, lacking or Reason(reason=Why.MISSING, field=Doubt.LEVERAGE)
    entry, stop, worst = case.call.entry, case.call.stop, case.call.worst_entry
    found = isolated(case.position, leverage)
    end = price(found)
    passed = comes_first(case.position.sign, stop, found)
    return passed, Reach(
        leverage=leverage,
        entry=entry,
        liquidation_price=end,
        liquidation_distance=derived.losing_share(case.position.sign, entry, end),
        stop_distance=quotient(abs(entry - stop), entry),
        under_water=found.under_water,
        worst=end_at(worst, case.position, stop, leverage) if worst else None,
    )


def end_at(entry: Decimal, position: Position, stop: Decimal, leverage: Decimal) -> End:
    """Return where the same position ends that is opened at another entry."""
    found = isolated(position._replace(entry=entry, mark=entry), leverage)
    passed = comes_first(position.sign, stop, found)
    return End(entry=entry, liquidation_price=price(found), passed=passed)


def isolated(position: Position, leverage: Decimal) -> Account:
    """Return the account of a position just opened in isolated: its margin is q · E / leverage."""
    return account(position.quantity * position.entry / leverage, [position], [])


def price(found: Account) -> Decimal | None:
    """Return the liquidation price of an account that has one."""
    return found.nearest.price if found.nearest else None


def comes_first(sign: int, stop: Decimal, found: Account) -> bool:
    """Tell whether the price meets the stop before it meets liquidation."""
    end = price(found)
    return not found.under_water and (end is None or sign * (stop - end) > ZERO)


def largest(case: Case, book: Book) -> Judgement:
    """Judge at which leverage isolated reaches the stop, and at which it does so with room."""
    stop, worst = case.call.stop, case.call.worst_entry
    if case.lacking or case.position is None or stop is None:
        return None, case.lacking or Reason(reason=Why.MISSING, field=Doubt.STOP)
    most = sizing.leverage_largest(case.position, stop)
    at_worst = case.position._replace(entry=worst, mark=worst) if worst else None
    return most is not None, Largest(
        leverage=most,
        leverage_with_room=sizing.leverage_roomy(case.position, stop, room(book)),
        room=room(book),
        worst_entry=worst,
        worst_leverage=sizing.leverage_largest(at_worst, stop) if at_worst else None,
        maintenance_rate=case.position.bracket.rate,
    )


def geometry(case: Case, book: Book) -> Judgement:
    """Judge whether stop and targets lie on their sides of every entry."""
    call = case.call
    fields = [field for field in (Doubt.STOP, Doubt.TARGETS) if field in call.ask]
    if Flag.TARGETS_ORDER_OF_MAGNITUDE in call.flags or not (call.stop or call.targets):
        fields.append(Doubt.TARGETS)
    lacking = lack(call, [Doubt.SIDE, Doubt.ENTRIES, *fields], book)
    if lacking:
        return None, lacking
    low, high = call.entries[0], call.entries[-1]
    near, far = (low, high) if call.sign > 0 else (high, low)
    behind = tuple(target for target in call.targets if call.sign * (target - near) <= ZERO)
    inside = tuple(t for t in call.targets if t not in behind and call.sign * (t - far) < ZERO)
    stop = None if call.stop is None else call.sign * (near - call.stop) > ZERO
    passed = False if behind or stop is False else stop
    return passed, Geometry(stop=stop, targets_wrong=behind, targets_inside=inside)


def bracket_cap(case: Case, book: Book) -> Judgement:
    """Judge whether the contract allows the largest leverage stated."""
    lacking = lack(case.call, [Doubt.MARKET, Doubt.SYMBOL, Doubt.LEVERAGE], book)
    stated = case.call.leverage_stated
    if lacking or stated is None:
        return None, lacking or Reason(reason=Why.MISSING, field=Doubt.LEVERAGE)
    first = book.brackets.of(str(case.call.symbol)).first.rungs[0]
    allowed = (case.position.bracket if case.position else first).leverage
    cap = stated if allowed is None else Decimal(allowed)
    return stated <= cap, Cap(leverage=stated, largest=cap)


def risk(case: Case, _: Book) -> Judgement:
    """Judge whether the trade fits the asker's balance and risk, and what it may lose."""
    sized = case.size
    if isinstance(sized, Reason):
        refused = sized.reason in {Why.BEYOND_BRACKETS, Why.LEVERAGE_ABOVE_BRACKET}
        return False if refused else None, sized
    serious = any(finding.severity == SERIOUS for finding in sized.findings)
    return bool(sized.quantity) and not serious, Money(
        quantity=sized.quantity,
        notional=sized.notional,
        lot=sized.lot,
        leverage=sized.leverage,
        margin=sized.margin,
        loss_at_stop=sized.loss_at_stop,
        loss_if_stop_fails=sized.loss_if_stop_fails,
        liquidation_price=sized.liquidation_price,
        fees=sized.fees,
        risk=sized.risk,
        risk_amount=sized.risk_amount,
        findings=tuple(finding.rule for finding in sized.findings),
    )


def reward_risk(case: Case, book: Book) -> Judgement:
    """Measure each target by the way to the stop; whether that is enough is for the trader."""
    call = case.call
    fields = (Doubt.SIDE, Doubt.ENTRIES, Doubt.STOP, Doubt.TARGETS)
    lacking = lack(call, fields, book) or wrong_side(call)
    if lacking or call.stop is None:
        return None, lacking or Reason(reason=Why.MISSING, field=Doubt.STOP)
    entry, way = call.entry, abs(call.entry - call.stop)
    gains = (call.sign * (target - entry) or ZERO for target in call.targets)
    rewards = (
        Reward(target=target, ratio=quotient(gain, way))
        for target, gain in zip(call.targets, gains, strict=True)
    )
    return None, Rewards(targets=tuple(rewards))


def stop_trigger(case: Case, book: Book) -> Judgement:
    """Judge whether the stop watches the price that liquidates, as soon as it is met."""
    lacking = lack(case.call, [Doubt.STOP], book)
    if lacking and lacking.reason is not Why.PERCENT:
        return None, lacking
    trigger, close = case.asker.stop_trigger, Flag.CANDLE_CLOSE_STOP in case.call.flags
    known = None if trigger is None else trigger is Trigger.MARK
    return False if close else known, Firing(trigger=trigger, candle_close=close)


def mode(case: Case, book: Book) -> Judgement:
    """Judge the margin mode stated by the rules, for what is known; it is open while they are."""
    call, asker = case.call, case.asker
    if call.market is CallMarket.SPOT:
        return None, Reason(reason=Why.SPOT, field=Doubt.MARKET)
    stated = asker.mode or (None if Doubt.MARGIN_MODE in call.ask else call.margin_mode)
    advice = book.rulebook.recommend(known(case, stated))
    agreed = stated == advice.recommendation if stated and advice.settled else None
    return agreed, Advice(
        recommendation=advice.recommendation,
        lead=advice.lead,
        settled=advice.settled,
        next_question=advice.next_question,
        stated=stated,
    )


def known(case: Case, stated: str | None) -> dict[str, Fact]:
    """Return what call and asker say of the traits."""
    market, stop, trigger = case.call.market, case.call.stop, case.asker.stop_trigger
    traits: dict[str, Fact | None] = {
        "market": market.value if market.value in set(Market) else None,
        "uses_stop": "order" if stop else None,
        "current_mode": stated,
        "leverage": case.call.leverage_stated,
        "stop_trigger": trigger.value if trigger else None,
        "risk": case.size.risk if isinstance(case.size, size.Report) else None,
    }
    return {name: value for name, value in traits.items() if value is not None}


JUDGES: Final[Mapping[Check, Callable[[Case, Book], Judgement]]] = {
    Check.REACHABLE: reachable,
    Check.REACHABLE_AT_LARGEST: reachable_at_largest,
    Check.LARGEST: largest,
    Check.GEOMETRY: geometry,
    Check.BRACKET_CAP: bracket_cap,
    Check.RISK: risk,
    Check.REWARD_RISK: reward_risk,
    Check.STOP_TRIGGER: stop_trigger,
    Check.MODE: mode,
}
