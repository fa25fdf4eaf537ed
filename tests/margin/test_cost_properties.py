from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from bot.margin.costs import Costs, Deal, Holding, break_even_price, costs
from tests.margin.accounts import amounts, unhurried

ZERO = Decimal(0)


def net(deal: Deal, price: Decimal, carry: Decimal) -> Decimal:
    sign, units, entry, inverse, fee_open, fee_close = deal
    bought, sold = (units / entry, units / price) if inverse else (units * entry, units * price)
    result = sign * (bought - sold) if inverse else sign * (sold - bought)
    return result - bought * fee_open - sold * fee_close - carry


class Plan(NamedTuple):
    deal: Deal
    holding: Holding


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    deal = Deal(
        sign=draw(st.sampled_from([1, -1])),
        units=draw(amounts("0.001", "900", 3)),
        entry=draw(amounts("0.01", "90000", 2)),
        inverse=draw(st.booleans()),
        fee_open=draw(amounts("-0.0005", "0.002", 5)),
        fee_close=draw(amounts("-0.0005", "0.002", 5)),
    )
    holding = Holding(
        days=draw(amounts("0", "60", 2)),
        funding_rate=draw(amounts("-0.003", "0.003", 5)),
        interval=Decimal(draw(st.sampled_from([1, 4, 8]))),
        borrowed=ZERO if deal.inverse else draw(amounts("0", "5000", 2)),
        interest_rate=draw(amounts("0", "0.0001", 6)),
    )
    return Plan(deal, holding)


@unhurried
@given(plans())
def test_closing_at_the_break_even_price_nets_nothing(plan: Plan) -> None:
    found = costs(*plan)
    if found.break_even is None:
        return

    left = net(plan.deal, found.break_even, found.funding + found.interest)

    assert abs(left) <= found.notional * Decimal("1e-20")


@unhurried
@given(plans())
def test_without_a_break_even_price_every_close_wins_or_every_close_loses(plan: Plan) -> None:
    found = costs(*plan)
    if found.break_even is not None:
        return

    carry = found.funding + found.interest
    ends = [net(plan.deal, plan.deal.entry * factor, carry) for factor in (Decimal("1e-9"), 10**9)]
    assert all(end < 0 for end in ends) if carry > 0 else all(end > 0 for end in ends)


@unhurried
@given(plans())
def test_the_total_is_what_closing_at_the_entry_loses(plan: Plan) -> None:
    found = costs(*plan)

    lost = -net(plan.deal, plan.deal.entry, found.funding + found.interest)

    assert abs(found.total - lost) <= found.notional * Decimal("1e-20")


def paid_by(plan: Plan, days: Decimal) -> Costs:
    return costs(plan.deal, plan.holding._replace(days=days))


@unhurried
@given(plans(), amounts("0", "60", 2))
def test_more_days_cost_more_where_the_carry_is_paid(plan: Plan, days: Decimal) -> None:
    sign = plan.deal.sign
    plan = plan._replace(
        holding=plan.holding._replace(funding_rate=sign * abs(plan.holding.funding_rate))
    )
    shorter, longer = sorted([plan.holding.days, days])

    assert paid_by(plan, shorter).total <= paid_by(plan, longer).total


@unhurried
@given(plans(), amounts("0", "0.002", 5))
def test_a_lower_fee_costs_less_and_breaks_even_nearer(plan: Plan, fee: Decimal) -> None:
    cheap, dear = (
        costs(plan.deal._replace(fee_open=each, fee_close=each), plan.holding)
        for each in sorted([fee, Decimal("0.002")])
    )

    assert cheap.total <= dear.total
    if cheap.break_even is not None and dear.break_even is not None:
        assert plan.deal.sign * (dear.break_even - cheap.break_even) >= 0


@unhurried
@given(plans())
def test_an_inverse_contract_is_the_linear_one_of_the_other_side_in_one_over_the_price(
    plan: Plan,
) -> None:
    deal = plan.deal._replace(inverse=True)
    mirrored = deal._replace(sign=-deal.sign, entry=1 / deal.entry, inverse=False)
    carry = deal.notional * Decimal("0.01")

    price, mirror = break_even_price(deal, carry), break_even_price(mirrored, carry)

    assert price is not None
    assert mirror is not None
    assert abs(price * mirror - 1) <= Decimal("1e-20")
